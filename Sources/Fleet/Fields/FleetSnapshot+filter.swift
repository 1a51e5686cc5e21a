// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Query

extension FleetSnapshot {
    /// The slots of the devices of a path that a filter accepts.
    package func slots(
        matching filter: Filter<DeviceField>,
        in path: TenantPath,
        now: Timestamp
    ) -> Bitmap {
        let source = DeviceSource(snapshot: self, now: now)
        return FilterPlan(filter, source).rows(among: members(of: path))
    }

    /// The devices of a path that a filter accepts, by number.
    package func devices(
        matching filter: Filter<DeviceField>,
        in path: TenantPath,
        now: Timestamp
    ) -> [IndexedDevice] {
        let slots = slots(matching: filter, in: path, now: now)
        var found: [IndexedDevice] = []
        found.reserveCapacity(slots.population)
        slots.forEachSlot { if let device = devices[slot: $0] { found.append(device) } }
        // Slots are given out as devices come, which is nearly always in the order of numbers.
        return found.sorted { $0.device.number < $1.device.number }
    }

    /// The places, in the catalogue's order, of the patches that concern a device and that a filter
    /// accepts.
    package func patchPlaces(
        matching filter: Filter<PatchField>,
        tallies: PatchTallies,
        path: TenantPath
    ) -> Bitmap {
        let source = PatchSource(snapshot: self, tallies: tallies, path: path)
        return FilterPlan(filter, source).rows(among: tallies.places)
    }
}
