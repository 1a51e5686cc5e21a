// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Fleet
package import Query

/// One state of the fleet, seen from a place in the tenant tree at a point in time.
package struct FleetView: Sendable {
    /// The state.
    package let snapshot: FleetSnapshot
    /// The place.
    package let scope: TenantPath
    /// The time.
    package let now: Timestamp

    /// The devices that a filter accepts, by number.
    package func devices(_ filter: Filter<DeviceField> = .everything) -> [IndexedDevice] {
        snapshot.devices(matching: filter, in: scope, now: now)
    }

    /// The patches that concern at least one device and that a filter accepts, with their tallies,
    /// in the catalogue's order.
    package func patches(
        _ filter: Filter<PatchField> = .everything
    ) -> [(patch: Patch, tally: PatchTally)] {
        patches(filter, tallies: snapshot.tallies(in: scope))
    }

    /// The patches that concern at least one of some devices and that a filter accepts, with their
    /// tallies among these devices, in the catalogue's order.
    package func patches(
        _ filter: Filter<PatchField>,
        on devices: Filter<DeviceField>
    ) -> [(patch: Patch, tally: PatchTally)] {
        if devices == .everything { return patches(filter) }
        return patches(filter, tallies: snapshot.tallies(of: self.devices(devices)))
    }

    private func patches(
        _ filter: Filter<PatchField>,
        tallies: PatchTallies
    ) -> [(patch: Patch, tally: PatchTally)] {
        let places = snapshot.patchPlaces(matching: filter, tallies: tallies, path: scope)
        return places.slots.map { place in
            let patch = snapshot.catalogue.ordered[Int(place)]
            return (patch, tallies[patch.id] ?? PatchTally())
        }
    }

    /// The device with a name, a number or an identity.
    ///
    /// - Throws: ``DomainError/Code/deviceNotFound``.
    package func device(_ text: String) throws -> IndexedDevice {
        let all = snapshot.devices(in: scope)
        if let device = all.first(where: { $0.device.name == text }) { return device }
        if let device = all.first(where: {
            $0.device.id.description == text.lowercased() || String($0.device.number) == text
        }) {
            return device
        }
        throw DomainError(.deviceNotFound, subject: text)
    }

    /// The patches that a text names; see ``AssessmentService/explain(device:patch:by:)``.
    ///
    /// - Throws: ``DomainError/Code/patchNotFound``.
    func patches(named text: String, for device: IndexedDevice) throws -> [Patch] {
        let catalogue = snapshot.catalogue
        if let id = Patch.Identity(text), let patch = catalogue.patch(id) { return [patch] }
        if let number = Int64(text), let patch = catalogue.patch(number: number) { return [patch] }
        let named = catalogue.ordered.filter { patch in
            patch.name == text || "\(patch.source)=\(patch.version)" == text
                || patch.advisories.contains { $0.name == text }
        }
        let own = named.filter { $0.stream == device.device.stream }
        if !own.isEmpty { return own }
        if !named.isEmpty { return named }
        // A source package or a binary one: what the device lacks of it, else everything of it.
        let findings = snapshot.findings(device).filter { finding in
            finding.patch.source == text || finding.packages.contains { $0.name == text }
        }
        let current = findings.filter(\.isCurrent)
        if !current.isEmpty { return current.map(\.patch) }
        if !findings.isEmpty { return findings.map(\.patch) }
        let all = catalogue.ordered.filter { patch in
            patch.source == text || patch.binaries.contains { $0.name == text }
        }
        guard !all.isEmpty else { throw DomainError(.patchNotFound, subject: text) }
        let ofStream = all.filter { $0.stream == device.device.stream }
        return ofStream.isEmpty ? all : ofStream
    }

    /// A finding with what it rests on, and with its age where the device is given.
    package func explanation(
        _ finding: Finding,
        on device: IndexedDevice? = nil
    ) -> Explanation {
        Explanation(
            finding: finding,
            revisions: finding.patch.feeds.compactMap { feed in
                snapshot.catalogue.revisions.first { $0.feed == feed.feed }
            },
            successor: finding.supersededBy.flatMap { snapshot.catalogue.patch($0) },
            firstSeen: device.flatMap { snapshot.firstSeen(finding, on: $0) }
        )
    }
}
