// SPDX-License-Identifier: Apache-2.0

/// The bytes of a source package's name and of its version, where they lie.
struct PackagePair {
    private let source: UnsafeRawPointer
    private let sourceCount: Int
    private let version: UnsafeRawPointer
    private let versionCount: Int

    /// Two texts that lie anywhere.
    @inline(__always)
    init(_ source: UnsafeBufferPointer<UInt8>, _ version: UnsafeBufferPointer<UInt8>) {
        // An empty text may have no address, and then none of its bytes is read.
        let nowhere = UnsafeRawPointer(bitPattern: 1)
        guard let nowhere else { preconditionFailure("1 is an address") }
        self.source = source.baseAddress.map { UnsafeRawPointer($0) } ?? nowhere
        self.version = version.baseAddress.map { UnsafeRawPointer($0) } ?? nowhere
        sourceCount = source.count
        versionCount = version.count
    }

    /// Two texts one behind the other.
    @inline(__always)
    init(_ bytes: UnsafeRawPointer, sourceCount: Int, versionCount: Int) {
        source = bytes
        self.sourceCount = sourceCount
        version = bytes + sourceCount
        self.versionCount = versionCount
    }

    /// A keyed hash of both.
    @inline(__always)
    func hash(_ keys: (UInt64, UInt64)) -> UInt64 {
        let first = Self.hash(source, sourceCount, keys.0, keys.1)
        return Self.hash(version, versionCount, first, keys.1)
    }

    /// Whether both texts are the other's, byte for byte.
    @inline(__always)
    func hasBytes(of other: Self) -> Bool {
        sourceCount == other.sourceCount && versionCount == other.versionCount
            && Self.equal(source, other.source, sourceCount)
            && Self.equal(version, other.version, versionCount)
    }

    @inline(__always)
    private static func hash(
        _ bytes: UnsafeRawPointer,
        _ count: Int,
        _ seed: UInt64,
        _ key: UInt64
    ) -> UInt64 {
        var state = seed ^ UInt64(truncatingIfNeeded: count)
        var start = 0
        while start + 16 < count {
            state = mix(state ^ word(bytes, start), key ^ word(bytes, start + 8))
            start += 16
        }
        let (low, high) = rest(bytes + start, count - start)
        return mix(state ^ low, key ^ high)
    }

    /// Whether texts of one length have the same bytes.
    @inline(__always)
    private static func equal(
        _ left: UnsafeRawPointer,
        _ right: UnsafeRawPointer,
        _ count: Int
    ) -> Bool {
        var start = 0
        while start + 16 < count {
            let low = word(left, start) ^ word(right, start)
            let high = word(left, start + 8) ^ word(right, start + 8)
            if low | high != 0 { return false }
            start += 16
        }
        return rest(left + start, count - start) == rest(right + start, count - start)
    }

    /// At most 16 bytes as two numbers, which may overlap; with the count they tell every byte.
    @inline(__always)
    private static func rest(_ bytes: UnsafeRawPointer, _ count: Int) -> (UInt64, UInt64) {
        if count >= 8 { return (word(bytes, 0), word(bytes, count - 8)) }
        if count >= 4 { return (half(bytes, 0), half(bytes, count - 4)) }
        if count == 0 { return (0, 0) }
        return (byte(bytes, 0) | byte(bytes, count / 2) << 8, byte(bytes, count - 1))
    }

    @inline(__always)
    private static func word(_ bytes: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
    }

    @inline(__always)
    private static func half(_ bytes: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        UInt64(bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }

    @inline(__always)
    private static func byte(_ bytes: UnsafeRawPointer, _ offset: Int) -> UInt64 {
        UInt64(bytes.load(fromByteOffset: offset, as: UInt8.self))
    }

    @inline(__always)
    private static func mix(_ first: UInt64, _ second: UInt64) -> UInt64 {
        let product = first.multipliedFullWidth(by: second)
        return product.high ^ product.low
    }
}
