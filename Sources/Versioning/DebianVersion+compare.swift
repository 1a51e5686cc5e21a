// SPDX-License-Identifier: Apache-2.0

extension DebianVersion {
    /// Orders this version against another one: `.ascending` if this one is the older.
    package func order(to other: DebianVersion) -> VersionOrder {
        guard let order = Self.compare(text, other.text) else {
            preconditionFailure("a version that was read once reads the same again")
        }
        return order
    }

    /// Orders two versions as `dpkg --compare-versions` does; `nil` where dpkg refuses either.
    ///
    /// The empty text is refused here. dpkg's command line has operators of its own for "no version
    /// at all", which is a state of a package and not a version.
    package static func compare(_ first: String, _ second: String) -> VersionOrder? {
        var first = first
        var second = second
        return first.withUTF8 { firstBytes in
            second.withUTF8 { secondBytes in compare(firstBytes, secondBytes) }
        }
    }

    /// Orders two versions held as UTF-8 bytes, without allocating.
    ///
    /// Reads each buffer once for its layout and then up to the first difference that decides. The
    /// buffers may be the same, may overlap, and need not end with a zero byte.
    package static func compare(
        _ first: UnsafeBufferPointer<UInt8>,
        _ second: UnsafeBufferPointer<UInt8>
    ) -> VersionOrder? {
        guard let a = first.baseAddress, let b = second.baseAddress,
            let aLayout = try? DebianVersionLayout(first),
            let bLayout = try? DebianVersionLayout(second)
        else { return nil }
        if aLayout.epoch != bLayout.epoch {
            return aLayout.epoch < bLayout.epoch ? .ascending : .descending
        }
        let upstream = DebianVersionPart(a, aLayout.upstreamStart, aLayout.upstreamEnd)
            .order(to: DebianVersionPart(b, bLayout.upstreamStart, bLayout.upstreamEnd))
        if upstream != .same { return upstream }
        return DebianVersionPart(a, aLayout.revisionStart, aLayout.end)
            .order(to: DebianVersionPart(b, bLayout.revisionStart, bLayout.end))
    }
}
