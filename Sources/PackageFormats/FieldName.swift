// SPDX-License-Identifier: Apache-2.0

/// The name of a field, as deb822(5) has it: ASCII, and the same in upper and lower case.
enum FieldName {
    /// True if both names are the same apart from the case of ASCII letters.
    static func areEqual(
        _ first: some Collection<UInt8>,
        _ second: some Collection<UInt8>
    ) -> Bool {
        first.count == second.count
            && zip(first, second).allSatisfy { lowercased($0) == lowercased($1) }
    }

    /// True if the byte may stand in a name: visible ASCII other than the colon.
    @inline(__always)
    static func allows(_ byte: UInt8) -> Bool {
        byte > 0x20 && byte < 0x7F && byte != 0x3A
    }

    /// A number that is equal for equal names and nearly always differs for others.
    @inline(__always)
    static func key(_ name: UnsafeRawBufferPointer) -> UInt64 {
        var key = UInt64(truncatingIfNeeded: name.count)
        // Setting bit 5 makes letters lower-case; that it also moves other bytes costs nothing but
        // a rare look at the whole name.
        for byte in name { key = (key &<< 7 | key &>> 57) ^ UInt64(byte | 0x20) }
        return key
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 {
        byte &- 0x41 < 26 ? byte | 0x20 : byte
    }
}
