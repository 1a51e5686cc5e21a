// SPDX-License-Identifier: Apache-2.0

/// A run of bytes inside a longer text: a version, a part of one, or a single number.
///
/// Bytes at and past the end read as 0, so a run in which 0 occurs cannot be told from a shorter
/// one; the readers of versions refuse such texts before they make a run.
struct ByteRun {
    let base: UnsafePointer<UInt8>
    var start: Int
    var end: Int

    /// The bytes `start ..< end` after `base`.
    @inline(__always)
    init(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) {
        self.base = base
        self.start = start
        self.end = end
    }

    @inline(__always)
    var isEmpty: Bool { start == end }

    /// The byte at `index`, counted from `base`; 0 from the end on.
    @inline(__always)
    subscript(index: Int) -> UInt8 { index < end ? base[index] : 0 }

    /// The text of the run, with U+FFFD in the place of what is not UTF-8.
    var text: String {
        let bytes = UnsafeBufferPointer(start: base + start, count: end - start)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The run without the spaces and tabs at its ends.
    var trimmed: ByteRun {
        var run = self
        while run.start < run.end, Self.isBlank(base[run.start]) { run.start += 1 }
        while run.end > run.start, Self.isBlank(base[run.end - 1]) { run.end -= 1 }
        return run
    }

    /// The first index from `index` on whose byte is no digit.
    @inline(__always)
    func endOfDigits(from index: Int) -> Int {
        var index = index
        while Self.isDigit(self[index]) { index += 1 }
        return index
    }

    /// The first index from `index` on whose byte is no ASCII letter.
    @inline(__always)
    func endOfLetters(from index: Int) -> Int {
        var index = index
        while Self.isLetter(self[index]) { index += 1 }
        return index
    }

    /// Orders two runs of digits by their values, however long they are; no digits are 0.
    func orderAsNumber(to other: ByteRun) -> VersionOrder {
        var i = start
        var j = other.start
        while self[i] == 0x30 { i += 1 }
        while other[j] == 0x30 { j += 1 }
        if end - i != other.end - j { return end - i < other.end - j ? .ascending : .descending }
        while i < end {
            if base[i] != other.base[j] {
                return base[i] < other.base[j] ? .ascending : .descending
            }
            i += 1
            j += 1
        }
        return .same
    }

    /// Orders two runs byte by byte; of two with the same beginning the shorter one comes first.
    func orderAsText(to other: ByteRun) -> VersionOrder {
        guard let divergence = Divergence(self, other) else { return .same }
        return divergence.first < divergence.second ? .ascending : .descending
    }

    @inline(__always)
    static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    @inline(__always)
    static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
