// SPDX-License-Identifier: Apache-2.0
package import Services
package import Web

/// The dialect of ManageEngine Patch Manager Plus Cloud, API 1.4 (and its 1.3 paths).
///
/// It translates and nothing else: ``Routes`` is the table of endpoints, ``Authentication`` and
/// ``Errors`` are its edges, ``QueryFilter`` turns parameters into the one filter engine's trees,
/// and the files of a group write the rows. What it covers and where it had to choose stands in
/// `docs/dialects/manageengine.md`.
package enum ManageEngineAPI {
    /// The name under which credentials of this dialect are stored.
    package static let dialect = "manageengine"
}

/// Makes the face that speaks ManageEngine Patch Manager Plus.
package func manageEngineFace(services: Services, address: PublicAddress) -> Face {
    let authentication = Authentication(access: services.access)
    return Face(
        name: ManageEngineAPI.dialect,
        title: "Patch Manager Plus API",
        version: "1.4",
        description: """
            Patches, systems and deployments in the words of ManageEngine Patch Manager Plus \
            Cloud. Business errors are answered with HTTP 200 and `"status": "error"`.
            """,
        basePaths: ["/api/1.4", "/api/1.3", "/oauth/v2"],
        security: [
            .apiKey(
                header: "Authorization",
                description: "An access token: bare, or after `Zoho-oauthtoken` or `Bearer`."
            )
        ],
        errorResponses: Errors.descriptions,
        rules: FaceRules(
            namesIgnoreCase: true,
            unknownParameters: .tolerated,
            emptyIsAbsent: true
        ),
        endpoints: Routes(services: services, address: address).endpoints,
        authenticate: { try await authentication.check($0) },
        scopeSatisfied: { Scopes.isSatisfied($1, by: $0) },
        errorReply: { Errors.reply($0, $1) }
    )
}
