// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Services

/// The answers to queries as lists show them: how many rows, and the first page.
struct QueryPages {
    private static let pageSize = 25

    let view: FleetView

    /// The slots of the devices that a query accepts, their number, and the first page by name.
    func devices(_ query: String) throws -> (found: Bitmap, count: Int, page: [[[Value]]]) {
        let filter = try QueryParser(SearchSchema.devices, now: view.now.milliseconds)
            .filter(query)
        let snapshot = view.snapshot
        let found = snapshot.slots(matching: filter, in: view.scope, now: view.now)
        let page = snapshot.page(of: found, offset: 0, limit: Self.pageSize).map { device in
            [DeviceField.name, .site, .group, .stream, .address].map {
                snapshot.values(of: $0, device, now: view.now)
            }
        }
        return (found, found.population, page)
    }

    /// The places of the patches that a query accepts, their number, and the first page by source
    /// and version.
    func patches(_ query: String) throws -> (found: Bitmap, count: Int, page: [[[Value]]]) {
        let filter = try QueryParser(SearchSchema.patches, now: view.now.milliseconds)
            .filter(query)
        let snapshot = view.snapshot
        let tallies = snapshot.tallies(in: view.scope)
        let found = snapshot.patchPlaces(matching: filter, tallies: tallies, path: view.scope)
        let page = first(of: found).map { patch in
            let tally = tallies[patch.id] ?? PatchTally()
            let fields: [PatchField] = [.source, .name, .stream, .severity, .releasedAt, .cve]
            return fields.map {
                snapshot.values(of: $0, patch, tally: tally, path: view.scope)
            }
        }
        return (found, found.population, page)
    }

    /// The first patches of a set by source, then by version as text.
    private func first(of places: Bitmap) -> [Patch] {
        let ordered = view.snapshot.catalogue.ordered
        var first: [Patch] = []
        places.forEachSlot { place in
            let patch = ordered[Int(place)]
            if first.count == Self.pageSize, let last = first.last, !Self.isBefore(patch, last) {
                return
            }
            let index = first.firstIndex { Self.isBefore(patch, $0) } ?? first.count
            first.insert(patch, at: index)
            if first.count > Self.pageSize { first.removeLast() }
        }
        return first
    }

    private static func isBefore(_ left: Patch, _ right: Patch) -> Bool {
        left.source == right.source ? left.version < right.version : left.source < right.source
    }
}
