// SPDX-License-Identifier: Apache-2.0

/// Texts that are kept once each and known by a number, counted from 0.
///
/// A text is looked up by its bytes, so that none is made for the hundreds of thousands of fields
/// that repeat one.
struct TextNumbers {
    /// The texts by number.
    private(set) var texts: [String] = []

    /// All bytes, one text behind the other, and where each one ends.
    private var bytes: [UInt8] = []
    private var ends: [Int] = [0]
    /// An open hash table of numbers, in which -1 is a free place; its size is a power of two.
    private var slots: [Int32] = Array(repeating: -1, count: 64)

    /// The text of a number.
    subscript(number: Int32) -> String { texts[Int(number)] }

    /// The number of a text, new or known; `nil` where the bytes are not UTF-8.
    mutating func number(of text: UnsafeRawBufferPointer) -> Int32? {
        var place = Self.place(text, in: slots.count)
        while slots[place] >= 0 {
            if isEqual(slots[place], text) { return slots[place] }
            place = (place + 1) & (slots.count - 1)
        }
        guard let new = String(validating: text, as: UTF8.self) else { return nil }
        let number = Int32(texts.count)
        texts.append(new)
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
        slots[place] = number
        if texts.count * 2 > slots.count { grow() }
        return number
    }

    /// The number of a text, new or known.
    mutating func number(of text: String) -> Int32 {
        var text = text
        // A text of Swift's is always UTF-8.
        return text.withUTF8 { number(of: UnsafeRawBufferPointer($0)) ?? 0 }
    }

    private func isEqual(_ number: Int32, _ text: UnsafeRawBufferPointer) -> Bool {
        let start = ends[Int(number)]
        let end = ends[Int(number) + 1]
        return end - start == text.count && bytes[start..<end].elementsEqual(text)
    }

    private mutating func grow() {
        var larger: [Int32] = Array(repeating: -1, count: slots.count * 2)
        bytes.withUnsafeBytes { bytes in
            for number in texts.indices {
                let text = UnsafeRawBufferPointer(rebasing: bytes[ends[number]..<ends[number + 1]])
                var place = Self.place(text, in: larger.count)
                while larger[place] >= 0 { place = (place + 1) & (larger.count - 1) }
                larger[place] = Int32(number)
            }
        }
        slots = larger
    }

    private static func place(_ text: UnsafeRawBufferPointer, in count: Int) -> Int {
        var hasher = Hasher()
        hasher.combine(bytes: text)
        return hasher.finalize() & (count - 1)
    }
}
