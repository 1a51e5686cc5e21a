// SPDX-License-Identifier: Apache-2.0

extension DottedVersion {
    /// Orders this version against another one: `.ascending` if this one is the older.
    ///
    /// `nil` where only a guess could tell.
    package func order(to other: DottedVersion) -> VersionOrder? {
        Self.compare(text, other.text)
    }

    /// Orders two versions; `nil` where either is no version or only a guess could tell.
    package static func compare(_ first: String, _ second: String) -> VersionOrder? {
        var first = first
        var second = second
        return first.withUTF8 { firstBytes in
            second.withUTF8 { secondBytes in compare(firstBytes, secondBytes) }
        }
    }

    /// Orders two versions held as UTF-8 bytes, without allocating.
    ///
    /// The buffers may be the same, may overlap, and need not end with a zero byte.
    package static func compare(
        _ first: UnsafeBufferPointer<UInt8>,
        _ second: UnsafeBufferPointer<UInt8>
    ) -> VersionOrder? {
        guard let a = first.baseAddress, let b = second.baseAddress else { return nil }
        let firstRun = ByteRun(a, 0, first.count)
        let secondRun = ByteRun(b, 0, second.count)
        if DottedNumbers.isWellFormed(firstRun), DottedNumbers.isWellFormed(secondRun) {
            return DottedNumbers(firstRun).order(to: DottedNumbers(secondRun))
        }
        guard var firstReader = try? DottedVersionReader(first),
            var secondReader = try? DottedVersionReader(second)
        else { return nil }
        return (try? order(&firstReader, &secondReader)) ?? nil
    }

    /// Reads two versions side by side up to the first difference, then both to their ends.
    ///
    /// The number or word that one version lacks is made up for by its next token, or its end,
    /// which waits until the other one has caught up.
    @inline(never)
    private static func order(
        _ first: inout DottedVersionReader,
        _ second: inout DottedVersionReader
    ) throws(DottedVersionError) -> VersionOrder? {
        var a = try first.next()
        var b = try second.next()
        while a.kind != .end || b.kind != .end {
            let order = a.order(to: b)
            if order != .same {
                try first.finish()
                try second.finish()
                return order
            }
            let isNumber = a.kind == .number || b.kind == .number
            if !isNumber || a.kind == .number { a = try first.next() }
            if !isNumber || b.kind == .number { b = try second.next() }
        }
        return .same
    }
}
