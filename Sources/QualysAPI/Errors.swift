// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Web

/// Failures in the vendor's words: every kind of failure, its envelope, status and code.
///
/// Two envelopes: the gateway's for a missing, bad or expired token, and `_error` with a message
/// for everything else. The codes are text; 2501 is the vendor's, the others are this server's own,
/// as the vendor publishes no list.
enum Errors {
    /// The headings of the envelopes, for the API document.
    static let descriptions: [ResponseDescription] = [
        .json(400, "The request is malformed; the message says what and where.", envelope),
        .json(
            401,
            "The token is missing, wrong or expired.",
            .object(["status": .integer, "error": .string, "message": .string])
        ),
        .json(403, "The user may not do this.", envelope),
        .json(404, "There is no such thing, or not for this user.", envelope),
        .json(409, "The state of things does not allow it now.", envelope),
        .json(413, "The request is too large.", envelope),
        .json(429, "Too many requests.", envelope),
        .json(503, "The server cannot answer now.", envelope),
    ]

    private static let envelope = Schema.object([
        "_error": .object(["errorCode": .string, "message": .string]), "message": .string,
    ])

    /// Renders any error.
    static func reply(_ error: any Error, _ failed: FailedRequest) -> Reply {
        let error = DomainError(naming: error)
        if failed.tag == Login.tag, error.code == .credentialUnknown { return badLogin }
        return exception(for: error) ?? rule(for: error)
    }

    /// What every kind of failure becomes.
    private static func rule(for error: DomainError) -> Reply {
        switch error.code.kind {
        case .notFound: envelope(.notFound, "1404", "\(error)")
        case .conflict: envelope(.conflict, "1409", "\(error)")
        case .invalid: envelope(.badRequest, "1400", "\(error)")
        case .unauthenticated: gateway("Not authenticated")
        case .forbidden: envelope(.forbidden, "1403", "\(error)")
        case .throttled: envelope(.tooManyRequests, "1429", "\(error)").header(.retryAfter, "5")
        case .unavailable:
            envelope(.serviceUnavailable, "1503", "\(error)").header(.retryAfter, "5")
        case .internalFault: envelope(.internalServerError, "1500", "Internal server error")
        }
    }

    /// The failures that have an answer of their own.
    private static func exception(for error: DomainError) -> Reply? {
        switch error.code {
        case .listTooLong:
            envelope(
                .badRequest,
                "2501",
                "Only the first \(Paging.recordsMax) results can be displayed. "
                    + "Refine your search query, or follow searchAfter."
            )
        case .methodNotAllowed: envelope(.methodNotAllowed, "1405", "\(error)")
        case .requestTooLarge: envelope(.contentTooLarge, "1413", "\(error)")
        case .credentialExpired: gateway("JWT expired")
        case _: nil
        }
    }

    /// The body of an item that could not be done, in lists of outcomes.
    static func message(of error: any Error) -> String { "\(DomainError(naming: error))" }

    private static func envelope(
        _ status: HTTPResponse.Status,
        _ code: String,
        _ message: String
    ) -> Reply {
        .json(status: status, capacity: 512) { json in
            json.object { json in
                json.object("_error") {
                    $0.field("errorCode", code)
                    $0.field("message", message)
                }
                json.field("message", message)
            }
        }
    }

    private static func gateway(_ message: String) -> Reply {
        Reply.json(status: .unauthorized, capacity: 256) { json in
            json.object { json in
                json.field("status", 401)
                json.field("error", "Unauthorized")
                json.field("message", message)
                // Clients of the job endpoints look for it in every failure.
                json.object("_error") {
                    $0.field("errorCode", "401")
                    $0.field("message", message)
                }
            }
        }
        .header(.wwwAuthenticate, "Bearer")
    }

    private static var badLogin: Reply {
        .json(status: .unauthorized, capacity: 256) { json in
            json.object { json in
                json.array("authentication_exceptions") { json in
                    json.array {
                        $0.string(
                            "Authentication Failure: 1 errors, 0 successes:"
                                + "authenticationFailure.InvalidCredentialsException"
                        )
                    }
                }
            }
        }
    }
}
