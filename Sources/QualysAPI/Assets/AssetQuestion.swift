// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Web

/// Which assets a call asks for, and which patches must concern them.
struct AssetQuestion {
    /// What the assets must be: the call's platform, and its `query`.
    let devices: Filter<DeviceField>
    /// `havingQuery`: what a patch must be that concerns them.
    let patches: Filter<PatchField>

    /// The parameters of a question, that may stand in some places; the platform is one of the
    /// query alone.
    static func parameters(in places: Parameter.Places) -> [Parameter] {
        var query = Questions.parameter(
            "query",
            summary: "Which assets, as QQL: `operatingSystem:Debian`."
        )
        var having = Questions.parameter(
            "havingQuery",
            summary: "Only assets that such a patch concerns, as QQL: `vendorSeverity:Critical`."
        )
        query.places = places
        having.places = places
        return [Platforms.any, query, having]
    }

    /// The order of the search: by name, `ASC` or `DESC`.
    static let sortOrder = Parameter.choice(
        "sortOrder",
        ["ASC", "DESC"],
        default: "ASC",
        summary: "The order by name."
    )

    /// Reads a call whose endpoint declares ``parameters(in:)``.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid``.
    init(_ call: EndpointCall) throws {
        devices = .all([
            Platforms.filter(.platform, of: call),
            try Questions.filter(
                call.string("query"),
                of: "query",
                SearchSchema.devices,
                now: call.now
            ),
        ])
        patches = try Questions.filter(
            call.string("havingQuery"),
            of: "havingQuery",
            SearchSchema.patches,
            now: call.now
        )
    }

    /// Whether the last name comes first; the endpoint declares ``sortOrder``.
    func isDescending(_ call: EndpointCall) -> Bool {
        call.string(Self.sortOrder.name) == "DESC"
    }
}
