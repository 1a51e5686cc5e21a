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

    /// One page of the devices of a set, by name.
    package func page(of slots: Bitmap, offset: Int, limit: Int) -> [IndexedDevice] {
        columns.byName.page(of: slots, offset: offset, limit: limit).compactMap {
            devices[slot: $0]
        }
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

/// The columns of the devices at a point in time.
private struct DeviceSource: ColumnSource {
    let snapshot: FleetSnapshot
    let now: Timestamp

    func column(_ field: DeviceField) -> Column {
        let column = snapshot.columns.column(
            field,
            tenants: snapshot.tenants,
            groups: snapshot.groups
        )
        if let column { return column }
        let (snapshot, now) = (snapshot, now)
        return .computed { slot in
            snapshot.devices[slot: slot].map {
                snapshot.values(of: field, $0, now: now)
            } ?? []
        }
    }
}

/// The columns of the patches as a place sees them.
private struct PatchSource: ColumnSource {
    let snapshot: FleetSnapshot
    let tallies: PatchTallies
    let path: TenantPath

    func column(_ field: PatchField) -> Column {
        if let column = snapshot.catalogue.columns.column(field) { return column }
        let (snapshot, tallies, path) = (snapshot, tallies, path)
        return .computed { place in
            let patch = snapshot.catalogue.ordered[Int(place)]
            return snapshot.values(
                of: field,
                patch,
                tally: tallies[patch.id] ?? PatchTally(),
                path: path
            )
        }
    }
}
