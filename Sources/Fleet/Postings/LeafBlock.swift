// SPDX-License-Identifier: Apache-2.0

/// The block of a leaf that is too large for its reference: a head, then places or words.
///
/// Places are `UInt16`, ascending, from byte 4 on. Words are 64, from byte 8 on.
struct LeafBlock {
    /// Where it lies, aligned to 16 bytes.
    let base: UnsafeMutableRawPointer

    private static let listOffset = 4
    private static let wordOffset = 8

    /// The block at an address.
    @inline(__always)
    init(base: UnsafeMutableRawPointer) { self.base = base }

    /// Makes a block whose places or words are not set yet.
    init(_ head: LeafHead, _ ledger: inout BlockLedger) {
        base = ledger.allocate(Self.byteCount(head))
        base.bindMemory(to: LeafHead.self, capacity: 1).initialize(to: head)
        if head.isDense {
            (base + Self.wordOffset).bindMemory(
                to: UInt64.self,
                capacity: PostingsLayout.chunkWordCount
            )
        } else {
            (base + Self.listOffset).bindMemory(to: UInt16.self, capacity: head.capacity)
        }
    }

    /// How many slots there are, and how they are kept.
    var head: LeafHead {
        @inline(__always)
        get { base.assumingMemoryBound(to: LeafHead.self).pointee }
        nonmutating set { base.assumingMemoryBound(to: LeafHead.self).pointee = newValue }
    }

    /// The places of a list.
    @inline(__always)
    var list: UnsafeMutablePointer<UInt16> {
        (base + Self.listOffset).assumingMemoryBound(to: UInt16.self)
    }

    /// The words of a dense block.
    @inline(__always)
    var words: UnsafeMutablePointer<UInt64> {
        (base + Self.wordOffset).assumingMemoryBound(to: UInt64.self)
    }

    /// How many bytes it takes.
    var byteCount: Int { Self.byteCount(head) }

    private static func byteCount(_ head: LeafHead) -> Int {
        head.isDense
            ? wordOffset + PostingsLayout.chunkWordCount * 8 : listOffset + head.capacity * 2
    }
}

/// The first four bytes of a leaf's block.
struct LeafHead {
    private let bits: UInt32

    /// What stands for a leaf without a block.
    static let none = LeafHead(count: 0, capacity: 0)

    /// The head of a list with room for `capacity` places, or of words where that is 0.
    init(count: Int, capacity: Int) { bits = UInt32(capacity << 16 | count) }

    /// The head with another number of slots.
    func with(count: Int) -> LeafHead { LeafHead(count: count, capacity: capacity) }

    /// How many slots there are.
    @inline(__always)
    var count: Int { Int(bits & 0xFFFF) }

    /// How many places a list has room for.
    @inline(__always)
    var capacity: Int { Int(bits &>> 16) }

    /// Whether there are words instead of a list.
    @inline(__always)
    var isDense: Bool { bits &>> 16 == 0 }
}
