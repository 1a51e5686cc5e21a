// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Query

extension FleetSnapshot {
    /// One page of the devices of a set, by name.
    package func page(of slots: Bitmap, offset: Int, limit: Int) -> [IndexedDevice] {
        pageByName(of: slots, isDescending: false, from: .offset(offset), limit: limit)
    }

    /// One page of the devices of a set.
    ///
    /// By name alone it is a walk along an order that is kept; every other one sorts the set.
    ///
    /// - Parameters:
    ///   - slots: The devices of the whole list.
    ///   - orders: What decides, the first one first; at least one.
    ///   - start: Where the page begins.
    ///   - limit: How many devices it has at most.
    ///   - now: The time, which the health of a device depends on.
    /// - Returns: What it says.
    package func page(
        of slots: Bitmap,
        by orders: [FieldOrder<DeviceField>],
        from start: PageStart,
        limit: Int,
        now: Timestamp
    ) -> [IndexedDevice] {
        if orders.count == 1, orders[0].field == .name {
            return pageByName(
                of: slots,
                isDescending: orders[0].isDescending,
                from: start,
                limit: limit
            )
        }
        let rows = start.page(of: slots.slots, orders.map(\.isDescending), limit: limit) { slot in
            devices[slot: slot].map { device in
                RowPlace(orders, id: device.device.id) {
                    values(of: $0, device, now: now)
                }
            } ?? .end
        }
        return rows.compactMap { devices[slot: $0] }
    }

    private func pageByName(
        of slots: Bitmap,
        isDescending: Bool,
        from start: PageStart,
        limit: Int
    ) -> [IndexedDevice] {
        self.orders.byName.page(of: slots, isDescending: isDescending, from: start, limit: limit) {
            DeviceOrders.namePlace(devices[slot: $0])
        }
        .compactMap { devices[slot: $0] }
    }

    /// One page of the patches in some places of the catalogue's order.
    ///
    /// By the day of release alone it is a walk along an order that is kept; every other one sorts.
    ///
    /// - Parameters:
    ///   - places: The patches of the whole list.
    ///   - orders: What decides, the first one first; at least one.
    ///   - tallies: What counts are taken from.
    ///   - path: The place that asks.
    ///   - start: Where the page begins.
    ///   - limit: How many patches it has at most.
    /// - Returns: What it says.
    package func page(
        ofPatches places: Bitmap,
        by orders: [FieldOrder<PatchField>],
        tallies: PatchTallies,
        path: TenantPath,
        from start: PageStart,
        limit: Int
    ) -> [Patch] {
        let patches = catalogue.ordered
        if orders.count == 1, orders[0].field == .releasedAt {
            return catalogue.byRelease.page(
                of: places,
                isDescending: orders[0].isDescending,
                from: start,
                limit: limit
            ) {
                patches[Int($0)].releasePlace
            }
            .map { patches[Int($0)] }
        }
        let rows = start.page(of: places.slots, orders.map(\.isDescending), limit: limit) { place in
            let patch = patches[Int(place)]
            return RowPlace(orders, id: patch.id) {
                values(of: $0, patch, tally: tallies[patch.id] ?? PatchTally(), path: path)
            }
        }
        return rows.map { patches[Int($0)] }
    }

    /// The places, in the catalogue's order, of all patches that a filter accepts and that some feed
    /// still has, whether they concern a device or not.
    package func cataloguePlaces(
        matching filter: Filter<PatchField>,
        tallies: PatchTallies,
        path: TenantPath
    ) -> Bitmap {
        let source = PatchSource(snapshot: self, tallies: tallies, path: path)
        return FilterPlan(filter, source).rows(among: catalogue.columns.live)
    }
}
