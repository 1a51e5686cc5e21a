// SPDX-License-Identifier: Apache-2.0

/// Text from bytes that are UTF-8, and from no others.
enum StrictUTF8 {
    /// The text of some bytes; `nil` when they are not UTF-8.
    ///
    /// The standard library's own validating initialiser is generic and costs more than the rest of
    /// a JSON string. This one takes the repairing initialiser, which is not, and refuses where a
    /// repair changed something.
    static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        var text = String(unsafeUninitializedCapacity: bytes.count) { target in
            _ = target.update(fromContentsOf: bytes)
            return bytes.count
        }
        guard !isASCII(bytes) else { return text }
        let isSame = text.withUTF8 { $0.count == bytes.count && $0.elementsEqual(bytes) }
        return isSame ? text : nil
    }

    private static func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var all: UInt8 = 0
        for byte in bytes { all |= byte }
        return all < 0x80
    }
}
