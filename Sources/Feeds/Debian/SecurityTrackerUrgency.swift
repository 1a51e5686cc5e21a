// SPDX-License-Identifier: Apache-2.0
import Domain

/// How urgent the security tracker calls an issue (its documentation, "Severity levels").
///
/// They are given to few issues by now; stars behind them say that NVD's rating is meant.
enum SecurityTrackerUrgency: Equatable {
    /// A typical, exploitable problem.
    case high
    /// For example code execution after an interaction.
    case medium
    /// Mild implications.
    case low
    /// Not a problem of the binary packages or not one in practice.
    case unimportant
    /// The package has no security support any more.
    case endOfLife
    /// Nobody has rated it.
    case unassigned
    /// A word that is not known.
    case other(String)

    /// Reads the word; nothing stands for not rated.
    init(_ word: String) {
        switch word.prefix(while: { $0 != "*" }) {
        case "high": self = .high
        case "medium": self = .medium
        case "low": self = .low
        case "unimportant": self = .unimportant
        case "end-of-life": self = .endOfLife
        case "", "not yet assigned": self = .unassigned
        default: self = .other(word)
        }
    }

    /// How bad that makes a patch.
    ///
    /// A fixed version whose issues are all unimportant is low: it fixes something, and nothing of
    /// any weight.
    var severity: Patch.Severity? {
        switch self {
        case .high: .important
        case .medium: .moderate
        case .low, .unimportant: .low
        case .endOfLife, .unassigned, .other: nil
        }
    }
}
