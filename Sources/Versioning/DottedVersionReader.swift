// SPDX-License-Identifier: Apache-2.0

/// Reads an application version from left to right, number by number and word by word.
///
/// Allocates nothing. Words that say "this is the release" are read over.
struct DottedVersionReader {
    let run: ByteRun
    /// Where reading goes on.
    var index: Int
    /// The place of a parenthesis that is still open, or -1.
    var openParenthesis = -1
    private var previous: DottedToken
    /// True between an unnamed word and its number.
    private var owesNumber = false

    /// The version without the spaces and tabs around it.
    var text: String { run.text }

    /// Starts before the first number, or throws when the text does not start with one.
    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(DottedVersionError) {
        guard let base = bytes.baseAddress else { throw .empty }
        run = ByteRun(base, 0, bytes.count).trimmed
        if run.isEmpty { throw .empty }
        index = run.start
        if run[index] | 0x20 == 0x76 { index += 1 }
        if !ByteRun.isDigit(run[index]) { throw .numberMissing(at: index) }
        previous = DottedToken(endAt: run)
    }

    /// Reads on to the next number or word; answers the end again and again once it is reached.
    mutating func next() throws(DottedVersionError) -> DottedToken {
        while true {
            let separator = owesNumber ? .none : try readSeparator()
            if index == run.end { return DottedToken(endAt: ByteRun(run.base, index, index)) }
            let token =
                ByteRun.isDigit(run[index])
                ? number(after: separator) : try word(after: separator)
            index = token.run.end
            previous = token
            if token.word != .released { return token }
        }
    }

    /// Reads to the end, only to find faults.
    mutating func finish() throws(DottedVersionError) {
        while try next().kind != .end {}
    }

    /// A token that starts with a digit.
    private mutating func number(after separator: Separator) -> DottedToken {
        let number = ByteRun(run.base, index, run.endOfDigits(from: index))
        if !owesNumber, separator == .hyphen || separator == .gap {
            let chunkEnd = endOfChunk(from: number.end)
            if chunkEnd != number.end {
                return DottedToken(.unknown, ByteRun(run.base, index, chunkEnd))
            }
            if previous.kind == .number {
                owesNumber = true
                let nothing = ByteRun(run.base, index, index)
                return DottedToken(separator == .hyphen ? .hyphen : .gap, nothing)
            }
        }
        owesNumber = false
        return DottedToken(number: number)
    }

    /// A token that starts with a letter.
    private func word(after separator: Separator) throws(DottedVersionError) -> DottedToken {
        let letters = ByteRun(run.base, index, run.endOfLetters(from: index))
        var word = meaning(of: letters, after: separator)
        if word == .released || word == .candidate {
            var ahead = self
            ahead.index = letters.end
            _ = try ahead.readSeparator()
            let after = run[ahead.index]
            // "Release 2" counts releases, and in "pre-alpha" it is not a release that is near;
            // "pre" is the one spelling of a candidate with three letters.
            let isPre = word == .candidate && letters.end - letters.start == 3
            if isPre ? ByteRun.isLetter(after) : word == .released && ByteRun.isDigit(after) {
                word = .unknown
            }
        }
        // Python's words hang on to what is before them; Semantic Versioning's others are nested.
        let isNested =
            separator == .dot && previous.kind == .word && word != .dev && word != .post
            && (previous.isNested || previous.word.isBeforeRelease)
        var end = letters.end
        // Letters and digits in turns may be anything, a hash for one: no number is taken out.
        let chunkEnd = endOfChunk(from: end)
        if word == .unknown, run.endOfDigits(from: end) != chunkEnd { end = chunkEnd }
        return DottedToken(word, isNested: isNested, ByteRun(run.base, index, end))
    }

    /// The meaning of letters; single ones mean something only where numbers enclose them.
    private func meaning(of letters: ByteRun, after separator: Separator) -> DottedWord {
        if letters.end - letters.start > 1 { return DottedWord(spelled: letters) }
        guard ByteRun.isDigit(run[letters.end]) else { return .unknown }
        switch (run[letters.start] | 0x20, separator) {
        case (0x61, .none): return .alpha
        case (0x62, .none): return .beta
        case (0x70, .none), (0x70, .hyphen): return .patch
        case (0x75, .none): return .update
        default: return .unknown
        }
    }

    private func endOfChunk(from index: Int) -> Int {
        var index = index
        while ByteRun.isDigit(run[index]) || ByteRun.isLetter(run[index]) { index += 1 }
        return index
    }
}
