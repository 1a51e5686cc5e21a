// SPDX-License-Identifier: Apache-2.0

/// The kinds of operating system that a policy may be limited to.
package enum CompliancePlatform: String, Codable, Sendable, CaseIterable {
    /// Any Linux distribution.
    case linux
    /// Microsoft Windows.
    case windows
    /// Apple macOS.
    case mac

    /// The platform that a stream belongs to.
    package init(_ stream: Stream) {
        switch stream.family {
        case "windows": self = .windows
        case "macos": self = .mac
        default: self = .linux
        }
    }
}
