// SPDX-License-Identifier: Apache-2.0

/// What makes a text no Windows build.
///
/// Positions are offsets in UTF-8 bytes from the start of the text as it was given, from 0.
package enum WindowsVersionError: Error, Equatable, Sendable {
    /// The text holds nothing, or nothing but spaces and tabs.
    case empty
    /// A part between the dots holds something that is no decimal digit.
    case notNumber(at: Int)
    /// Nothing stands before a dot, between two dots, or after the last one.
    case numberMissing(at: Int)
}

extension WindowsVersionError: CustomStringConvertible {
    /// The fault as one lower-case clause, fit to stand after the version and a colon.
    package var description: String {
        switch self {
        case .empty: "the version is empty"
        case .notNumber(let at): "a part is not a number at byte \(at)"
        case .numberMissing(let at): "a number is missing at byte \(at)"
        }
    }
}
