// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Fleet
package import Query

/// Lists page by page: whole, or those rows that something of the other kind concerns.
///
/// Of several orders the first one decides, then the next; rows without a value come last in either
/// direction, and equal rows come by identity. So a list has one order, and a mark one place in it.
extension FleetView {
    /// One page of the devices that a filter accepts.
    ///
    /// - Parameters:
    ///   - filter: Which devices.
    ///   - having: Keeps the devices that a patch concerns which it accepts; there `patchStatus` is
    ///     what is true of the patch on the device.
    ///   - orders: What decides; by name where there is none.
    ///   - place: Where the page begins.
    ///   - limit: How many devices it has at most.
    /// - Returns: What it says.
    package func devicePage(
        _ filter: Filter<DeviceField>,
        having: Filter<PatchField> = .everything,
        by orders: [FieldOrder<DeviceField>] = [],
        from place: PagePlace = .offset(0),
        limit: Int
    ) -> ListPage<IndexedDevice> {
        let slots = slots(filter, having: having)
        return ListPage(
            rows: snapshot.page(
                of: slots,
                by: Self.orders(orders),
                from: place.start,
                limit: limit,
                now: now
            ),
            total: slots.population
        )
    }

    /// One page of the patches that concern a device and that a filter accepts.
    ///
    /// - Parameters:
    ///   - filter: Which patches.
    ///   - having: The devices that count: patches that concern none of them are left out, and the
    ///     tallies are over them alone.
    ///   - orders: What decides; the newest release first where there is none.
    ///   - place: Where the page begins.
    ///   - limit: How many patches it has at most.
    /// - Returns: What it says.
    package func patchPage(
        _ filter: Filter<PatchField>,
        having: Filter<DeviceField> = .everything,
        by orders: [FieldOrder<PatchField>] = [],
        from place: PagePlace = .offset(0),
        limit: Int
    ) -> ListPage<(patch: Patch, tally: PatchTally)> {
        let tallies = tallies(having: having)
        let places = snapshot.patchPlaces(matching: filter, tallies: tallies, path: scope)
        return page(of: places, tallies, orders, place, limit)
    }

    /// One page of all patches that some feed has and that a filter accepts, whether they concern a
    /// device or not.
    ///
    /// - Parameters:
    ///   - filter: Which patches; counts are over the devices that the caller sees.
    ///   - orders: What decides; the newest release first where there is none.
    ///   - place: Where the page begins.
    ///   - limit: How many patches it has at most.
    /// - Returns: What it says.
    package func cataloguePage(
        _ filter: Filter<PatchField>,
        by orders: [FieldOrder<PatchField>] = [],
        from place: PagePlace = .offset(0),
        limit: Int
    ) -> ListPage<(patch: Patch, tally: PatchTally)> {
        let tallies = tallies(having: .everything)
        let places = snapshot.cataloguePlaces(matching: filter, tallies: tallies, path: scope)
        return page(of: places, tallies, orders, place, limit)
    }

    /// The mark of a device in a list with these orders.
    package func mark(
        _ device: IndexedDevice,
        by orders: [FieldOrder<DeviceField>]
    ) -> PageMark {
        PageMark(Self.orders(orders), id: device.device.id.uuid) {
            snapshot.values(of: $0, device, now: now)
        }
    }

    /// The mark of a patch in a list with these orders.
    package func mark(
        _ row: (patch: Patch, tally: PatchTally),
        by orders: [FieldOrder<PatchField>]
    ) -> PageMark {
        PageMark(Self.orders(orders), id: row.patch.id.uuid) {
            snapshot.values(of: $0, row.patch, tally: row.tally, path: scope)
        }
    }

    /// How many patches ``patchPage(_:having:by:from:limit:)`` lists.
    package func patchCount(
        _ filter: Filter<PatchField>,
        having: Filter<DeviceField> = .everything
    ) -> Int {
        snapshot.patchPlaces(matching: filter, tallies: tallies(having: having), path: scope)
            .population
    }

    /// How many devices ``devicePage(_:having:by:from:limit:)`` lists.
    package func deviceCount(
        _ filter: Filter<DeviceField>,
        having: Filter<PatchField> = .everything
    ) -> Int {
        slots(filter, having: having).population
    }

    /// How many patches a device lacks, how many of them no newer one replaces, and how many it has:
    /// what the counts of rows show, and what queries for counts ask.
    package func patchCounts(
        of device: IndexedDevice
    ) -> (missing: Int, currentMissing: Int, installed: Int) {
        snapshot.patchCounts(of: device)
    }

    // MARK: Parts

    private func slots(_ filter: Filter<DeviceField>, having: Filter<PatchField>) -> Bitmap {
        let slots = snapshot.slots(matching: filter, in: scope, now: now)
        if having == .everything { return slots }
        return snapshot.slots(
            having: having,
            among: slots,
            tallies: tallies(having: .everything),
            path: scope
        )
    }

    private func tallies(having: Filter<DeviceField>) -> PatchTallies {
        if having == .everything { return snapshot.tallies(in: scope) }
        return snapshot.tallies(
            within: snapshot.slots(matching: having, in: scope, now: now)
        )
    }

    private func page(
        of places: Bitmap,
        _ tallies: PatchTallies,
        _ orders: [FieldOrder<PatchField>],
        _ place: PagePlace,
        _ limit: Int
    ) -> ListPage<(patch: Patch, tally: PatchTally)> {
        let patches = snapshot.page(
            ofPatches: places,
            by: Self.orders(orders),
            tallies: tallies,
            path: scope,
            from: place.start,
            limit: limit
        )
        return ListPage(
            rows: patches.map { ($0, tallies[$0.id] ?? PatchTally()) },
            total: places.population
        )
    }

    private static func orders(
        _ orders: [FieldOrder<DeviceField>]
    ) -> [FieldOrder<DeviceField>] {
        orders.isEmpty ? [FieldOrder(.name)] : orders
    }

    private static func orders(
        _ orders: [FieldOrder<PatchField>]
    ) -> [FieldOrder<PatchField>] {
        orders.isEmpty ? [FieldOrder(.releasedAt, isDescending: true)] : orders
    }
}
