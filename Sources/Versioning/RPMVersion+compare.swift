// SPDX-License-Identifier: Apache-2.0

extension RPMVersion {
    /// Orders this version against another one: `.ascending` if this one is the older.
    package func order(to other: RPMVersion) -> VersionOrder {
        guard let order = Self.compare(text, other.text) else {
            preconditionFailure("a version that was read once reads the same again")
        }
        return order
    }

    /// Orders two versions as `rpmverCmp` does; `nil` where either is no rpm version.
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
        guard let a = try? RPMVersionLayout(first), let b = try? RPMVersionLayout(second) else {
            return nil
        }
        if !a.epoch.isEmpty || !b.epoch.isEmpty {
            let epochs = a.epoch.orderAsNumber(to: b.epoch)
            if epochs != .same { return epochs }
        }
        let versions = RPMVersionPart(a.version).order(to: RPMVersionPart(b.version))
        if versions != .same { return versions }
        guard a.hasRelease, b.hasRelease else {
            if a.hasRelease == b.hasRelease { return .same }
            return b.hasRelease ? .ascending : .descending
        }
        return RPMVersionPart(a.release).order(to: RPMVersionPart(b.release))
    }
}
