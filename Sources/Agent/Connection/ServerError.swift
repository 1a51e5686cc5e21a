// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

/// Why a call to the server did not succeed.
package enum ServerError: Error, Sendable, CustomStringConvertible {
    /// There was no answer: no connection, a broken one, or silence.
    case unreachable(server: String, reason: String)
    /// The server's certificate is not the one that is trusted.
    case untrusted(server: String, reason: String)
    /// The server answered with a status of 400 or more; `retryAfterSeconds` is its own wish.
    case refused(status: Int, fault: AgentFault?, retryAfterSeconds: Int?)
    /// The server answered with something that is no answer to the call.
    case unintelligible(call: String, reason: String)

    /// What went wrong, in one line.
    package var description: String {
        switch self {
        case .unreachable(let server, let reason):
            return "\(server) cannot be reached: \(reason)"
        case .untrusted(let server, let reason):
            return "\(server) is not trusted: \(reason)"
        case .refused(let status, let fault, _):
            guard let fault else {
                return "status \(status), and no word of a Thimble server: is the address right?"
            }
            let said = fault.message.hasPrefix(fault.code) ? "" : "\(fault.code): "
            return "the server refused (status \(status)): \(said)\(fault.message)\(advice)"
        case .unintelligible(let call, let reason):
            return "the server's answer to \(call) is not understood: \(reason)"
        }
    }

    /// What one can do about a refusal, where the server's own words do not say it.
    private var advice: String {
        switch code {
        case "agent.signature_invalid":
            " (it knows another key: was this machine, or one of its name, enrolled again?)"
        case "credential.unknown":
            " (it was made in another data folder, or is not written in full)"
        default: ""
        }
    }

    /// The stable code of the fault, where the server gave one.
    var code: String? {
        guard case .refused(_, let fault, _) = self else { return nil }
        return fault?.code
    }

    /// The server's status, where it answered.
    var status: Int? {
        guard case .refused(let status, _, _) = self else { return nil }
        return status
    }

    /// How long the server wants to be left alone, in seconds.
    var retryAfterSeconds: Int? {
        guard case .refused(_, _, let seconds) = self else { return nil }
        return seconds
    }
}
