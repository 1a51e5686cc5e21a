// SPDX-License-Identifier: Apache-2.0

/// What a word in an application version says about the release it stands in.
///
/// Spellings of one word are one case. Words of one stage are still different words: which of
/// "sp1" and "patch 3" is newer, or "nightly" and "beta", no convention says.
enum DottedWord: UInt8 {
    case alpha, beta, candidate
    case dev, snapshot, nightly, canary, preview, milestone, insider
    case released, build
    case post, servicePack, patch, update, hotfix
    /// A number after a hyphen: an older pre-release for some, a newer revision for others.
    case hyphen
    /// A number after a blank or parenthesis, without a word that says what it counts.
    case gap
    case unknown

    /// The times in the life of a release.
    enum Stage: UInt8 {
        /// Before the release; whether before or after alpha, beta and candidate is open.
        case early
        case alpha, beta, candidate, released, later
        /// No order against any other word, nor against none.
        case unknown
    }

    var stage: Stage {
        switch self {
        case .alpha: .alpha
        case .beta: .beta
        case .candidate: .candidate
        case .dev, .snapshot, .nightly, .canary, .preview, .milestone, .insider: .early
        case .released, .build: .released
        case .post, .servicePack, .patch, .update, .hotfix: .later
        case .hyphen, .gap, .unknown: .unknown
        }
    }

    /// True for a word that makes its version older than the release.
    var isBeforeRelease: Bool { stage.rawValue < Stage.released.rawValue }

    /// Orders two words by their stages; `nil` where the stages do not tell.
    func order(to other: DottedWord) -> VersionOrder? {
        if self == other { return .same }
        let (a, b) = (stage, other.stage)
        if a == b || a == .unknown || b == .unknown { return nil }
        if a == .early && other.isBeforeRelease || b == .early && isBeforeRelease { return nil }
        return a.rawValue < b.rawValue ? .ascending : .descending
    }

    /// Finds the word that a run of ASCII letters spells, in capitals or not.
    init(spelled run: ByteRun) {
        let key = Key(run)
        self = Self.spellings.first { $0.key == key }?.word ?? .unknown
    }

    private static let spellings: [(key: Key, word: DottedWord)] = words.map { spelling, word in
        (Key(ByteRun(spelling.utf8Start, 0, spelling.utf8CodeUnitCount)), word)
    }

    private static let words: [(StaticString, DottedWord)] = [
        ("rc", .candidate), ("beta", .beta), ("alpha", .alpha), ("build", .build),
        ("update", .update), ("patch", .patch), ("sp", .servicePack), ("pre", .candidate),
        ("dev", .dev), ("preview", .preview), ("post", .post), ("snapshot", .snapshot),
        ("release", .released), ("final", .released), ("ga", .released), ("stable", .released),
        ("nightly", .nightly), ("canary", .canary), ("milestone", .milestone),
        ("insider", .insider), ("candidate", .candidate), ("hotfix", .hotfix),
        ("servicepack", .servicePack),
    ]

    /// Up to sixteen small letters, filled up with blanks; longer words have all bits clear.
    private struct Key: Equatable {
        var low: UInt64
        var high: UInt64

        init(_ run: ByteRun) {
            let isShort = run.end - run.start <= 16
            let smallLetters: UInt64 = 0x2020_2020_2020_2020
            low = isShort ? ByteWord(run.base, run.start, run.end).bits | smallLetters : 0
            high = isShort ? ByteWord(run.base, run.start + 8, run.end).bits | smallLetters : 0
        }
    }
}
