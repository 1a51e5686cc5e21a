// SPDX-License-Identifier: Apache-2.0

/// Why a fleet cannot live.
package enum SimulationFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// A setting is not what it should be.
    case wrongSetting(String)
    /// Nobody answers at the server's address.
    case unreachable(server: String, reason: String)
    /// The server's certificate is not the one that is trusted.
    case untrusted(server: String, reason: String)
    /// The server admits no device.
    case notAdmitted(code: String, reason: String)

    /// What went wrong, in one line.
    package var description: String {
        switch self {
        case .wrongSetting(let text): text
        case .unreachable(let server, let reason): "\(server) cannot be reached: \(reason)"
        case .untrusted(let server, let reason): "\(server) is not trusted: \(reason)"
        case .notAdmitted(let code, let reason):
            "the server enrols no device: "
                + (reason.hasPrefix(code) ? reason : "\(code): \(reason)")
        }
    }
}
