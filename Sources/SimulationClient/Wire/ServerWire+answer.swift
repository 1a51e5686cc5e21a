// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

extension ServerWire.Answer {
    /// The name under which a failure is counted; `nil` for a success.
    var failure: String? {
        switch self {
        case .body: nil
        case .refused(let status, let fault, _): fault?.code ?? "http.\(status)"
        case .silence(let reason): "network: \(reason)"
        case .untrusted: "tls.untrusted"
        }
    }

    /// Whether it is no use to make the same call again.
    var isFinal: Bool {
        guard case .refused(let status, _, _) = self else { return false }
        // 408, 425 and 429 ask for the same call at another time (RFC 9110, RFC 8470, RFC 6585).
        return (400..<500).contains(status) && ![408, 425, 429].contains(status)
    }

    /// How long the server wants to be left alone.
    var wait: Duration? {
        guard case .refused(_, _, let wait) = self else { return nil }
        return wait
    }
}
