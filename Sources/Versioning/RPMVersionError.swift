// SPDX-License-Identifier: Apache-2.0

/// What makes a text no rpm version.
///
/// Positions are offsets in UTF-8 bytes from the start of the text as it was given, from 0. rpm
/// itself compares nearly any text, because its build tool has checked it before: it takes "a:1"
/// for a version with a colon in it. A text that no package can carry, and that most likely stands
/// here by mistake, is refused instead.
package enum RPMVersionError: Error, Equatable, Sendable {
    /// The text holds nothing, or nothing but spaces and tabs.
    case empty
    /// A space or tab stands between other characters.
    case embeddedSpace(at: Int)
    /// A zero byte, which ends the text for rpm.
    case zeroByte(at: Int)
    /// The text before the first colon is not made of decimal digits only.
    case epochNotNumber
    /// Nothing stands between the epoch and the release.
    case versionEmpty
}

extension RPMVersionError: CustomStringConvertible {
    /// The fault as one lower-case clause, fit to stand after the version and a colon.
    package var description: String {
        switch self {
        case .empty: "the version is empty"
        case .embeddedSpace(let at): "space inside the version at byte \(at)"
        case .zeroByte(let at): "zero byte at byte \(at)"
        case .epochNotNumber: "the epoch is not a number"
        case .versionEmpty: "nothing between the epoch and the release"
        }
    }
}
