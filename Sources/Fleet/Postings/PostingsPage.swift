// SPDX-License-Identifier: Apache-2.0

/// A block of the leaves of 64 consecutive rows in one chunk.
///
/// Its words are: the epoch of the writer that made it, one bit for each leaf whose block was made
/// in that epoch too, the number of leaves that are not empty, and the 64 leaves. A page belongs to
/// the writer while its epoch is the writer's; a leaf does while its page does and its bit is set.
struct PostingsPage {
    private let words: UnsafeMutablePointer<UInt64>

    private static let leafOffset = 3
    private static let wordCount = leafOffset + PostingsLayout.pageRowCount
    /// What a page takes.
    static let byteCount = wordCount * 8

    /// The page at an address.
    @inline(__always)
    init?(bits: UInt64) {
        guard let words = UnsafeMutablePointer<UInt64>(bitPattern: UInt(bits)) else { return nil }
        self.words = words
    }

    /// Makes a page without leaves.
    init(epoch: UInt64, _ ledger: inout BlockLedger) {
        words = ledger.allocate(Self.byteCount)
            .bindMemory(to: UInt64.self, capacity: Self.wordCount)
        words.initialize(repeating: 0, count: Self.wordCount)
        words[0] = epoch
    }

    /// Makes a copy that belongs to an epoch; its leaves do not.
    func copy(epoch: UInt64, _ ledger: inout BlockLedger) -> PostingsPage {
        let copy = PostingsPage(epoch: epoch, &ledger)
        (copy.words + 2).update(from: words + 2, count: Self.wordCount - 2)
        return copy
    }

    /// The address.
    var bits: UInt64 { UInt64(UInt(bitPattern: words)) }

    /// The block.
    var block: UnsafeMutableRawPointer { UnsafeMutableRawPointer(words) }

    /// The epoch that made it.
    var epoch: UInt64 { words[0] }

    /// Whether every leaf is empty.
    var isEmpty: Bool { words[2] == 0 }

    /// The leaf of a row, by its place in the page.
    @inline(__always)
    subscript(place: Int) -> PostingsLeaf { PostingsLeaf(bits: words[Self.leafOffset &+ place]) }

    /// Puts a leaf in whose block, if any, was made in the page's epoch.
    func set(_ place: Int, _ leaf: PostingsLeaf) {
        let old = self[place]
        if old.isEmpty != leaf.isEmpty { words[2] = leaf.isEmpty ? words[2] - 1 : words[2] + 1 }
        words[Self.leafOffset + place] = leaf.bits
        words[1] |= 1 &<< UInt64(place)
    }

    /// Whether a leaf's block was made in the page's epoch.
    func ownsLeaf(_ place: Int) -> Bool { words[1] &>> UInt64(place) & 1 == 1 }
}
