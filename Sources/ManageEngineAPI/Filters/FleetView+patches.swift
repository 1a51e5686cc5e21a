// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Services

extension FleetView {
    /// The patches that a filter accepts and that concern at least one of the systems that another
    /// one accepts, with their tallies among these systems, in the catalogue's order.
    func patches(
        _ filter: Filter<PatchField>,
        on systems: Filter<DeviceField>
    ) -> [(patch: Patch, tally: PatchTally)] {
        if systems == .everything { return patches(filter) }
        let tallies = tallies(on: devices(systems))
        return snapshot.catalogue.ordered.compactMap { patch in
            guard let tally = tallies[patch.id],
                filter.accepts({ snapshot.values(of: $0, patch, tally: tally, path: scope) })
            else { return nil }
            return (patch, tally)
        }
    }

    /// The tallies of the patches that concern at least one of some systems, among these alone.
    func tallies(on systems: [IndexedDevice]) -> [Patch.Identity: PatchTally] {
        var part = snapshot
        part.devices = Dictionary(
            systems.map { ($0.device.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        return part.tallies(in: scope)
    }
}
