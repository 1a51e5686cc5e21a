// SPDX-License-Identifier: Apache-2.0
import Services
import Web

/// The endpoints with which a self client gets and gives back its tokens.
///
/// Parameters may stand in the query, as the vendor's refresh address has them, or in a form, as
/// its text asks for.
struct OAuth: Sendable {
    let access: AccessService
    let address: PublicAddress

    /// The parameters of both grants.
    static let tokenParameters: [Parameter] = [
        .string(
            "grant_type",
            in: [.query, .form],
            summary: "`refresh_token`; `authorization_code` is always answered `invalid_code`."
        ),
        .string("client_id", in: [.query, .form], summary: "The client's id."),
        .string("client_secret", in: [.query, .form], summary: "The client's secret."),
        .string("refresh_token", in: [.query, .form], summary: "The client's refresh token."),
        .string(
            "code",
            in: [.query, .form],
            lengthMax: 1_024,
            summary: "The code of the redirect flow, which this server does not have."
        ),
        .string(
            "redirect_uri",
            in: [.query, .form],
            lengthMax: 2_048,
            summary: "The address of the redirect flow; ignored."
        ),
    ]

    /// The parameter of a revocation.
    static let revokeParameters: [Parameter] = [
        .string("token", in: [.query, .form], summary: "The refresh or access token to withdraw.")
    ]

    /// Answers `POST /oauth/v2/token`.
    ///
    /// What is missing is answered like what is wrong, in the documented words.
    func token(_ call: EndpointCall) async throws -> Reply {
        switch call.string("grant_type") {
        case "refresh_token":
            let issued = try await access.refresh(
                clientID: call.string("client_id") ?? "",
                clientSecret: call.string("client_secret") ?? "",
                refreshToken: call.string("refresh_token") ?? ""
            )
            return OAuthReply.token(issued, domain: address.base(for: call.head))
        case "authorization_code": return OAuthReply.refusal("invalid_code")
        case nil, .some: return OAuthReply.refusal("invalid_grant_type")
        }
    }

    /// Answers `POST /oauth/v2/token/revoke`.
    func revoke(_ call: EndpointCall) async throws -> Reply {
        if let token = call.string("token") { try await access.revoke(token: token) }
        return OAuthReply.revoked()
    }
}
