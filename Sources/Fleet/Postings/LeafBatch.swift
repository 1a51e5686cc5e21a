// SPDX-License-Identifier: Apache-2.0

/// Room for the leaves of up to 64 rows of one chunk, found before any of them is read.
///
/// Leaves lie far apart, and to follow one address after the other is to wait for memory each time.
/// The loops here have no step that needs the one before, so that the processor fetches many
/// leaves at once; unions become two to three times faster.
struct LeafBatch {
    /// The leaves that are not empty.
    private let leaves: UnsafeMutablePointer<PostingsLeaf>
    /// The heads of their blocks.
    private let heads: UnsafeMutablePointer<LeafHead>

    /// The most leaves.
    static let capacity = 64

    /// Makes room; its owner calls `close()` once.
    init() {
        leaves = .allocate(capacity: Self.capacity)
        leaves.initialize(repeating: .none, count: Self.capacity)
        heads = .allocate(capacity: Self.capacity)
        heads.initialize(repeating: .none, count: Self.capacity)
    }

    /// Gives the room back.
    func close() {
        leaves.deallocate()
        heads.deallocate()
    }

    /// A leaf that was found.
    subscript(index: Int) -> PostingsLeaf { leaves[index] }

    /// Finds the leaves of at most 64 rows; returns how many are not empty.
    @inline(__always)
    func find(
        _ rows: UnsafePointer<UInt32>,
        _ count: Int,
        in directory: PostingsDirectory
    ) -> Int {
        var found = 0
        for index in 0..<count {
            let leaf = directory.leaf(rows[index])
            leaves[found] = leaf
            found &+= leaf.isEmpty ? 0 : 1
        }
        return found
    }

    /// Adds the slots of leaves that were found to the words of a chunk.
    @inline(__always)
    func add(_ count: Int, to words: UnsafeMutablePointer<UInt64>) {
        for index in 0..<count {
            heads[index] = leaves[index].block?.head ?? .none
        }
        for index in 0..<count { leaves[index].add(heads[index], to: words) }
    }
}
