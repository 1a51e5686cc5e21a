// SPDX-License-Identifier: Apache-2.0

/// What an import of KB bulletins leaves aside, counted for its remarks.
struct KBBulletinTally {
    /// How many kinds a remark names before it puts the others together.
    private static let namedKinds = 8

    /// Rows about a vulnerability without a CVE's name, such as Microsoft's own `ADV180002`.
    var withoutCVE = 0
    /// Entries of `Supersedes` that are no KB.
    var unreadableReplaced = 0
    private var withoutKB: [String: Int] = [:]
    private var unrated: [String: Int] = [:]

    /// Counts a row whose `BulletinKB` is this text, which is no KB.
    mutating func countWithoutKB(_ text: String) { withoutKB[text, default: 0] += 1 }

    /// Counts a row whose `Severity` is this text, which is no rating.
    mutating func countUnrated(_ text: String) { unrated[text, default: 0] += 1 }

    /// The sentences; `selfReplacements` is how often a KB was said to replace itself.
    func remarks(selfReplacements: Int, otherFiles: Int) -> [String] {
        let counts = [
            ("Rows that name no CVE, taken without one", withoutCVE),
            ("Entries of Supersedes that are no KB, left aside", unreadableReplaced),
            ("Statements that a KB replaces itself, left aside", selfReplacements),
            ("Files that are no table, left aside", otherFiles),
        ]
        return Self.sentence("Rows without a KB number, left aside", withoutKB)
            + Self.sentence("Rows without a rating", unrated)
            + counts.filter { $0.1 > 0 }.map { "\($0.0): \($0.1)." }
    }

    /// A sentence with the kinds that are the most: `Rows …: 12 (7 Release Notes, 5 empty).`.
    static func sentence(_ start: String, _ counts: [String: Int]) -> [String] {
        if counts.isEmpty { return [] }
        let kinds = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        var parts = kinds.prefix(namedKinds).map { text, count in
            let shown = text.prefix(40)
            return "\(count) \(shown.allSatisfy(\.isWhitespace) ? "empty" : String(shown))"
        }
        let others = kinds.dropFirst(namedKinds)
        if !others.isEmpty {
            let sum = others.reduce(0) { $0 + $1.value }
            parts.append("\(sum) of \(others.count) other kinds")
        }
        let total = counts.values.reduce(0, +)
        return ["\(start): \(total) (\(parts.joined(separator: ", ")))."]
    }
}
