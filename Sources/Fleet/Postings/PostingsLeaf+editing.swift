// SPDX-License-Identifier: Apache-2.0

/// Changes of a leaf; the form always follows from the number of slots.
///
/// A block that a reader may see is replaced, one that no reader can see (`isOwned`) is changed
/// where it lies when it may stay what it is.
extension PostingsLeaf {
    /// Makes the leaf of some places, in the form that their number asks for.
    ///
    /// Lists get the capacity that malloc's rounding leaves them anyway.
    ///
    /// - Parameters:
    ///   - places: Ascending, without repetitions.
    ///   - count: How many there are, at most 4,096.
    ///   - ledger: Where blocks come from.
    init(_ places: UnsafePointer<UInt16>, _ count: Int, _ ledger: inout BlockLedger) {
        if count <= PostingsLayout.packedCountMax {
            self.init(packing: places, count)
        } else if count <= PostingsLayout.listCountMax {
            let capacity = max(count + 5, 10) & ~7 | 2
            let block = LeafBlock(LeafHead(count: count, capacity: capacity), &ledger)
            block.list.update(from: places, count: count)
            self.init(block)
        } else {
            let block = LeafBlock(LeafHead(count: count, capacity: 0), &ledger)
            block.words.update(repeating: 0, count: PostingsLayout.chunkWordCount)
            for index in 0..<count { PlaceList.set(places[index], block.words) }
            self.init(block)
        }
    }

    /// Adds a place that is not in the set.
    mutating func insert(_ place: UInt16, isOwned: Bool, _ ledger: inout BlockLedger) {
        let count = count
        if let block, block.head.isDense {
            let owned = ownedWords(block, isOwned: isOwned, &ledger)
            PlaceList.set(place, owned.words)
            owned.head = owned.head.with(count: count + 1)
        } else if isOwned, let block,
            count < min(block.head.capacity, PostingsLayout.listCountMax)
        {
            PlaceList.insert(place, into: block.list, count)
            block.head = block.head.with(count: count + 1)
        } else {
            _ = copyPlaces(to: ledger.scratch)
            PlaceList.insert(place, into: ledger.scratch, count)
            ledger.discard(self, isOwned: isOwned)
            self = PostingsLeaf(ledger.scratch, count + 1, &ledger)
        }
    }

    /// Drops a place that is in the set.
    mutating func remove(_ place: UInt16, isOwned: Bool, _ ledger: inout BlockLedger) {
        let count = count
        if let block, block.head.isDense, count - 1 > PostingsLayout.listCountMax {
            let owned = ownedWords(block, isOwned: isOwned, &ledger)
            PlaceList.clear(place, owned.words)
            owned.head = owned.head.with(count: count - 1)
        } else if isOwned, let block, !block.head.isDense,
            count - 1 > PostingsLayout.packedCountMax
        {
            PlaceList.remove(place, from: block.list, count)
            block.head = block.head.with(count: count - 1)
        } else {
            _ = copyPlaces(to: ledger.scratch)
            PlaceList.remove(place, from: ledger.scratch, count)
            ledger.discard(self, isOwned: isOwned)
            self = PostingsLeaf(ledger.scratch, count - 1, &ledger)
        }
    }

    /// The block of a dense leaf that may be changed: itself or a copy.
    private mutating func ownedWords(
        _ block: LeafBlock,
        isOwned: Bool,
        _ ledger: inout BlockLedger
    ) -> LeafBlock {
        guard !isOwned else { return block }
        let copy = LeafBlock(block.head, &ledger)
        copy.words.update(from: block.words, count: PostingsLayout.chunkWordCount)
        ledger.discard(self, isOwned: false)
        self = PostingsLeaf(copy)
        return copy
    }
}
