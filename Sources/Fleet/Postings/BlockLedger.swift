// SPDX-License-Identifier: Apache-2.0

/// Where one writer's blocks come from and go to, and how many there are.
///
/// A block that a published snapshot may show goes to the trash; one that nobody saw is given back
/// at once.
struct BlockLedger {
    /// Blocks that the next snapshot no longer shows.
    private(set) var trash = BlockTrash()
    /// Room for the places of the longest list and one more.
    let scratch: UnsafeMutablePointer<UInt16>
    /// The blocks that were made, less those given back, since the last report.
    private(set) var blockDelta = 0
    /// Their bytes.
    private(set) var byteDelta = 0

    /// Makes a ledger; its owner calls `close()` once.
    init() { scratch = .allocate(capacity: PostingsLayout.listCountMax + 1) }

    /// Gives the scratch room back.
    func close() { scratch.deallocate() }

    /// Makes a block, aligned to 16 bytes.
    mutating func allocate(_ byteCount: Int) -> UnsafeMutableRawPointer {
        blockDelta += 1
        byteDelta += PostingsLayout.heapBytes(byteCount)
        return .allocate(byteCount: byteCount, alignment: 16)
    }

    /// Drops a block.
    mutating func discard(_ block: UnsafeMutableRawPointer, _ byteCount: Int, isOwned: Bool) {
        let bytes = PostingsLayout.heapBytes(byteCount)
        guard isOwned else { return trash.append(block, bytes: bytes) }
        block.deallocate()
        blockDelta -= 1
        byteDelta -= bytes
    }

    /// Drops the block of a leaf, if it has one.
    mutating func discard(_ leaf: PostingsLeaf, isOwned: Bool) {
        guard let block = leaf.block else { return }
        discard(block.base, block.byteCount, isOwned: isOwned)
    }

    /// Counts blocks that came from another ledger.
    mutating func takeOver(blocks: Int, bytes: Int) {
        blockDelta += blocks
        byteDelta += bytes
    }

    /// Reports what changed to an account and begins anew.
    mutating func settle(with account: PostingsAccount) {
        account.add(blocks: blockDelta, bytes: byteDelta)
        blockDelta = 0
        byteDelta = 0
    }

    /// Gives the trash away.
    mutating func takeTrash() -> BlockTrash {
        defer { trash = BlockTrash() }
        return trash
    }
}

/// Blocks that only older snapshots show.
struct BlockTrash {
    private var blocks: [UnsafeMutableRawPointer] = []
    /// The bytes of the blocks.
    private(set) var bytes = 0

    /// Takes a block in.
    mutating func append(_ block: UnsafeMutableRawPointer, bytes: Int) {
        blocks.append(block)
        self.bytes += bytes
    }

    /// Gives every block back.
    mutating func empty(_ account: PostingsAccount) {
        guard !blocks.isEmpty else { return }
        for block in blocks { block.deallocate() }
        account.add(blocks: -blocks.count, bytes: -bytes)
        blocks = []
        bytes = 0
    }
}
