// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Versions that a machine may have had before it fell behind.
enum OlderVersion {
    /// A version below another one, by the looks of that one.
    ///
    /// An update of a stable release, `+deb12u3` or `~deb12u3`, goes back to the update before; any
    /// other version gets `~sim1`, which sorts before it with deb and with rpm.
    static func of(_ version: String) -> String {
        var base = version
        // A rebuild comes after what was rebuilt: without its mark the version is older.
        if let mark = mark("+b", at: version) { base = String(version[..<mark.lowerBound]) }
        guard let (start, number) = update(in: base) else { return base + "~sim1" }
        if number > 1 { return "\(base[..<start.number])\(number - 1)" }
        // The first update of a backport has no other version before it.
        return base[start.word] == "+" ? String(base[..<start.word]) : base + "~sim1"
    }

    /// Where a text ends in a word and a number.
    private static func mark(_ word: String, at version: String) -> Range<String.Index>? {
        guard let mark = version.range(of: word, options: .backwards),
            !version[mark.upperBound...].isEmpty,
            version[mark.upperBound...].allSatisfy(\.isWholeNumber)
        else { return nil }
        return mark
    }

    /// Where `+debNuM` begins, where M begins, and M.
    private static func update(
        in version: String
    ) -> (start: (word: String.Index, number: String.Index), number: Int)? {
        guard let mark = version.range(of: "deb", options: .backwards),
            mark.lowerBound > version.startIndex
        else { return nil }
        let word = version.index(before: mark.lowerBound)
        let parts = version[mark.upperBound...].split(
            separator: "u",
            omittingEmptySubsequences: false
        )
        guard "+~".contains(version[word]), parts.count == 2, Int(parts[0]) != nil,
            let number = Int(parts[1]), number > 0
        else { return nil }
        return ((word, parts[1].startIndex), number)
    }
}
