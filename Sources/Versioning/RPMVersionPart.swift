// SPDX-License-Identifier: Apache-2.0

/// A version or a release: the bytes that rpm's `rpmvercmp` orders in one go.
///
/// rpm sees a row of segments: runs of digits and runs of ASCII letters, with tildes and carets
/// as segments of their own. All other bytes only separate, so "1.0", "1_0" and "1..0." are the
/// same. At the first segment that differs, a tilde comes first, then the end, then a caret, then
/// letters in the order of their codes, then numbers by value. The order is that of rpm 4.18.
struct RPMVersionPart {
    private let run: ByteRun

    @inline(__always)
    init(_ run: ByteRun) {
        self.run = run
    }

    /// Orders this part against the same part of another version.
    @inline(__always)
    func order(to other: RPMVersionPart) -> VersionOrder {
        guard let divergence = Divergence(run, other.run) else { return .same }
        if let order = divergence.numberOrder(run, other.run) { return order }
        return walk(other, from: divergence.length)
    }

    /// Orders the parts segment by segment, from the segment that holds the byte `common`.
    ///
    /// Both parts have the bytes before `common`, and so the segments before it, in common.
    @inline(never)
    private func walk(_ other: RPMVersionPart, from common: Int) -> VersionOrder {
        let (a, b) = (run, other.run)
        var i = a.start + common
        if i > a.start, ByteRun.isDigit(a[i - 1]) {
            while i > a.start, ByteRun.isDigit(a[i - 1]) { i -= 1 }
        } else {
            while i > a.start, ByteRun.isLetter(a[i - 1]) { i -= 1 }
        }
        var j = b.start + (i - a.start)
        while true {
            while Self.isSeparator(a[i]) { i += 1 }
            while Self.isSeparator(b[j]) { j += 1 }
            let ranks = (Self.rank(a[i]), Self.rank(b[j]))
            if ranks.0 != ranks.1 { return ranks.0 < ranks.1 ? .ascending : .descending }
            switch ranks.0 {
            case .end: return .same
            case .tilde, .caret:
                i += 1
                j += 1
            case .letters, .number:
                let isNumber = ranks.0 == .number
                let left = Self.segment(a, i, isNumber)
                let right = Self.segment(b, j, isNumber)
                let order =
                    isNumber ? left.orderAsNumber(to: right) : left.orderAsText(to: right)
                if order != .same { return order }
                i = left.end
                j = right.end
            }
        }
    }

    /// The kinds of segments, the one that comes first in the order at the top.
    private enum Rank: UInt8 {
        case tilde, end, caret, letters, number

        static func < (first: Rank, second: Rank) -> Bool { first.rawValue < second.rawValue }
    }

    @inline(__always)
    private static func rank(_ byte: UInt8) -> Rank {
        if ByteRun.isDigit(byte) { return .number }
        if ByteRun.isLetter(byte) { return .letters }
        if byte == 0 { return .end }
        return byte == 0x7E ? .tilde : .caret
    }

    /// True for a byte that neither is part of a segment nor ends the part.
    @inline(__always)
    private static func isSeparator(_ byte: UInt8) -> Bool {
        !ByteRun.isDigit(byte) && !ByteRun.isLetter(byte) && byte != 0 && byte != 0x7E
            && byte != 0x5E
    }

    @inline(__always)
    private static func segment(_ run: ByteRun, _ start: Int, _ isNumber: Bool) -> ByteRun {
        let end = isNumber ? run.endOfDigits(from: start) : run.endOfLetters(from: start)
        return ByteRun(run.base, start, end)
    }
}
