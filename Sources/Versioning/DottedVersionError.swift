// SPDX-License-Identifier: Apache-2.0

/// What makes a text no application version.
///
/// Positions are offsets in UTF-8 bytes from the start of the text as it was given, from 0. The
/// error is the first fault from the left.
package enum DottedVersionError: Error, Equatable, Sendable {
    /// The text holds nothing, or nothing but spaces and tabs.
    case empty
    /// The text does not start with a number, or with "v" and a number.
    case numberMissing(at: Int)
    /// A dot, hyphen or underscore has no number or word on one side.
    case partMissing(at: Int)
    /// Nothing follows the plus sign that announces build metadata.
    case metadataMissing(at: Int)
    /// A parenthesis without its counterpart, or inside another pair.
    case strayParenthesis(at: Int)
    /// A character that occurs in no version.
    case invalidCharacter(Unicode.Scalar, at: Int)
}

extension DottedVersionError: CustomStringConvertible {
    /// The fault as one lower-case clause, fit to stand after the version and a colon.
    package var description: String {
        switch self {
        case .empty: "the version is empty"
        case .numberMissing(let at): "the version does not start with a number at byte \(at)"
        case .partMissing(let at): "a number or word is missing at byte \(at)"
        case .metadataMissing(let at): "nothing after the plus sign at byte \(at)"
        case .strayParenthesis(let at): "parenthesis without its counterpart at byte \(at)"
        case .invalidCharacter(let scalar, let at):
            "invalid character \(String(scalar).debugDescription) at byte \(at)"
        }
    }
}
