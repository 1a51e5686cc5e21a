// SPDX-License-Identifier: Apache-2.0

/// Numbers for packages of which source and version are all that is known, by the bytes of both.
///
/// A memo in front of ``PackageTable``: what was seen before is found with one hash and one probe,
/// without a row being made. Texts of other bytes may be the same text to Swift, so whoever finds
/// nothing here must look in the table. The hash is keyed anew in each process, because the texts
/// come from the machines.
struct PackagePairs: Sendable {
    /// What the places of entries in the arena are counted in.
    private static let unitByteCount = 8
    /// The lengths of both texts stand before their bytes.
    private static let headByteCount = 8

    /// A pair's hash and number, and where its bytes are.
    private struct Slot {
        var hash: UInt64 = 0
        var number: UInt32 = 0
        /// The first unit of the entry in the arena, and 1; 0 where the slot is free.
        var place: UInt32 = 0
    }

    private let keys: (UInt64, UInt64)
    private var slots: [Slot] = []
    private var count = 0
    private var arena: [UInt8] = []

    init() {
        // Swift draws the keys of its own hash for each process.
        let draw = { (text: String) in UInt64(truncatingIfNeeded: text.hashValue) }
        keys = (draw("sources and versions"), draw("and their second key") | 1)
    }

    /// The number of a pair; `nil` where these bytes were not kept.
    @inline(__always)
    func number(source: String, version: String) -> UInt32? {
        let found = source.utf8.withContiguousStorageIfAvailable { source in
            version.utf8.withContiguousStorageIfAvailable { version in
                number(PackagePair(source, version))
            }
        }
        return found.flatMap(\.self).flatMap(\.self)
    }

    /// Keeps the number of a pair whose bytes were not kept yet.
    mutating func keep(source: String, version: String, number: UInt32) {
        if (count + 1) * 2 > slots.count { growSlots() }
        let place = UInt32(arena.count / Self.unitByteCount + 1)
        for length in [source.utf8.count, version.utf8.count] {
            withUnsafeBytes(of: UInt32(length)) { arena.append(contentsOf: $0) }
        }
        arena.append(contentsOf: source.utf8)
        arena.append(contentsOf: version.utf8)
        while !arena.count.isMultiple(of: Self.unitByteCount) { arena.append(0) }
        let hash = arena.withUnsafeBytes { Self.pair($0, at: place).hash(keys) }
        Self.put(Slot(hash: hash, number: number, place: place), in: &slots)
        count += 1
    }

    /// Stands apart: `number(source:version:)` has it once for each form that a string may have.
    @inline(never)
    private func number(_ pair: PackagePair) -> UInt32? {
        guard !slots.isEmpty else { return nil }
        let hash = pair.hash(keys)
        return slots.withUnsafeBufferPointer { slots in
            arena.withUnsafeBytes { arena in
                let mask = slots.count &- 1
                var index = Int(truncatingIfNeeded: hash) & mask
                while slots[index].place != 0 {
                    if slots[index].hash == hash,
                        Self.pair(arena, at: slots[index].place).hasBytes(of: pair)
                    {
                        return slots[index].number
                    }
                    index = (index &+ 1) & mask
                }
                return nil
            }
        }
    }

    @inline(__always)
    private static func pair(_ arena: UnsafeRawBufferPointer, at place: UInt32) -> PackagePair {
        let head = (Int(place) &- 1) &* unitByteCount
        let source = Int(arena.loadUnaligned(fromByteOffset: head, as: UInt32.self))
        let version = Int(arena.loadUnaligned(fromByteOffset: head + 4, as: UInt32.self))
        guard let base = arena.baseAddress else { preconditionFailure("an entry has bytes") }
        return PackagePair(
            base + head + headByteCount,
            sourceCount: source,
            versionCount: version
        )
    }

    private static func put(_ slot: Slot, in slots: inout [Slot]) {
        let mask = slots.count - 1
        var index = Int(truncatingIfNeeded: slot.hash) & mask
        while slots[index].place != 0 { index = (index + 1) & mask }
        slots[index] = slot
    }

    private mutating func growSlots() {
        var grown = [Slot](repeating: Slot(), count: max(1_024, slots.count * 2))
        for slot in slots where slot.place != 0 { Self.put(slot, in: &grown) }
        slots = grown
    }
}
