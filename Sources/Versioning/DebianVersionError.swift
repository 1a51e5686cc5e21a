// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a text as a Debian version.
///
/// Positions are offsets in UTF-8 bytes from the start of the text as it was given, from 0. When
/// a text has several faults, the error is the first one in the order in which dpkg looks.
package enum DebianVersionError: Error, Equatable, Sendable {
    /// The text holds nothing, or nothing but spaces and tabs.
    case empty
    /// A space or tab stands between other characters.
    case embeddedSpace(at: Int)
    /// A colon comes first: there is no epoch before it.
    case epochEmpty
    /// The text before the first colon is no decimal number.
    case epochNotNumber
    /// The epoch is below zero.
    case epochNegative
    /// The epoch is above 2147483647.
    case epochTooLarge
    /// The text ends with the colon of the epoch.
    case nothingAfterEpoch
    /// The text ends with the hyphen that announces a revision.
    case revisionEmpty
    /// The upstream version, between the epoch and the revision, is empty.
    case upstreamEmpty
    /// A zero byte, which no Debian tool can be handed.
    case zeroByte(at: Int)
    /// The upstream version does not start with a digit; dpkg warns and goes on.
    case upstreamNotStartingWithDigit(at: Int)
    /// A character that Policy does not allow in this place; dpkg warns and goes on.
    case invalidCharacter(Unicode.Scalar, at: Int)

    /// True if dpkg refuses to compare such a version, false if it only warns.
    package var isRefusedByDpkg: Bool {
        switch self {
        case .upstreamNotStartingWithDigit, .invalidCharacter: false
        case .empty, .embeddedSpace, .epochEmpty, .epochNotNumber, .epochNegative, .epochTooLarge,
            .nothingAfterEpoch, .revisionEmpty, .upstreamEmpty, .zeroByte:
            true
        }
    }
}

extension DebianVersionError: CustomStringConvertible {
    /// The fault as one lower-case clause, fit to stand after the version and a colon.
    package var description: String {
        switch self {
        case .empty: "the version is empty"
        case .embeddedSpace(let at): "space inside the version at byte \(at)"
        case .epochEmpty: "no epoch before the colon"
        case .epochNotNumber: "the epoch is not a number"
        case .epochNegative: "the epoch is negative"
        case .epochTooLarge: "the epoch is above \(Int32.max)"
        case .nothingAfterEpoch: "nothing after the colon of the epoch"
        case .revisionEmpty: "nothing after the hyphen of the revision"
        case .upstreamEmpty: "the upstream version is empty"
        case .zeroByte(let at): "zero byte at byte \(at)"
        case .upstreamNotStartingWithDigit(let at):
            "the upstream version does not start with a digit at byte \(at)"
        case .invalidCharacter(let scalar, let at):
            "invalid character \(String(scalar).debugDescription) at byte \(at)"
        }
    }
}
