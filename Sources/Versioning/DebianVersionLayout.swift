// SPDX-License-Identifier: Apache-2.0

/// Where the three parts of a Debian version lie in its bytes.
///
/// Reading the layout is the whole of dpkg's syntax check as far as it refuses (its `parseversion`,
/// the format of deb-version(7)); what dpkg merely warns about is left to `DebianVersion`.
/// Nothing is allocated: the comparison of raw bytes reads two layouts at each call.
struct DebianVersionLayout {
    /// The offset of the first byte of the version, after leading blanks.
    var start: Int
    /// The epoch; 0 where none is written.
    var epoch: Int32
    /// The offset of the first byte of the upstream version.
    var upstreamStart: Int
    /// The offset after the last byte of the upstream version.
    var upstreamEnd: Int
    /// The offset of the first byte of the revision; equals `end` where there is none.
    var revisionStart: Int
    /// The offset after the last byte of the version, before trailing blanks.
    var end: Int

    /// Reads the layout, or throws what dpkg refuses the version for.
    @inline(__always)
    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(DebianVersionError) {
        start = 0
        end = bytes.count
        epoch = 0
        upstreamStart = 0
        upstreamEnd = end
        revisionStart = end
        guard let base = bytes.baseAddress, end > 0 else { throw .empty }

        var colon = -1
        var hyphen = -1
        var rare: UInt64 = 0
        var offset = 0
        repeat {
            let word = ByteWord(base, offset, end)
            rare |= word.markOfBytes(below: 0x21, among: end - offset)
            let colons = word.marks(of: 0x3A)
            if colons != 0, colon < 0 { colon = offset + colons.trailingZeroBitCount / 8 }
            let hyphens = word.marks(of: 0x2D)
            hyphen = hyphens == 0 ? hyphen : offset + 7 - hyphens.leadingZeroBitCount / 8
            offset += 8
        } while offset < end
        if rare != 0 { try trimBlanks(bytes) }

        upstreamStart = start
        if colon >= 0 {
            epoch = try Self.epoch(bytes, start, colon)
            upstreamStart = colon + 1
            // dpkg tells these two apart by whether blanks follow.
            if upstreamStart == bytes.count { throw .nothingAfterEpoch }
        }
        upstreamEnd = end
        revisionStart = end
        if hyphen >= upstreamStart {
            upstreamEnd = hyphen
            revisionStart = hyphen + 1
            if revisionStart == end { throw .revisionEmpty }
        }
        if upstreamStart == upstreamEnd { throw .upstreamEmpty }
    }

    /// Takes the blanks at both ends away and throws if other blanks, or zero bytes, are left.
    @inline(never)
    private mutating func trimBlanks(
        _ bytes: UnsafeBufferPointer<UInt8>
    ) throws(DebianVersionError) {
        while start < end, Self.isBlank(bytes[start]) { start += 1 }
        while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
        if start == end { throw .empty }
        for index in start..<end {
            if Self.isBlank(bytes[index]) { throw .embeddedSpace(at: index) }
            if bytes[index] == 0 { throw .zeroByte(at: index) }
        }
    }

    /// Reads the number before the colon the way dpkg does, with C's `strtol` in base 10.
    ///
    /// That function skips white space of any kind (a space or tab cannot come here any more) and
    /// takes one sign, so dpkg accepts "+1:2" and "-0:2".
    @inline(never)
    private static func epoch(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ colon: Int
    ) throws(DebianVersionError) -> Int32 {
        if start == colon { throw .epochEmpty }
        var index = start
        while index < colon, bytes[index] >= 0x09, bytes[index] <= 0x0D { index += 1 }
        var isNegative = false
        if bytes[index] == 0x2B || bytes[index] == 0x2D {
            isNegative = bytes[index] == 0x2D
            index += 1
        }
        if index == colon { throw .epochNotNumber }
        var value: Int64 = 0
        while index < colon {
            let digit = bytes[index] &- 0x30
            guard digit <= 9 else { throw .epochNotNumber }
            // Stops growing far above the limit, so that a long run of digits cannot overflow.
            if value <= Int64(Int32.max) { value = value * 10 + Int64(digit) }
            index += 1
        }
        if isNegative, value > 0 { throw .epochNegative }
        guard let epoch = Int32(exactly: value) else { throw .epochTooLarge }
        return epoch
    }

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09
    }
}
