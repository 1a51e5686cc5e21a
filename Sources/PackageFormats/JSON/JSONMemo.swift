// SPDX-License-Identifier: Apache-2.0

/// Numbers for texts of objects that were read before, so that each is read only once.
///
/// A text that a strict reader has taken once is good wherever it stands again: the grammar lets no
/// two values begin with the same complete object. Only flat objects are kept, those whose first
/// closing brace is their last byte; so the end of a candidate is found without its grammar.
///
/// What a text means must follow from the text alone. The hash is keyed, because the texts come from
/// outside. The memory is bounded: where ``byteCountMax`` is reached everything is forgotten, and the
/// memo begins anew. Not safe for concurrent use.
package final class JSONMemo {
    /// How many bytes of texts are kept at most.
    package static let byteCountMax = 32 << 20
    /// The longest text that is kept, in bytes.
    package static let textByteCountMax = 1_024

    /// What the places of texts in the arena are counted in.
    private static let unitByteCount = 8
    /// Number and length stand before each text; zeros fill its last block up.
    private static let headByteCount = 8
    private static let unitBits: UInt64 = 24
    private static let unitMask: UInt64 = (1 << unitBits) - 1

    let keys: (UInt64, UInt64)
    private let limit: Int
    /// The upper bits of the hash and, in the lower ones, where the text is.
    ///
    /// That is the number of its first unit and 1; a slot of 0 is free.
    private var slots: UnsafeMutableBufferPointer<UInt64>
    private var count = 0
    private var arena: UnsafeMutableRawPointer
    private var arenaCapacity = 1 << 16
    private var arenaCount = 0

    /// Makes an empty memo.
    ///
    /// - Parameter byteCountMax: After how many bytes of texts it begins anew; at least the length
    ///   of the longest text, and at most ``byteCountMax``.
    package init(byteCountMax: Int = JSONMemo.byteCountMax) {
        precondition((2_048...Self.byteCountMax).contains(byteCountMax), "no such limit")
        // Swift draws the keys of its own hash for each process.
        let draw = { (text: String) in UInt64(truncatingIfNeeded: text.hashValue) }
        keys = (draw("texts of objects"), draw("and their second key") | 1)
        limit = byteCountMax
        slots = .allocate(capacity: 1_024)
        slots.initialize(repeating: 0)
        arena = Self.arena(arenaCapacity)
    }

    deinit {
        slots.deallocate()
        arena.deallocate()
    }

    /// The slot whose text is nearly surely the candidate's; 0 if there is none.
    @inline(__always)
    func slot(_ candidate: JSONCandidate) -> UInt64 {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: candidate.hash) & mask
        while slots[index] != 0, !matches(slots[index], candidate) { index = (index + 1) & mask }
        return slots[index]
    }

    /// The text of a slot, behind its number and length; any text where the slot is free.
    @inline(__always)
    func text(_ slot: UInt64) -> UnsafeRawPointer {
        let unit = Int(truncatingIfNeeded: slot & Self.unitMask)
        return UnsafeRawPointer(arena) + max(unit - 1, 0) * Self.unitByteCount
            + Self.headByteCount
    }

    @inline(__always)
    private func matches(_ slot: UInt64, _ candidate: JSONCandidate) -> Bool {
        (slot ^ candidate.hash) & ~Self.unitMask == 0
    }

    /// The number of a kept text if it has the length of a candidate.
    @inline(__always)
    func number(_ kept: UnsafeRawPointer, length: Int) -> UInt32? {
        let head = (kept - Self.headByteCount).load(as: UInt64.self)
        return head >> 32 == UInt64(length) ? UInt32(truncatingIfNeeded: head) : nil
    }

    /// Keeps a text that was read and is not known, unless it is not flat or too long.
    ///
    /// Where two texts have the same bits of the hash only the first one is found; the other is read
    /// each time.
    ///
    /// - Parameters:
    ///   - text: The first byte of the text.
    ///   - length: The number of its bytes.
    ///   - available: The number of bytes up to the end of the document.
    ///   - number: What it means.
    func keep(_ text: UnsafePointer<UInt8>, length: Int, available: Int, number: UInt32) {
        guard let candidate = JSONCandidate(text, available, keys), candidate.length == length
        else { return }
        let byteCount = Self.headByteCount + JSONCandidate.blocks(length)
        if arenaCount + byteCount > limit { forget() }
        if (count + 1) * 2 > slots.count { growSlots() }
        if arenaCount + byteCount > arenaCapacity { growArena() }
        let target = arena + arenaCount
        target.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
        target.storeBytes(of: UInt64(length) << 32 | UInt64(number), as: UInt64.self)
        (target + Self.headByteCount).copyMemory(from: text, byteCount: length)
        insert(candidate.hash, unit: arenaCount / Self.unitByteCount)
        arenaCount += byteCount
        count += 1
    }

    private func insert(_ hash: UInt64, unit: Int) {
        var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[index] != 0 { index = (index + 1) & (slots.count - 1) }
        slots[index] = hash & ~Self.unitMask | UInt64(unit + 1)
    }

    private func forget() {
        slots.update(repeating: 0)
        count = 0
        arenaCount = 0
    }

    private func growSlots() {
        let old = slots
        slots = .allocate(capacity: old.count * 2)
        slots.initialize(repeating: 0)
        for slot in old where slot != 0 {
            let kept = text(slot)
            let length = Int((kept - Self.headByteCount).load(as: UInt64.self) >> 32)
            // A slot lacks the lower bits of the hash.
            if let candidate = JSONCandidate(
                kept.assumingMemoryBound(to: UInt8.self),
                JSONCandidate.blocks(length),
                keys
            ) {
                insert(candidate.hash, unit: Int(slot & Self.unitMask) - 1)
            }
        }
        old.deallocate()
    }

    private func growArena() {
        let old = arena
        arena = Self.arena(arenaCapacity * 2)
        arena.copyMemory(from: old, byteCount: arenaCount)
        arenaCapacity *= 2
        old.deallocate()
    }

    /// Memory of zeros; a text that turns out to be another one may be compared beyond the end.
    private static func arena(_ capacity: Int) -> UnsafeMutableRawPointer {
        let byteCount = capacity + 2 * textByteCountMax
        let arena = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 64)
        arena.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
        return arena
    }
}
