// SPDX-License-Identifier: Apache-2.0

/// Where the three parts of an rpm version lie in its bytes.
///
/// Splits as rpm 4.18 does in `rpmverParse`: digits before a colon are the epoch, the last hyphen
/// starts the release. Nothing is allocated: each comparison of raw bytes reads two layouts.
struct RPMVersionLayout {
    /// The whole version, without the spaces and tabs around it.
    let whole: ByteRun
    /// The digits of the epoch; empty where none are written, which is epoch 0.
    let epoch: ByteRun
    /// The version proper, never empty.
    let version: ByteRun
    /// The release; empty where none is written, and also where nothing follows the hyphen.
    let release: ByteRun
    /// True if a hyphen announces a release.
    let hasRelease: Bool

    /// Reads the layout, or throws what makes the text no rpm version.
    @inline(__always)
    init(_ bytes: UnsafeBufferPointer<UInt8>) throws(RPMVersionError) {
        guard let base = bytes.baseAddress, !bytes.isEmpty else { throw .empty }
        var run = ByteRun(base, 0, bytes.count)
        var colon = -1
        var hyphen = -1
        var rare: UInt64 = 0
        var offset = 0
        repeat {
            let word = ByteWord(base, offset, run.end)
            rare |= word.markOfBytes(below: 0x21, among: run.end - offset)
            let colons = word.marks(of: 0x3A)
            if colons != 0, colon < 0 { colon = offset + colons.trailingZeroBitCount / 8 }
            let hyphens = word.marks(of: 0x2D)
            hyphen = hyphens == 0 ? hyphen : offset + 7 - hyphens.leadingZeroBitCount / 8
            offset += 8
        } while offset < run.end
        if rare != 0 { run = try Self.withoutBlanks(run) }

        var versionStart = run.start
        if colon >= 0 {
            if run.endOfDigits(from: run.start) != colon { throw .epochNotNumber }
            versionStart = colon + 1
        }
        epoch = ByteRun(base, run.start, max(run.start, colon))
        hasRelease = hyphen >= versionStart
        version = ByteRun(base, versionStart, hasRelease ? hyphen : run.end)
        release = ByteRun(base, hasRelease ? hyphen + 1 : run.end, run.end)
        whole = run
        if version.isEmpty { throw .versionEmpty }
    }

    /// Takes the blanks at both ends away and throws if other blanks, or zero bytes, are left.
    @inline(never)
    private static func withoutBlanks(_ run: ByteRun) throws(RPMVersionError) -> ByteRun {
        let trimmed = run.trimmed
        if trimmed.isEmpty { throw .empty }
        for index in trimmed.start..<trimmed.end {
            if ByteRun.isBlank(trimmed[index]) { throw .embeddedSpace(at: index) }
            if trimmed[index] == 0 { throw .zeroByte(at: index) }
        }
        return trimmed
    }
}
