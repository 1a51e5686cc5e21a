// SPDX-License-Identifier: Apache-2.0

/// A block of the pages of one chunk.
///
/// Its words are: the epoch of the writer that made it, the number of pages it has room for, and
/// the addresses of the pages, 0 for one without leaves.
struct PostingsDirectory {
    private let words: UnsafeMutablePointer<UInt64>

    private static let pageOffset = 2

    /// The directory at an address.
    @inline(__always)
    init?(bits: UInt64) {
        guard let words = UnsafeMutablePointer<UInt64>(bitPattern: UInt(bits)) else { return nil }
        self.words = words
    }

    /// Makes a directory without pages.
    init(epoch: UInt64, pageCapacity: Int, _ ledger: inout BlockLedger) {
        let count = Self.pageOffset + pageCapacity
        words = ledger.allocate(count * 8).bindMemory(to: UInt64.self, capacity: count)
        words.initialize(repeating: 0, count: count)
        words[0] = epoch
        words[1] = UInt64(pageCapacity)
    }

    /// Makes a copy that belongs to an epoch and has room for as many pages or more.
    func copy(
        epoch: UInt64,
        pageCapacity: Int,
        _ ledger: inout BlockLedger
    ) -> PostingsDirectory {
        let copy = PostingsDirectory(
            epoch: epoch,
            pageCapacity: max(pageCapacity, self.pageCapacity),
            &ledger
        )
        (copy.words + Self.pageOffset).update(
            from: words + Self.pageOffset,
            count: self.pageCapacity
        )
        return copy
    }

    /// The address.
    var bits: UInt64 { UInt64(UInt(bitPattern: words)) }

    /// The block.
    var block: UnsafeMutableRawPointer { UnsafeMutableRawPointer(words) }

    /// What the block takes.
    var byteCount: Int { (Self.pageOffset + pageCapacity) * 8 }

    /// The epoch that made it.
    var epoch: UInt64 { words[0] }

    /// How many pages it has room for.
    var pageCapacity: Int { Int(words[1]) }

    /// A page; `nil` where it has no leaves.
    @inline(__always)
    subscript(index: Int) -> PostingsPage? {
        index < pageCapacity ? PostingsPage(bits: words[Self.pageOffset &+ index]) : nil
    }

    /// Puts a page in, or takes it out.
    func set(_ index: Int, _ page: PostingsPage?) {
        words[Self.pageOffset + index] = page?.bits ?? 0
    }

    /// Whether there is no page.
    var isEmpty: Bool { (0..<pageCapacity).allSatisfy { self[$0] == nil } }

    /// The leaf of a row.
    @inline(__always)
    func leaf(_ row: UInt32) -> PostingsLeaf {
        self[Int(row >> 6)]?[Int(row & 63)] ?? .none
    }

    /// Gives the directory, its pages and its leaves back; returns what they were.
    func deallocateAll() -> (blocks: Int, bytes: Int) {
        var blocks = 1
        var bytes = PostingsLayout.heapBytes(byteCount)
        for index in 0..<pageCapacity {
            guard let page = self[index] else { continue }
            for place in 0..<PostingsLayout.pageRowCount {
                guard let leaf = page[place].block else { continue }
                blocks += 1
                bytes += PostingsLayout.heapBytes(leaf.byteCount)
                leaf.base.deallocate()
            }
            blocks += 1
            bytes += PostingsLayout.heapBytes(PostingsPage.byteCount)
            page.block.deallocate()
        }
        block.deallocate()
        return (blocks, bytes)
    }
}
