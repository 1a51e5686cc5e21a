// SPDX-License-Identifier: Apache-2.0

/// The state that a writer works on: chunks of slots, each a directory of pages of leaves.
///
/// It shares its blocks with the published states. A block that was made since the last one was
/// published carries the current epoch and is changed where it lies; any other is replaced.
struct PostingsTree {
    /// The addresses of the directories, 0 for a chunk that nothing was put in.
    private var chunks: [UInt64] = []
    private var ledger = BlockLedger()
    private var epoch: UInt64 = 1
    private var hasChanges = false

    /// Ends the tree; the blocks belong to the published states.
    func close() { ledger.close() }

    /// Gives the changes so far as a state, with the blocks that it no longer shows.
    ///
    /// - Returns: `nil` when nothing changed.
    mutating func publish(_ account: PostingsAccount) -> (PostingsSnapshot, BlockTrash)? {
        guard hasChanges else { return nil }
        ledger.settle(with: account)
        epoch += 1
        hasChanges = false
        return (PostingsSnapshot(chunks: chunks, account), ledger.takeTrash())
    }

    /// Puts a slot into rows or takes it out.
    mutating func put(_ slot: UInt32, in rows: UnsafeBufferPointer<UInt32>, isMember: Bool) {
        for row in rows { put(slot, in: row, isMember) }
    }

    /// Takes a slot out of the rows of one ascending list and puts it into those of another one.
    mutating func replace(
        _ slot: UInt32,
        _ old: UnsafeBufferPointer<UInt32>,
        _ new: UnsafeBufferPointer<UInt32>
    ) {
        var left = 0
        var right = 0
        while left < old.count || right < new.count {
            if right == new.count || left < old.count && old[left] < new[right] {
                put(slot, in: old[left], false)
                left += 1
            } else if left == old.count || new[right] < old[left] {
                put(slot, in: new[right], true)
                right += 1
            } else {
                left += 1
                right += 1
            }
        }
    }

    /// Takes a whole chunk in that no slot was put into yet.
    mutating func install(_ load: PostingsLoad) {
        makeRoom(for: load.chunk)
        if let old = PostingsDirectory(bits: chunks[load.chunk]) {
            precondition(old.isEmpty, "chunk \(load.chunk) has rows already")
            ledger.discard(old.block, old.byteCount, isOwned: old.epoch == epoch)
        }
        let (directory, blocks, bytes) = load.take()
        ledger.takeOver(blocks: blocks, bytes: bytes)
        chunks[load.chunk] = directory.bits
        hasChanges = true
    }

    private mutating func makeRoom(for chunk: Int) {
        guard chunks.count <= chunk else { return }
        chunks.append(contentsOf: repeatElement(0, count: chunk + 1 - chunks.count))
    }

    private mutating func put(_ slot: UInt32, in row: UInt32, _ isMember: Bool) {
        let chunk = PostingsLayout.chunk(of: slot)
        let place = PostingsLayout.place(of: slot)
        makeRoom(for: chunk)
        let old = PostingsDirectory(bits: chunks[chunk])?.leaf(row) ?? .none
        guard old.contains(place) != isMember else { return }
        hasChanges = true
        let pageIndex = Int(row >> 6)
        let directory = ownedDirectory(chunk, pageCount: pageIndex + 1)
        let page = ownedPage(pageIndex, of: directory)
        let index = Int(row & 63)
        var leaf = page[index]
        if isMember {
            leaf.insert(place, isOwned: page.ownsLeaf(index), &ledger)
        } else {
            leaf.remove(place, isOwned: page.ownsLeaf(index), &ledger)
        }
        page.set(index, leaf)
        if page.isEmpty {
            directory.set(pageIndex, nil)
            ledger.discard(page.block, PostingsPage.byteCount, isOwned: true)
        }
    }

    /// The directory of a chunk, made or copied unless it belongs to this epoch already.
    private mutating func ownedDirectory(_ chunk: Int, pageCount: Int) -> PostingsDirectory {
        // Rows are added at the end: a little more room saves a copy for each new page.
        let roomy = pageCount + pageCount / 8 + 4
        guard let old = PostingsDirectory(bits: chunks[chunk]) else {
            let made = PostingsDirectory(epoch: epoch, pageCapacity: roomy, &ledger)
            chunks[chunk] = made.bits
            return made
        }
        let hasRoom = pageCount <= old.pageCapacity
        if old.epoch == epoch, hasRoom { return old }
        let copy = old.copy(epoch: epoch, pageCapacity: hasRoom ? 0 : roomy, &ledger)
        ledger.discard(old.block, old.byteCount, isOwned: old.epoch == epoch)
        chunks[chunk] = copy.bits
        return copy
    }

    /// A page, made or copied unless it belongs to this epoch already.
    private mutating func ownedPage(_ index: Int, of directory: PostingsDirectory) -> PostingsPage {
        guard let old = directory[index] else {
            let made = PostingsPage(epoch: epoch, &ledger)
            directory.set(index, made)
            return made
        }
        guard old.epoch != epoch else { return old }
        let copy = old.copy(epoch: epoch, &ledger)
        ledger.discard(old.block, PostingsPage.byteCount, isOwned: false)
        directory.set(index, copy)
        return copy
    }
}
