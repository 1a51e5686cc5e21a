// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import HTTPTypes
import Web

/// How failures look to agents: an ``AgentProtocol/AgentFault`` and a fitting status.
enum AgentErrors {
    /// The body of every refused call.
    static let schema = Schema.object([
        "code": .string, "message": .string, "serverTime": .integer,
    ])

    /// The answer to a failure.
    static func reply(_ error: any Error, now: Timestamp) -> Reply {
        let domain = error as? DomainError ?? DomainError(.internalFault, underlying: error)
        return .json(status: status(domain)) { json in
            json.object {
                $0.field("code", domain.code.rawValue)
                $0.field("message", domain.description)
                $0.field("serverTime", now.milliseconds)
            }
        }
    }

    private static func status(_ error: DomainError) -> HTTPResponse.Status {
        switch error.code {
        case .requestTooLarge: .contentTooLarge
        case .methodNotAllowed: .methodNotAllowed
        case _: status(error.code.kind)
        }
    }

    private static func status(_ kind: DomainError.Kind) -> HTTPResponse.Status {
        switch kind {
        case .notFound: .notFound
        case .conflict: .conflict
        case .invalid: .badRequest
        case .unauthenticated: .unauthorized
        case .forbidden: .forbidden
        case .throttled: .tooManyRequests
        case .unavailable: .serviceUnavailable
        case .internalFault: .internalServerError
        }
    }
}
