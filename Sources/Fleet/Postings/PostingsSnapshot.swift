// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// One published, immutable state of the postings: for each row the slots that carry it.
///
/// Safe for concurrent use, by any number of readers and while the writer goes on. Holding one
/// keeps the blocks that newer ones replaced, about 30 kB for each update of a device.
///
/// The class is `@unchecked Sendable` because it holds raw addresses. Nothing they lead to changes
/// after it is published: the writer copies a block before it edits it. A replaced block lies in
/// the trash of the last snapshot that shows it, and each snapshot keeps the next one alive, so
/// that a snapshot goes, and its trash with it, after every older one. The variables are
/// set by the writer, which holds a reference then, and read when no reference is left.
package final class PostingsSnapshot: @unchecked Sendable {
    /// How many chunks there are: slots from `chunkCount` times 4,096 on carry no row.
    package let chunkCount: Int
    /// How much memory all snapshots of the writer hold together.
    package let account: PostingsAccount

    private let chunks: UnsafeMutablePointer<UInt64>
    private var trash = BlockTrash()
    private var next: PostingsSnapshot?
    private var isNewest = true

    /// Makes a state out of the addresses of the directories.
    init(chunks source: [UInt64], _ account: PostingsAccount) {
        chunkCount = source.count
        self.account = account
        chunks = .allocate(capacity: source.count)
        for index in source.indices { (chunks + index).initialize(to: source[index]) }
        account.add(blocks: 1, bytes: PostingsLayout.heapBytes(source.count * 8))
    }

    /// Notes the state that follows, and the blocks that it no longer shows.
    func setNext(_ snapshot: PostingsSnapshot, trash: BlockTrash) {
        isNewest = false
        next = snapshot
        self.trash = trash
    }

    deinit {
        if isNewest {
            // Nobody else shows these blocks.
            for index in 0..<chunkCount {
                guard let directory = PostingsDirectory(bits: chunks[index]) else { continue }
                let (blocks, bytes) = directory.deallocateAll()
                account.add(blocks: -blocks, bytes: -bytes)
            }
        }
        trash.empty(account)
        chunks.deallocate()
        account.add(blocks: -1, bytes: -PostingsLayout.heapBytes(chunkCount * 8))
        releaseFollowing()
    }

    /// Lets go of the states that only this one kept, one after the other.
    ///
    /// A reader that lets go of a long chain must not overflow its stack, so that no `deinit` may
    /// run inside another one. The compiler often makes such a loop by itself; this does not rely
    /// on it.
    private func releaseFollowing() {
        var last = takeNext()
        while isKnownUniquelyReferenced(&last) {
            // The check alone does not order what the writer wrote before it let go.
            atomicMemoryFence(ordering: .acquiring)
            last = last?.takeNext()
        }
    }

    private func takeNext() -> PostingsSnapshot? {
        let following = next
        next = nil
        return following
    }

    /// The pages of a chunk; `nil` where nothing was ever put in.
    @inline(__always)
    func directory(_ chunk: Int) -> PostingsDirectory? {
        chunk < chunkCount ? PostingsDirectory(bits: chunks[chunk]) : nil
    }
}
