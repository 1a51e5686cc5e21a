// SPDX-License-Identifier: Apache-2.0

import Versioning

/// The order of Debian Policy section 5.6.12, written as Policy tells it and without any speed.
///
/// It stands beside the fast comparison where dpkg is not at hand. It knows well-formed versions
/// only.
enum PolicyOrder {
    static func compare(_ first: String, _ second: String) -> VersionOrder {
        let (a, b) = (split(first), split(second))
        let epoch = compareNumbers(a.epoch, b.epoch)
        if epoch != .same { return epoch }
        let upstream = comparePart(a.upstream, b.upstream)
        return upstream == .same ? comparePart(a.revision, b.revision) : upstream
    }

    private static func split(
        _ version: String
    ) -> (epoch: [Character], upstream: [Character], revision: [Character]) {
        var rest = Array(version)
        var epoch: [Character] = ["0"]
        if let colon = rest.firstIndex(of: ":") {
            epoch = Array(rest[..<colon])
            rest.removeFirst(colon + 1)
        }
        guard let hyphen = rest.lastIndex(of: "-") else { return (epoch, rest, ["0"]) }
        return (epoch, Array(rest[..<hyphen]), Array(rest[(hyphen + 1)...]))
    }

    private static func comparePart(_ first: [Character], _ second: [Character]) -> VersionOrder {
        var a = first[...]
        var b = second[...]
        while !a.isEmpty || !b.isEmpty {
            let text = compareTexts(take(&a, digits: false), take(&b, digits: false))
            if text != .same { return text }
            let number = compareNumbers(take(&a, digits: true), take(&b, digits: true))
            if number != .same { return number }
        }
        return .same
    }

    private static func take(_ part: inout ArraySlice<Character>, digits: Bool) -> [Character] {
        let taken = part.prefix { isDigit($0) == digits }
        part.removeFirst(taken.count)
        return Array(taken)
    }

    private static func compareTexts(_ a: [Character], _ b: [Character]) -> VersionOrder {
        for index in 0..<max(a.count, b.count) {
            let left = index < a.count ? rank(a[index]) : (1, 0)
            let right = index < b.count ? rank(b[index]) : (1, 0)
            if left != right { return left < right ? .ascending : .descending }
        }
        return .same
    }

    /// The tilde, then the end of the text, then the letters, then everything else by its code.
    private static func rank(_ character: Character) -> (Int, Int) {
        let code = Int(character.unicodeScalars.first?.value ?? 0)
        if character == "~" { return (0, 0) }
        return character.isLetter ? (2, code) : (3, code)
    }

    private static func compareNumbers(_ a: [Character], _ b: [Character]) -> VersionOrder {
        let left = String(a.drop { $0 == "0" })
        let right = String(b.drop { $0 == "0" })
        if left.count != right.count { return left.count < right.count ? .ascending : .descending }
        if left == right { return .same }
        return left < right ? .ascending : .descending
    }

    private static func isDigit(_ character: Character) -> Bool {
        "0"..."9" ~= character
    }
}
