// SPDX-License-Identifier: Apache-2.0

/// A set of slots out of a fixed number of them, one bit for each.
///
/// The result of every query: 100,000 devices take 12.5 kB, and sets combine at memory speed. A
/// value: copies share their words until one is changed.
package struct Bitmap: Sendable, Hashable {
    /// How many slots there are, set or not; a slot is a number below it.
    package private(set) var count: Int
    /// Bit `slot % 64` of word `slot / 64`; the bits past `count` are zero.
    private(set) var words: [UInt64]

    /// A set of none of `count` slots.
    package init(count: Int) {
        precondition(count >= 0, "a number of slots is not negative")
        self.count = count
        words = [UInt64](repeating: 0, count: (count + 63) / 64)
    }

    /// The set of all of `count` slots.
    package init(all count: Int) {
        self.init(count: count)
        withMutableWords { words in words.update(repeating: .max) }
    }

    /// The set of some of `count` slots, in any order; repetitions count once.
    ///
    /// - Precondition: Every slot is below `count`.
    package init(count: Int, slots: some Sequence<UInt32>) {
        self.init(count: count)
        for slot in slots { insert(slot) }
    }

    /// Whether a slot is set; slots that do not exist are not.
    package func contains(_ slot: UInt32) -> Bool {
        let index = Int(slot)
        return index < count && words[index >> 6] &>> UInt64(index & 63) & 1 == 1
    }

    /// Sets a slot.
    ///
    /// - Precondition: The slot is below `count`.
    package mutating func insert(_ slot: UInt32) {
        precondition(slot < count, "slot \(slot) of \(count)")
        words[Int(slot >> 6)] |= 1 &<< UInt64(slot & 63)
    }

    /// Clears a slot; slots that do not exist are clear.
    package mutating func remove(_ slot: UInt32) {
        guard slot < count else { return }
        words[Int(slot >> 6)] &= ~(1 &<< UInt64(slot & 63))
    }

    /// Clears every slot.
    package mutating func removeAll() {
        withMutableWords { words in words.update(repeating: 0) }
    }

    /// Takes more slots in, all clear.
    ///
    /// - Precondition: `count` is not below the number of slots so far.
    package mutating func grow(to count: Int) {
        precondition(count >= self.count, "a bitmap does not shrink")
        let added = (count + 63) / 64 - words.count
        words.append(contentsOf: repeatElement(0, count: added))
        self.count = count
    }

    /// The same slots out of another number of them; those past its end are left out.
    package func resized(to count: Int) -> Bitmap {
        guard count != self.count else { return self }
        var other = self
        let wordCount = (count + 63) / 64
        if count < self.count {
            other.words.removeLast(words.count - wordCount)
            other.count = count
            other.clearRest()
        } else {
            other.grow(to: count)
        }
        return other
    }

    /// How many words there are.
    package var wordCount: Int { words.count }

    /// Gives the words to read: bit `slot % 64` of word `slot / 64`.
    package func withWords<R>(_ body: (UnsafeBufferPointer<UInt64>) -> R) -> R {
        words.withUnsafeBufferPointer(body)
    }

    /// Gives the words to change; bits past `count` are cleared afterwards.
    package mutating func withMutableWords<R>(
        _ body: (UnsafeMutableBufferPointer<UInt64>) -> R
    ) -> R {
        let result = words.withUnsafeMutableBufferPointer { body($0) }
        clearRest()
        return result
    }

    private mutating func clearRest() {
        if count & 63 != 0 { words[words.count - 1] &= ~(.max &<< UInt64(count & 63)) }
    }
}
