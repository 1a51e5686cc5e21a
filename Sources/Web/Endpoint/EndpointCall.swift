// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Logging
package import NIOCore

/// One call of an endpoint after every check: who calls, when, and with what.
///
/// Parameters are asked for by their declared names; a name that the endpoint does not declare, or
/// declares with another type, is a defect and stops the program.
package struct EndpointCall: Sendable {
    /// The request without its body.
    package let head: RequestHead
    /// When the call began.
    package let now: Timestamp
    /// Whose credential it was and what it was granted; `nil` only at open endpoints.
    package let authenticated: Authenticated?
    /// The body.
    package let body: CallBody
    /// A logger that carries the request's id.
    package let logger: Logger
    /// The name of the endpoint.
    package let endpointName: String
    let parameters: ParameterValues

    /// The id of the request in logs and replies.
    package var requestID: String { head.requestID }

    /// On whose behalf the call is made; fails with `credentialMissing` at open endpoints.
    package var principal: Principal {
        get throws(DomainError) {
            guard let authenticated else { throw DomainError(.credentialMissing) }
            return authenticated.principal
        }
    }

    /// The JSON body; `nil` when there is none.
    package var json: JSONValue? {
        if case .json(let value) = body { value } else { nil }
    }

    /// The bytes of a raw body; empty when there is none.
    package var raw: ByteBuffer {
        if case .raw(let bytes) = body { bytes } else { ByteBuffer() }
    }

    /// Whether the client sent a parameter; a default does not count.
    package func isGiven(_ name: String) -> Bool { parameters.isGiven(name) }

    /// The text, or the declared spelling of the choice, of a parameter.
    package func string(_ name: String) -> String? {
        switch parameters.value(name) {
        case nil: return nil
        case .string(let value): return value
        case .integer, .boolean, .strings, .integers, .json: mistyped(name)
        }
    }

    /// The number of a parameter.
    package func integer(_ name: String) -> Int64? {
        switch parameters.value(name) {
        case nil: return nil
        case .integer(let value): return value
        case .string, .boolean, .strings, .integers, .json: mistyped(name)
        }
    }

    /// The truth value of a parameter.
    package func flag(_ name: String) -> Bool? {
        switch parameters.value(name) {
        case nil: return nil
        case .boolean(let value): return value
        case .string, .integer, .strings, .integers, .json: mistyped(name)
        }
    }

    /// The texts of a list parameter; empty when it is missing.
    package func strings(_ name: String) -> [String] {
        switch parameters.value(name) {
        case nil: return []
        case .strings(let values): return values
        case .string, .integer, .boolean, .integers, .json: mistyped(name)
        }
    }

    /// The numbers of a list parameter; empty when it is missing.
    package func integers(_ name: String) -> [Int64] {
        switch parameters.value(name) {
        case nil: return []
        case .integers(let values): return values
        case .string, .integer, .boolean, .strings, .json: mistyped(name)
        }
    }

    /// A member of the JSON body that was declared as JSON.
    package func json(_ name: String) -> JSONValue? {
        switch parameters.value(name) {
        case nil: return nil
        case .json(let value): return value
        case .string, .integer, .boolean, .strings, .integers: mistyped(name)
        }
    }

    /// The text of a parameter; fails with `requestInvalid` when it is missing.
    package func requireString(_ name: String) throws(DomainError) -> String {
        guard let value = string(name) else { throw missing(name) }
        return value
    }

    /// The number of a parameter; fails with `requestInvalid` when it is missing.
    package func requireInteger(_ name: String) throws(DomainError) -> Int64 {
        guard let value = integer(name) else { throw missing(name) }
        return value
    }

    /// The truth value of a parameter; fails with `requestInvalid` when it is missing.
    package func requireFlag(_ name: String) throws(DomainError) -> Bool {
        guard let value = flag(name) else { throw missing(name) }
        return value
    }

    private func missing(_ name: String) -> DomainError {
        DomainError(.requestInvalid, subject: "parameter \(name): missing")
    }

    private func mistyped(_ name: String) -> Never {
        preconditionFailure("parameter \(name) is declared with another type")
    }
}
