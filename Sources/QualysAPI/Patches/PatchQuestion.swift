// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Web

/// Which patches a call asks for, among which devices and in which order.
struct PatchQuestion {
    /// What the patches must be: the call's platform, and its `query` or `filter`.
    let patches: Filter<PatchField>
    /// Among which devices they are counted, `havingQuery`; it concerns the patches of a fleet.
    let devices: Filter<DeviceField>
    /// The order of the list; never empty, so that a cursor says where it stands.
    let orders: [FieldOrder<PatchField>]

    /// `query`: what the patches must be.
    static let query = Questions.parameter(
        "query",
        summary: "Which patches, as QQL: `appFamily:Firefox`."
    )
    /// `havingQuery`: among which assets they are counted.
    static let havingQuery = Questions.parameter(
        "havingQuery",
        summary: "Only patches of these assets, counted among them, as QQL: `status:Enabled`."
    )

    /// Reads a call; what its endpoint does not declare asks for nothing.
    ///
    /// - Parameters:
    ///   - call: The call, which declares ``Platforms/ofPatches`` or ``Platforms/any``.
    ///   - query: The name of the parameter that holds the query on patches.
    ///   - hasDevices: Whether the endpoint declares ``havingQuery``.
    ///   - hasOrder: Whether the endpoint declares ``Questions/sort``.
    /// - Throws: ``DomainError/Code/requestInvalid``.
    init(
        _ call: EndpointCall,
        query: String = Self.query.name,
        hasDevices: Bool = true,
        hasOrder: Bool = true
    ) throws {
        patches = .all([
            Platforms.filter(.platform, of: call),
            try Questions.filter(
                call.string(query),
                of: query,
                SearchSchema.patches,
                now: call.now
            ),
        ])
        let having = Self.havingQuery.name
        devices =
            hasDevices
            ? try Questions.filter(
                call.string(having),
                of: having,
                SearchSchema.devices,
                now: call.now
            ) : .everything
        let sort = hasOrder ? call.string(Questions.sort.name) : nil
        let asked = try Self.orders(sort)
        orders = asked.isEmpty ? [FieldOrder(.releasedAt, isDescending: true)] : asked
    }

    /// Reads `sort`.
    ///
    /// By severity `asc` begins with Critical, as in the vendor's sample of a sorted list ("Get a
    /// list of patches for Windows Platform sorted by Vendor Severity").
    static func orders(_ text: String?) throws -> [FieldOrder<PatchField>] {
        try Questions.orders(text, SearchSchema.patches).map { order in
            guard order.field == .severity else { return order }
            return FieldOrder(order.field, isDescending: !order.isDescending)
        }
    }
}

extension Parameter {
    /// The same parameter, that may also stand in other places.
    func also(in places: Places) -> Parameter {
        var copy = self
        copy.places.formUnion(places)
        return copy
    }
}
