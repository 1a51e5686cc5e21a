// SPDX-License-Identifier: Apache-2.0

/// A row of numbers with dots between them, "10.0.19045.4291", as a run of bytes.
///
/// The numbers are ordered by value, the first one that differs decides, and a number that is
/// not written is 0. Windows builds are such rows, and so are most versions of applications.
struct DottedNumbers {
    private let run: ByteRun

    /// Takes a run for which `isWellFormed` is true.
    @inline(__always)
    init(_ run: ByteRun) {
        self.run = run
    }

    /// True for digits and dots only, with a number before, between and after the dots.
    @inline(__always)
    static func isWellFormed(_ run: ByteRun) -> Bool {
        guard !run.isEmpty else { return false }
        // A dot may not follow the start, the end may not follow a dot, nor a dot a dot.
        var isAfterDot: UInt64 = 0x80
        var fault: UInt64 = 0
        var offset = run.start
        repeat {
            let word = ByteWord(run.base, offset, run.end)
            let dots = word.marks(of: 0x2E)
            fault |= (word.digitMarks | dots) ^ ByteWord.marks(among: run.end - offset)
            fault |= dots & (dots << 8 | isAfterDot)
            isAfterDot = dots >> 56
            offset += 8
        } while offset < run.end
        return fault == 0 && run[run.end - 1] != 0x2E
    }

    /// Orders this row against another one.
    @inline(__always)
    func order(to other: DottedNumbers) -> VersionOrder {
        guard let divergence = Divergence(run, other.run) else { return .same }
        if let order = divergence.numberOrder(run, other.run) { return order }
        return walk(other, from: divergence.length)
    }

    /// Orders the rows number by number, from the one that holds the byte `common`.
    @inline(never)
    private func walk(_ other: DottedNumbers, from common: Int) -> VersionOrder {
        var i = run.start + common
        while i > run.start, ByteRun.isDigit(run[i - 1]) { i -= 1 }
        var j = other.run.start + (i - run.start)
        while i < run.end || j < other.run.end {
            let left = ByteRun(run.base, i, run.endOfDigits(from: i))
            let right = ByteRun(other.run.base, j, other.run.endOfDigits(from: j))
            let order = left.orderAsNumber(to: right)
            if order != .same { return order }
            // Past the dot; a row that has ended stays there and gives empty runs, which are 0.
            i = min(left.end + 1, run.end)
            j = min(right.end + 1, other.run.end)
        }
        return .same
    }
}
