// SPDX-License-Identifier: Apache-2.0

/// The slots of one chunk that carry one row, as eight bytes that hold or refer to them.
///
/// The form follows from the number of slots:
///
/// - none: zero;
/// - 1 to 3: packed, the number in the two lowest bits, the places in the three upper quarters;
/// - 4 to 240: a block with a list;
/// - more: a block with words.
///
/// Blocks are aligned to 16 bytes, so the lowest bits of a reference are free. Places are relative
/// to the chunk. A reference says nothing of who may change its block: see ``PostingsPage``.
struct PostingsLeaf {
    /// What stands in the page.
    private(set) var bits: UInt64

    /// The leaf of no slots.
    static let none = PostingsLeaf(bits: 0)

    /// The leaf that a page has.
    @inline(__always)
    init(bits: UInt64) { self.bits = bits }

    /// The leaf of a block.
    init(_ block: LeafBlock) { bits = UInt64(UInt(bitPattern: block.base)) }

    /// The leaf of at most three places, ascending.
    init(packing places: UnsafePointer<UInt16>, _ count: Int) {
        bits = UInt64(count)
        for index in 0..<count { bits |= UInt64(places[index]) &<< Self.shift(index) }
    }

    /// Whether there are no slots.
    @inline(__always)
    var isEmpty: Bool { bits == 0 }

    /// The block; `nil` for a leaf that needs none.
    @inline(__always)
    var block: LeafBlock? {
        guard bits & 3 == 0, let base = UnsafeMutableRawPointer(bitPattern: UInt(bits)) else {
            return nil
        }
        return LeafBlock(base: base)
    }

    /// How many slots there are.
    var count: Int { block.map(\.head.count) ?? packedCount }

    /// Whether a place is in the set.
    func contains(_ place: UInt16) -> Bool {
        guard let block else { return (0..<packedCount).contains { packed($0) == place } }
        let head = block.head
        if head.isDense {
            return block.words[Int(place &>> 6)] &>> UInt64(place & 63) & 1 == 1
        }
        let index = PlaceList.index(of: place, in: block.list, head.count)
        return index < head.count && block.list[index] == place
    }

    /// Adds the set to the words of a chunk.
    ///
    /// - Parameters:
    ///   - head: The head of the block, fetched ahead.
    ///   - target: The words.
    @inline(__always)
    func add(_ head: LeafHead, to target: UnsafeMutablePointer<UInt64>) {
        guard let block else {
            for index in 0..<packedCount { PlaceList.set(packed(index), target) }
            return
        }
        if head.isDense {
            let words = block.words
            for index in 0..<PostingsLayout.chunkWordCount { target[index] |= words[index] }
        } else {
            let list = block.list
            for index in 0..<head.count { PlaceList.set(list[index], target) }
        }
    }

    /// Writes the places in ascending order; returns how many, up to 4,096.
    func copyPlaces(to target: UnsafeMutablePointer<UInt16>) -> Int {
        guard let block else {
            for index in 0..<packedCount { target[index] = packed(index) }
            return packedCount
        }
        let head = block.head
        if head.isDense {
            PlaceList.copy(block.words, to: target)
        } else {
            target.update(from: block.list, count: head.count)
        }
        return head.count
    }

    @inline(__always)
    private var packedCount: Int { Int(bits & 3) }

    @inline(__always)
    private func packed(_ index: Int) -> UInt16 {
        UInt16(truncatingIfNeeded: bits &>> Self.shift(index))
    }

    @inline(__always)
    private static func shift(_ index: Int) -> UInt64 { 16 &+ 16 &* UInt64(index) }
}
