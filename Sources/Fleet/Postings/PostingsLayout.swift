// SPDX-License-Identifier: Apache-2.0

/// The measures of the postings' blocks.
package enum PostingsLayout {
    /// How many consecutive slots make a chunk.
    package static let chunkSlotCount = 4_096
    /// How many words hold one bit for each slot of a chunk.
    package static let chunkWordCount = chunkSlotCount / 64
    /// How many consecutive rows make a page.
    static let pageRowCount = 64
    /// The most slots that a leaf packs into its reference.
    static let packedCountMax = 3
    /// The most slots that a leaf lists; a list of them takes about as much as a word for each 64.
    static let listCountMax = 240

    /// The chunk of a slot.
    package static func chunk(of slot: UInt32) -> Int { Int(slot >> 12) }

    /// The place of a slot in its chunk, 0 to 4,095.
    static func place(of slot: UInt32) -> UInt16 { UInt16(slot & 4_095) }

    /// What a block of this many bytes costs: glibc's malloc adds 8 and rounds up to 16.
    static func heapBytes(_ byteCount: Int) -> Int { max(32, (byteCount + 8 + 15) & ~15) }
}
