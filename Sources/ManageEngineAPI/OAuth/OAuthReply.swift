// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Services
import Web

/// The replies of the accounts server (vendor document, "Generate access token", "Refresh").
enum OAuthReply {
    /// The media type that the vendor sends.
    private static let contentType = "application/json;charset=UTF-8"

    /// A new access token.
    static func token(_ issued: IssuedToken, domain: String) -> Reply {
        .json(contentType: contentType, capacity: 256) { json in
            json.object {
                $0.field("access_token", issued.token)
                $0.field("api_domain", domain)
                $0.field("token_type", "Bearer")
                $0.field("expires_in", issued.lifetime.components.seconds)
            }
        }
    }

    /// The answer to a revocation, whether or not the token existed (RFC 7009, section 2.2).
    static func revoked() -> Reply {
        .json(contentType: contentType, capacity: 64) {
            $0.object { $0.field("status", "success") }
        }
    }

    /// A refusal; the documented words are sent with HTTP 200.
    static func refusal(_ word: String, status: HTTPResponse.Status = .ok) -> Reply {
        .json(status: status, contentType: contentType, capacity: 64) { json in
            json.object { $0.field("error", word) }
        }
    }

    /// A failure of any kind.
    static func failure(_ error: DomainError) -> Reply {
        switch error.code.kind {
        case .unauthenticated:
            refusal(error.subject == "token" ? "invalid_code" : "invalid_client")
        case .invalid, .notFound, .conflict:
            refusal("invalid_request", status: HTTPResponse.Status(meaning: error))
        case .forbidden: refusal("access_denied")
        case .throttled: refusal("Access Denied", status: .tooManyRequests)
        case .unavailable: refusal("temporarily_unavailable", status: .serviceUnavailable)
        case .internalFault: refusal("server_error", status: .internalServerError)
        }
    }
}
