// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Web

/// How failures look to agents: an `AgentFault` and the status that fits its kind.
enum AgentErrors {
    /// The body of every refused call.
    static let schema = Schema.object([
        "code": .string, "message": .string, "serverTime": .integer,
    ])

    /// The answer to a failure.
    static func reply(_ error: any Error, now: Timestamp) -> Reply {
        let fault = DomainError(naming: error)
        return .json(status: HTTPResponse.Status(meaning: fault)) { json in
            json.object {
                $0.field("code", fault.code.rawValue)
                $0.field("message", fault.description)
                $0.field("serverTime", now.milliseconds)
            }
        }
    }
}
