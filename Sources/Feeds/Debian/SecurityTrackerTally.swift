// SPDX-License-Identifier: Apache-2.0

/// What an import of the security tracker leaves aside or reads in its own way, counted.
struct SecurityTrackerTally {
    /// Statements that a package is not affected, where none is affected.
    var notAffected = 0
    /// Open issues that are called unimportant.
    var unimportant = 0
    /// Issues that are fixed in a version that is not told.
    var untold = 0
    /// Issues whose fixed version no repository of the release has.
    var unreached = 0
    /// Statements about releases that are not known, by their codenames.
    var unknownReleases: [String: Int] = [:]
    /// Words for an urgency that are not known.
    var unknownUrgencies: [String: Int] = [:]

    /// Counts what a statement amounts to.
    mutating func count(_ statement: SecurityTrackerStatement) {
        switch statement.verdict {
        case .unimportant: unimportant += 1
        case .untold: untold += 1
        case .unreached: unreached += 1
        case .fixed, .unresolved, .notAffected: break
        }
        if case .other(let word) = statement.urgency { unknownUrgencies[word, default: 0] += 1 }
    }

    /// The sentences for people.
    var remarks: [String] {
        let counts = [
            ("Open issues that the tracker calls unimportant, taken as not affected", unimportant),
            ("Statements that a package is not affected, left aside", notAffected),
            ("Issues fixed in a version that is not told, left aside", untold),
            ("Issues fixed in a version that their release does not have, left aside", unreached),
        ]
        return counts.filter { $0.1 > 0 }.map { "\($0.0): \($0.1)." }
            + Self.sentence("Statements about unknown releases, left aside", unknownReleases)
            + Self.sentence("Urgencies that are not known, taken as not rated", unknownUrgencies)
    }

    private static func sentence(_ start: String, _ counts: [String: Int]) -> [String] {
        if counts.isEmpty { return [] }
        let parts = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
        let total = counts.values.reduce(0, +)
        return ["\(start): \(total) (\(parts.joined(separator: ", ")))."]
    }
}
