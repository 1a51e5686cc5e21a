// SPDX-License-Identifier: Apache-2.0
package import Services
package import Web

/// The dialect of Qualys Patch Management: `/auth`, `/pm/v1`, `/pm/v2` and `/mtg/v1`.
///
/// It translates and nothing else: ``Routes`` is the table of endpoints, ``Authentication`` and
/// ``Errors`` are its edges, `Formats` holds what all groups share, and each group of endpoints has
/// a folder of its own. What it covers and where it had to choose stands in
/// `docs/dialects/qualys.md`.
package enum QualysAPI {
    /// The name under which credentials and reports of this dialect are stored.
    package static let dialect = "qualys"
    /// The release of the vendor's API that it follows.
    package static let release = "3.9"
}

/// Makes the face that speaks Qualys Patch Management.
package func qualysFace(
    services: Services,
    settings: QualysSettings = QualysSettings()
) -> Face {
    let authentication = Authentication(access: services.access)
    return Face(
        name: QualysAPI.dialect,
        title: "Patch Management API",
        version: QualysAPI.release,
        description: """
            Patches, assets, jobs and reports in the words of Qualys Patch Management. Lists are \
            bare arrays; errors carry `_error` and a message.
            """,
        basePaths: ["/auth", "/pm", "/mtg"],
        security: [
            .bearer(description: "The JWT that `POST /auth` gives, for four hours.")
        ],
        errorResponses: Errors.descriptions,
        rules: FaceRules(
            namesIgnoreCase: true,
            unknownParameters: .tolerated,
            emptyIsAbsent: true
        ),
        endpoints: Routes(services: services, settings: settings).endpoints,
        authenticate: { try await authentication.check($0) },
        errorReply: { Errors.reply($0, $1) }
    )
}
