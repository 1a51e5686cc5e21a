// SPDX-License-Identifier: Apache-2.0

/// A Debian version: `[epoch:]upstream[-revision]` (Debian Policy section 5.6.12, deb-version(7)).
///
/// Accepts exactly what `dpkg --compare-versions` accepts. That is more than Policy allows: what
/// dpkg only warns about is kept in `warning`. Spaces and tabs around the version are dropped.
///
/// The type is on purpose neither `Equatable` nor `Comparable`. "1.0", "1.0-0" and "0:1.00" are
/// the same version in dpkg's order and three texts, and the difference matters where a version is
/// printed, stored or asked of a package manager. Ask `order(to:)` for the order, and compare
/// `text` for the spelling.
package struct DebianVersion: Sendable {
    /// The version as it was written, without the spaces and tabs around it.
    package let text: String
    /// The epoch, 0 to 2147483647; 0 where none is written.
    package let epoch: Int32
    /// The upstream version, never empty.
    package let upstream: String
    /// The Debian revision, never empty; `nil` where the version has no hyphen.
    package let revision: String?
    /// The first fault that dpkg warns about and Policy forbids, if there is one.
    package let warning: DebianVersionError?

    /// Reads a version, or throws what dpkg refuses it for.
    package init(parsing text: String) throws(DebianVersionError) {
        var copy = text
        let parsed = copy.withUTF8 { bytes in
            Result { () throws(DebianVersionError) in try DebianVersion(bytes) }
        }
        self = try parsed.get()
    }

    private init(_ bytes: UnsafeBufferPointer<UInt8>) throws(DebianVersionError) {
        let layout = try DebianVersionLayout(bytes)
        epoch = layout.epoch
        upstream = Self.text(bytes, layout.upstreamStart, layout.upstreamEnd)
        revision =
            layout.revisionStart < layout.end
            ? Self.text(bytes, layout.revisionStart, layout.end) : nil
        text = Self.text(bytes, layout.start, layout.end)
        warning = Self.warning(bytes, layout)
    }

    private static func text(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ end: Int
    ) -> String {
        String(decoding: bytes[start..<end], as: UTF8.self)
    }

    private static func warning(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ layout: DebianVersionLayout
    ) -> DebianVersionError? {
        let first = bytes[layout.upstreamStart]
        guard (0x30...0x39).contains(first) else {
            return .upstreamNotStartingWithDigit(at: layout.upstreamStart)
        }
        return invalidCharacter(bytes, layout.upstreamStart, layout.upstreamEnd, ".-+~:")
            ?? invalidCharacter(bytes, layout.revisionStart, layout.end, ".+~")
    }

    private static func invalidCharacter(
        _ bytes: UnsafeBufferPointer<UInt8>,
        _ start: Int,
        _ end: Int,
        _ punctuation: String
    ) -> DebianVersionError? {
        var position = start
        for scalar in text(bytes, start, end).unicodeScalars {
            switch scalar {
            case "0"..."9", "a"..."z", "A"..."Z": break
            case _ where punctuation.unicodeScalars.contains(scalar): break
            default: return .invalidCharacter(scalar, at: position)
            }
            position += UTF8.width(scalar)
        }
        return nil
    }
}
