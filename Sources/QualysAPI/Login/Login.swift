// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Services
import Web

/// The gateway's only endpoint: a name and a password become a JWT ("Generating JWT Token").
///
/// A name or a password that is missing is told as such, with 400: the documented 401 would send
/// people looking for a wrong password.
struct Login {
    /// The heading of the endpoint; its failed logins have an envelope of their own.
    static let tag = "Authentication"

    let services: Services

    /// The endpoint.
    var endpoints: [Endpoint] {
        [
            Endpoint(
                .post,
                "/auth",
                summary: "Get a JWT for a user name and a password.",
                description: """
                    The body of the answer is the token alone. It serves for four hours, as \
                    `Authorization: Bearer TOKEN`. The pair is what `thimble token create --dialect \
                    qualys` prints, or the name and password of a person.
                    """,
                tag: Self.tag,
                access: .open,
                parameters: Self.parameters,
                body: .formOrJSON(maxBytes: 8_192, required: true),
                responses: [
                    .text(201, "The token."),
                    .json(401, "The name or the password is wrong.", Self.refusal),
                ],
                handler: token
            )
        ]
    }

    private static let parameters: [Parameter] = [
        .string("username", in: [.form, .body], required: true, summary: "The user name."),
        .string(
            "password",
            in: [.form, .body],
            lengthMax: 1_024,
            required: true,
            summary: "The password."
        ),
        .boolean(
            "token",
            in: [.form, .body],
            default: true,
            summary: "Whether a token is wanted; one is given in any case."
        ),
        .boolean(
            "permissions",
            in: [.form, .body],
            default: false,
            summary: "Whether the token lists what the user may do."
        ),
    ]

    private static let refusal = Schema.object([
        "authentication_exceptions": .array(of: .array(of: .string))
    ])

    /// Answers `POST /auth` with 201, which some clients insist on.
    private func token(_ call: EndpointCall) async throws -> Reply {
        let issued = try await services.access.issueJWT(
            username: call.requireString("username"),
            password: call.requireString("password"),
            address: call.head.peerAddress,
            wantsPermissions: call.flag("permissions") ?? false
        )
        return .text(issued.token, status: .created)
    }
}
