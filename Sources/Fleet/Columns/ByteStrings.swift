// SPDX-License-Identifier: Apache-2.0

/// Some texts as bytes, to ask of many others whether they are among them.
struct ByteStrings {
    private let texts: Set<[UInt8]>
    /// A bit for each signature that occurs; most texts that are not among these fail here.
    private var signatures: [UInt64]

    private static let bitCount = 4_096

    /// Makes a set of texts.
    init(_ texts: [[UInt8]]) {
        self.texts = Set(texts)
        signatures = [UInt64](repeating: 0, count: Self.bitCount / 64)
        for text in texts {
            let signature = text.withUnsafeBufferPointer { Self.signature($0) }
            signatures[signature >> 6] |= 1 &<< UInt64(signature & 63)
        }
    }

    /// Whether a text is one of these.
    func contains(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let signature = Self.signature(text)
        let bit = signatures[signature >> 6] &>> UInt64(signature & 63) & 1
        return bit == 1 && texts.contains(Array(text))
    }

    /// A number below 4,096 made of the length and of the first and the last eight bytes.
    private static func signature(_ text: UnsafeBufferPointer<UInt8>) -> Int {
        var head: UInt64 = 0
        var tail: UInt64 = 0
        if let base = text.baseAddress, text.count >= 8 {
            let raw = UnsafeRawPointer(base)
            head = raw.loadUnaligned(as: UInt64.self)
            tail = raw.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self)
        } else {
            for byte in text { head = head &<< 8 | UInt64(byte) }
        }
        // Multipliers of SplitMix64: the upper bits of the sum depend on every byte.
        let mixed =
            (head ^ head &>> 29) &* 0xBF58_476D_1CE4_E5B9
            &+ (tail ^ tail &>> 31) &* 0x94D0_49BB_1331_11EB &+ UInt64(text.count) &<< 52
        return Int(mixed &>> 52)
    }
}
