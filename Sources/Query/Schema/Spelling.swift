// SPDX-License-Identifier: Apache-2.0

/// Finds what a person most likely meant to write.
package enum Spelling {
    /// Longer names are not compared: nobody mistypes so much, and the time would grow.
    private static let lengthMax = 64

    /// The candidate that a name is most like; `nil` where none is like it.
    ///
    /// A candidate of several words, as `vendorSeverity`, is also compared by its last words, at
    /// the price of one more difference. About one character in three may differ; of equally good
    /// candidates the first one wins.
    package static func nearest(to name: String, among candidates: [String]) -> String? {
        let wanted = Array(name.lowercased().unicodeScalars)
        guard (2...lengthMax).contains(wanted.count) else { return nil }
        let limit = max(1, wanted.count / 3)
        var best: (name: String, distance: Int)?
        for candidate in candidates where candidate.utf8.count <= lengthMax {
            for (index, tail) in tails(of: candidate).enumerated() {
                let folded = Array(String(tail).lowercased().unicodeScalars)
                let found = distance(wanted, folded) + (index == 0 ? 0 : 1)
                if found <= limit, found < best?.distance ?? .max { best = (candidate, found) }
            }
        }
        return best?.name
    }

    /// The whole name, then what follows each dot, and each place where a capital begins a word.
    private static func tails(of name: String) -> [Substring] {
        var tails = [name[...]]
        for index in name.indices.dropFirst() {
            let previous = name[name.index(before: index)]
            let isStart = previous == "." || previous.isLowercase && name[index].isUppercase
            if isStart { tails.append(name[index...]) }
        }
        return tails.filter { $0.count >= 3 || $0.count == name.count }
    }

    /// How many characters must be put in, left out, replaced or swapped with their neighbour
    /// (the restricted Damerau-Levenshtein distance).
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        guard !left.isEmpty, !right.isEmpty else { return max(left.count, right.count) }
        var before: [Int] = []
        var last = Array(0...right.count)
        for row in 1...left.count {
            var current = [row]
            for column in 1...right.count {
                let isSame = left[row - 1] == right[column - 1]
                var cost = min(
                    last[column] + 1,
                    current[column - 1] + 1,
                    last[column - 1] + (isSame ? 0 : 1)
                )
                if row > 1, column > 1, left[row - 1] == right[column - 2],
                    left[row - 2] == right[column - 1]
                {
                    cost = min(cost, before[column - 2] + 1)
                }
                current.append(cost)
            }
            before = last
            last = current
        }
        return last[right.count]
    }
}
