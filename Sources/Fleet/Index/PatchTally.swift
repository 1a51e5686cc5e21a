// SPDX-License-Identifier: Apache-2.0
package import Domain

/// On how many devices a patch is missing, installed or failed.
package struct PatchTally: Sendable, Equatable {
    /// Devices that lack it and would get it: superseded findings are left out.
    package var missing = 0
    /// Devices where the last attempt failed; they are counted as missing too.
    package var failed = 0
    /// Devices that have it.
    package var installed = 0

    /// Makes a tally; of nothing where no number is given.
    package init(missing: Int = 0, failed: Int = 0, installed: Int = 0) {
        self.missing = missing
        self.failed = failed
        self.installed = installed
    }

    /// Whether no device is concerned.
    package var isEmpty: Bool { missing == 0 && failed == 0 && installed == 0 }

    /// Counts a device in (`step` 1) or out again (-1).
    mutating func count(_ state: Finding.State, isCurrent: Bool, step: Int) {
        if state == .installed { installed += step } else if isCurrent { missing += step }
        if state == .failed, isCurrent { failed += step }
    }
}

/// The tallies of the patches that concern at least one device.
package struct PatchTallies: Sendable {
    private let catalogue: Catalogue
    private let bySlot: SharedArray<PatchTally>

    init(_ catalogue: Catalogue, _ bySlot: SharedArray<PatchTally>) {
        self.catalogue = catalogue
        self.bySlot = bySlot
    }

    /// A patch's tally; `nil` where it concerns no device.
    package subscript(id: Patch.Identity) -> PatchTally? {
        catalogue.slot(of: id).flatMap { self[slot: $0] }
    }

    /// The places, in the catalogue's order, of the patches that concern a device.
    var places: Bitmap { places { !$0.isEmpty } }

    /// A count of each patch, by its place in the catalogue's order.
    @inline(__always)
    func counts(_ count: (PatchTally) -> Int) -> ChunkedArray<Int64> {
        var counts = [Int64](repeating: 0, count: catalogue.count)
        for slot in 0..<min(bySlot.count, catalogue.count) {
            counts[Int(catalogue.ranks[slot])] = Int64(count(bySlot[slot]))
        }
        return ChunkedArray(counts)
    }

    /// The places of the patches with a tally that passes a test.
    @inline(__always)
    func places(_ test: (PatchTally) -> Bool) -> Bitmap {
        var places = Bitmap(count: catalogue.count)
        for slot in 0..<min(bySlot.count, catalogue.count) where test(bySlot[slot]) {
            places.insert(catalogue.ranks[slot])
        }
        return places
    }

    /// The tally of the patch in a slot; `nil` where it concerns no device.
    package subscript(slot slot: UInt32) -> PatchTally? {
        guard slot < bySlot.count else { return nil }
        let tally = bySlot[Int(slot)]
        return tally.isEmpty ? nil : tally
    }
}

extension FleetSnapshot {
    /// The tallies over the devices of a path.
    package func tallies(in path: TenantPath) -> PatchTallies {
        if tenants.allSatisfy({ path.contains($0.path) }) {
            return PatchTallies(catalogue, tallies)
        }
        return tallies(of: devices.filter { path.contains($0.device.path) })
    }

    /// The tallies over some devices.
    package func tallies(of devices: [IndexedDevice]) -> PatchTallies {
        var members = Bitmap(count: self.devices.slotCount)
        for device in devices { members.insert(device.slot) }
        return tallies(within: members)
    }

    /// The tallies over the devices in some slots.
    package func tallies(within slots: Bitmap) -> PatchTallies {
        var survey = FleetSurvey(self)
        survey.run(within: slots)
        return PatchTallies(catalogue, survey.tallies)
    }
}
