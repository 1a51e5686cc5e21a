// SPDX-License-Identifier: Apache-2.0

import Fleet
import Testing

/// Small questions to one state.
@Suite struct PostingsSnapshotTests {
    private static let members: [UInt32] = [0, 63, 64, 4_095, 4_096, 8_191, 8_192, 20_000]

    private func snapshot(_ rows: [UInt32: [UInt32]]) -> PostingsSnapshot {
        let writer = PostingsWriter()
        for (row, slots) in rows {
            for slot in slots { writer.add(slot, rows: [row]) }
        }
        return writer.publish()
    }

    @Test("postings of nothing answer everything with nothing")
    func empty() {
        let writer = PostingsWriter()
        for snapshot in [writer.current, writer.publish()] {
            #expect(snapshot.chunkCount == 0)
            #expect(!snapshot.contains(7, slot: 7))
            #expect(snapshot.count(of: 7) == 0)
            #expect(snapshot.unionCount(of: [1, 2, 3]) == 0)
            #expect(snapshot.union(of: 0..<9 as Range<UInt32>, count: 100).isEmpty)
        }
        #expect(writer.current === writer.publish())
    }

    @Test("slots on both sides of a chunk's border are kept apart")
    func borders() {
        let snapshot = snapshot([5: Self.members, 70: [1]])
        #expect(snapshot.chunkCount == 5)
        #expect(snapshot.union(of: [5], count: 20_001).slots == Self.members)
        #expect(snapshot.count(of: 5) == Self.members.count)
        for slot in [1, 62, 4_094, 4_097, 8_190, 8_193, 19_999, 20_001, 4_000_000] as [UInt32] {
            #expect(!snapshot.contains(5, slot: slot), "\(slot)")
        }
        for slot in Self.members { #expect(snapshot.contains(5, slot: slot), "\(slot)") }
        #expect(snapshot.contains(70, slot: 1))
        #expect(!snapshot.contains(4_000_000_000, slot: 1))
    }

    @Test(
        "a set that ends inside a chunk takes what it has room for",
        arguments: [0, 1, 63, 64, 65, 4_095, 4_096, 4_097, 8_192, 20_000, 20_001, 30_000]
    )
    func shortSets(count: Int) {
        let found = snapshot([5: Self.members]).union(of: [5, 5, 9], count: count)
        #expect(found.slots == Self.members.filter { $0 < count })
        #expect(found.count == count)
    }

    @Test("sets that lie otherwise than in one run are asked for too")
    func anyCollection() {
        let snapshot = snapshot([3: [1], 4: [2], 5: [3]])
        #expect(snapshot.unionCount(of: Set<UInt32>([3, 5])) == 2)
        #expect(snapshot.unionCount(of: [9, 3, 4, 5][1...2] as ArraySlice<UInt32>) == 2)
        #expect(snapshot.unionCount(of: 3...5 as ClosedRange<UInt32>) == 3)
        #expect(snapshot.unionCount(of: [] as [UInt32]) == 0)
    }

    @Test("unions of many rows leave none out", arguments: [63, 64, 65, 128, 129, 500])
    func manyRows(count: UInt32) {
        let writer = PostingsWriter()
        for row in 0..<500 as Range<UInt32> { writer.add(row * 9, rows: [row]) }
        let snapshot = writer.publish()
        #expect(snapshot.unionCount(of: 0..<count) == Int(count))
        #expect(snapshot.union(of: 0..<count, count: 4_500).population == Int(count))
    }

    @Test("several unions are combined in one walk over the chunks")
    func combines() {
        let snapshot = snapshot([1: [1, 5_000, 9_000], 2: [5_000], 3: [2, 9_000]])
        var older = ChunkWords()
        var current = ChunkWords()
        var onlyOlder = Bitmap(count: 9_100)
        var both = 0
        for chunk in 0..<snapshot.chunkCount {
            older.clear()
            current.clear()
            #expect(snapshot.add([1, 2, 7], chunk: chunk, to: &older))
            #expect(snapshot.add(3, chunk: chunk, to: &current) == (chunk != 1))
            both += older.intersectionCount(current)
            older.subtract(current)
            older.add(to: &onlyOlder, chunk: chunk)
        }
        #expect(both == 1)
        #expect(onlyOlder.slots == [1, 5_000])
        #expect(!snapshot.add(1, chunk: 9, to: &older))
    }

    @Test("scratch sets combine like sets")
    func chunkWords() {
        var left = ChunkWords()
        var right = ChunkWords()
        let snapshot = snapshot([1: [0, 1, 4_095], 2: [1, 2]])
        func slots(_ words: borrowing ChunkWords) -> [UInt32] {
            var all = Bitmap(count: 4_096)
            words.add(to: &all, chunk: 0)
            return all.slots
        }
        snapshot.add(1, chunk: 0, to: &left)
        snapshot.add(2, chunk: 0, to: &right)
        #expect(left.population == 3)
        #expect(left.intersectionCount(right) == 1)
        left.formUnion(right)
        #expect(slots(left) == [0, 1, 2, 4_095])
        left.formIntersection(right)
        #expect(slots(left) == [1, 2])
        left.copy(right)
        left.formIntersection(Bitmap(count: 2, slots: [0, 1]), chunk: 0)
        #expect(slots(left) == [1])
        left.subtract(right)
        #expect(slots(left) == [])
        left.copy(right)
        left.formIntersection(Bitmap(all: 4_000), chunk: 1)
        #expect(left.population == 0)
    }

    @Test("a state shares the chunks that a change did not touch")
    func sharesChunks() {
        let writer = PostingsWriter()
        writer.add(1, rows: [1])
        writer.add(5_000, rows: [1])
        let first = writer.publish()
        writer.add(2, rows: [1])
        writer.remove(5_000, rows: [2])
        let second = writer.publish()
        #expect(!first.sharesChunk(0, with: second))
        #expect(first.sharesChunk(1, with: second))
        #expect(writer.publish() === second)
    }
}
