// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Web

/// Failures in the vendor's words: every kind of failure, its envelope, status and code.
///
/// Three envelopes: OAuth's `{"error"}`, the security filter's `{"errorCode","errorMsg","url"}` for
/// everything that is refused before it reaches a use case, and the API's `"status": "error"`,
/// which is sent with HTTP 200. Codes that begin with 90 are this server's own: the vendor publishes no
/// complete list.
enum Errors {
    /// The headings of the two envelopes, for the API document.
    static let descriptions: [ResponseDescription] = [
        .json(
            400,
            "The request is malformed.",
            .object(["errorCode": .string, "errorMsg": .string, "url": .string])
        ),
        .json(
            401,
            "The token is missing, unknown, expired, or its scope is too small.",
            .object(["errorCode": .string, "errorMsg": .string, "url": .string])
        ),
    ]

    /// Renders any error.
    static func reply(_ error: any Error, _ failed: FailedRequest) -> Reply {
        let error = DomainError(naming: error)
        if failed.tag == Routes.oauthTag { return OAuthReply.failure(error) }
        switch envelope(of: error) {
        case .filter(let status, let code, let message):
            return filter(status, code, message, path: failed.path)
        case .business(let code):
            return business(code, error.description, endpoint: failed.endpointName ?? "")
        }
    }

    /// A business error: HTTP 200 and `"status": "error"`.
    static func business(_ code: String, _ description: String, endpoint: String) -> Reply {
        .json(capacity: 512) { json in
            json.object {
                $0.field("message_type", String(Routes.messageType(of: endpoint)))
                $0.field("error_code", code)
                $0.field("error_description", description)
                $0.field("status", "error")
                $0.field("message_version", "1.4")
            }
        }
    }

    private enum Envelope {
        case filter(HTTPResponse.Status, code: String, message: String)
        case business(code: String)
    }

    private static func envelope(of error: DomainError) -> Envelope {
        exception(for: error) ?? rule(for: error)
    }

    /// What every kind of failure becomes.
    private static func rule(for error: DomainError) -> Envelope {
        switch error.code.kind {
        case .notFound: .business(code: "90404")
        case .conflict: .business(code: "90409")
        case .invalid: .filter(.badRequest, code: code(ofMalformed: error), message: "\(error)")
        case .unauthenticated:
            .filter(.unauthorized, code: "IAM0002", message: "INVALID_OAUTHTOKEN")
        case .forbidden: .business(code: "1010")
        case .throttled: .filter(.tooManyRequests, code: "IAM0019", message: "\(error)")
        case .unavailable: .filter(.serviceUnavailable, code: "IAM0007", message: "\(error)")
        case .internalFault:
            .filter(.internalServerError, code: "IAM0007", message: "Internal server error")
        }
    }

    /// The failures that have an answer of their own.
    private static func exception(for error: DomainError) -> Envelope? {
        switch error.code {
        case .routeNotFound: .filter(.notFound, code: "IAM0004", message: "\(error)")
        case .methodNotAllowed: .filter(.methodNotAllowed, code: "IAM0004", message: "\(error)")
        case .requestTooLarge: .filter(.contentTooLarge, code: "IAM0024", message: "\(error)")
        case .credentialMissing:
            .filter(
                .unauthorized,
                code: "IAM0002",
                message: "INVALID_OAUTHTOKEN: the header Authorization is missing"
            )
        case .credentialExpired:
            .filter(.unauthorized, code: "IAM0002", message: "OAUTHTOKEN_EXPIRED")
        case .scopeInsufficient:
            .filter(
                .unauthorized,
                code: "IAM0002",
                message: "INVALID_OAUTHSCOPE: needs \(error.subject ?? "another scope")"
            )
        // A public client takes 3010 of installpatch for "there is nothing to do".
        case .deploymentEmpty: .business(code: "3010")
        case _: nil
        }
    }

    /// The filter's code for a malformed request; the subject begins with the place at fault.
    private static func code(ofMalformed error: DomainError) -> String {
        let subject = error.subject ?? ""
        if subject.hasPrefix("body") { return "IAM0017" }
        guard subject.hasPrefix("parameter") else { return "IAM0004" }
        return subject.hasSuffix(": missing") ? "IAM0021" : "IAM0025"
    }

    private static func filter(
        _ status: HTTPResponse.Status,
        _ code: String,
        _ message: String,
        path: String
    ) -> Reply {
        let reply = Reply.json(status: status, capacity: 512) { json in
            json.object {
                $0.field("errorCode", code)
                $0.field("errorMsg", message)
                $0.field("url", path)
            }
        }
        if status == .unauthorized { return reply.header(.wwwAuthenticate, "Bearer") }
        let isTemporary = status == .tooManyRequests || status == .serviceUnavailable
        return isTemporary ? reply.header(.retryAfter, "5") : reply
    }
}
