// SPDX-License-Identifier: Apache-2.0

/// One number or word of an application version.
struct DottedToken {
    enum Kind { case number, word, end }

    let kind: Kind
    /// The word's meaning; for the end that of a release, which is what a missing word means.
    let word: DottedWord
    /// True for a word inside a pre-release, as "beta" in "alpha.beta".
    let isNested: Bool
    /// Where the token is written; empty where nothing is.
    let run: ByteRun

    @inline(__always)
    init(number run: ByteRun) {
        kind = .number
        word = .build
        isNested = false
        self.run = run
    }

    @inline(__always)
    init(_ word: DottedWord, isNested: Bool = false, _ run: ByteRun) {
        kind = .word
        self.word = word
        self.isNested = isNested
        self.run = run
    }

    @inline(__always)
    init(endAt run: ByteRun) {
        kind = .end
        word = .build
        isNested = false
        self.run = run
    }

    /// Orders two tokens in the same place; `nil` where they have no order.
    ///
    /// A number against something else weighs as against 0: the other version has no more numbers
    /// here. The exception is a nested word, which comes after all numbers (Semantic Versioning
    /// 2.0.0, section 11).
    func order(to other: DottedToken) -> VersionOrder? {
        switch (kind, other.kind) {
        case (.number, .number): return run.orderAsNumber(to: other.run)
        case (.number, _):
            if run.orderAsNumber(to: ByteRun(run.base, 0, 0)) == .same { return .same }
            return other.isNested ? .ascending : .descending
        case (_, .number): return other.order(to: self)?.reversed
        default: break
        }
        // Whatever else stands here comes before a number here, and that before a nested word.
        if isNested != other.isNested { return isNested ? .descending : .ascending }
        if word == .unknown, other.word == .unknown {
            return hasSameLetters(as: other) ? .same : nil
        }
        return word.order(to: other.word)
    }

    /// True if both are spelled with the same letters and digits, in capitals or not.
    private func hasSameLetters(as other: DottedToken) -> Bool {
        guard run.end - run.start == other.run.end - other.run.start else { return false }
        let shift = other.run.start - run.start
        return (run.start..<run.end).allSatisfy { index in
            // The bit that tells small letters from capitals is set in every digit.
            run[index] | 0x20 == other.run[index + shift] | 0x20
        }
    }
}
