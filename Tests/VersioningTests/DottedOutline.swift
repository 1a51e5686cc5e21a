// SPDX-License-Identifier: Apache-2.0

/// An application version read whole: groups of a word and the numbers behind it.
struct DottedOutline {
    struct Group {
        /// The word in small letters; `nil` for no word, which means the release.
        var word: String?
        var isNested = false
        /// The numbers without leading zeros.
        var numbers: [String] = []

        /// One name for all spellings of a word.
        var family: String {
            guard let word else { return "build" }
            return DottedOutline.families[word] ?? word
        }

        /// 0 early, 1 alpha, 2 beta, 3 candidate, 4 release, 5 later; `nil` for an unknown word.
        var stage: Int? { DottedOutline.stages[family] }
    }

    static let families = [
        "pre": "rc", "candidate": "rc", "servicepack": "sp", "=a": "alpha", "=b": "beta",
        "=p": "patch", "=u": "update",
    ]
    static let stages = [
        "alpha": 1, "beta": 2, "rc": 3, "build": 4, "post": 5, "sp": 5, "patch": 5, "update": 5,
        "hotfix": 5, "dev": 0, "snapshot": 0, "nightly": 0, "canary": 0, "preview": 0,
        "milestone": 0, "insider": 0,
    ]
    private static let released: Set = ["final", "ga", "release", "stable"]

    /// The group of the numbers before the first word comes first.
    private(set) var groups = [Group(word: nil)]
    private var isAfterReleased = false

    init(_ text: String) {
        var text = text.lowercased()
        if let first = text.firstIndex(where: { $0 != " " && $0 != "\t" }), text[first] == "v" {
            text.remove(at: first)
        }
        text = text.replacing(/\+[0-9a-z._+-]+/, with: "")
        let chunks = text.matches(of: /([^0-9a-z]*)([0-9a-z]+)/).map { ($0.1, $0.2) }
        for (index, (separator, chunk)) in chunks.enumerated() {
            let next = index + 1 < chunks.count ? chunks[index + 1].1.first : nil
            let pieces = chunk.matches(of: /[0-9]+|[a-z]+/).map { String($0.0) }
            read(pieces, after: index == 0 ? "" : separator, before: next)
        }
    }

    private mutating func read(
        _ pieces: [String],
        after separator: Substring,
        before next: Character?
    ) {
        let isLoose = separator.contains("-") || separator.contains { " \t()".contains($0) }
        let startsWithDigit = pieces[0].first?.isNumber ?? false
        if isLoose, startsWithDigit, pieces.count > 1 {
            groups.append(Group(word: pieces.joined()))
            return
        }
        for (index, piece) in pieces.enumerated() {
            if piece.first?.isNumber ?? false {
                let isAfterNumber = groups.count == 1 || !groups[groups.count - 1].numbers.isEmpty
                if index == 0, isLoose, isAfterNumber {
                    groups.append(Group(word: separator.contains("-") ? "-" : " "))
                }
                groups[groups.count - 1].numbers.append(String(piece.drop { $0 == "0" }))
                continue
            }
            let follower = index + 1 < pieces.count ? pieces[index + 1].first : next
            var word = piece
            if Self.released.contains(word) {
                isAfterReleased = !(follower?.isNumber ?? false)
                if isAfterReleased { continue }
            } else if word.count == 1, index + 1 < pieces.count {
                let isGlued = index > 0
                if isGlued && "abpu".contains(word) || word == "p" && separator.contains("-") {
                    word = "=" + word
                }
            }
            let isBare = word == "pre" && (follower?.isLetter ?? false)
            let isKnown = !isBare && Group(word: word).stage != nil
            let isMixed = !isKnown && pieces.count > index + 2
            if isMixed { word = pieces[index...].joined() }
            if isBare, !isMixed { word = "pre?" }
            let isNested = separator.hasPrefix(".") || separator.hasPrefix("_")
            append(word, isNested: isNested && index == 0)
            if isMixed { return }
        }
    }

    private mutating func append(_ word: String, isNested isAfterDot: Bool) {
        let last = groups[groups.count - 1]
        let isInPreRelease =
            groups.count > 1 && last.numbers.isEmpty && !isAfterReleased
            && (last.isNested || last.stage.map { $0 < 4 } ?? false)
        let isPython = word == "dev" || word == "post"
        groups.append(Group(word: word, isNested: isAfterDot && isInPreRelease && !isPython))
        isAfterReleased = false
    }
}
