// SPDX-License-Identifier: Apache-2.0

import Fleet
import Testing

/// Bitmaps against plain sets.
@Suite struct BitmapTests {
    private static let counts = [0, 1, 63, 64, 65, 127, 128, 1_000, 4_096, 5_001]

    private func sample(_ count: Int, seed: UInt64) -> Set<UInt32> {
        guard count > 0 else { return [] }
        var chance = SplitMix64(seed: seed)
        let borders = [0, 63, 64, count - 1].filter { $0 < count }.map { UInt32($0) }
        return Set(borders + chance.ascending(count / 3, below: UInt32(count)))
    }

    @Test("combinations are those of sets", arguments: counts)
    func algebra(count: Int) {
        let first = sample(count, seed: 1)
        let second = sample(count, seed: 2)
        let third = sample(count, seed: 3)
        let left = Bitmap(count: count, slots: first)
        let right = Bitmap(count: count, slots: second)
        let universe = Bitmap(count: count, slots: third)
        #expect(left.union(right).slots == first.union(second).sorted())
        #expect(left.intersection(right).slots == first.intersection(second).sorted())
        #expect(left.subtracting(right).slots == first.subtracting(second).sorted())
        #expect(left.complement(within: universe).slots == third.subtracting(first).sorted())
        #expect(left.intersectionCount(right) == first.intersection(second).count)
        #expect(left.intersects(right) == !first.isDisjoint(with: second))
        #expect(!left.intersects(left.complement(within: Bitmap(all: count))))
    }

    @Test("slots are listed in ascending order", arguments: counts)
    func lists(count: Int) {
        let members = sample(count, seed: 4)
        let bitmap = Bitmap(count: count, slots: members)
        var walked: [UInt32] = []
        bitmap.forEachSlot { walked.append($0) }
        #expect(walked == members.sorted())
        #expect(bitmap.slots == walked)
        #expect(bitmap.population == members.count)
        #expect(bitmap.isEmpty == members.isEmpty)
        for limit in [-1, 0, 1, 7, members.count, members.count + 1] {
            #expect(bitmap.first(limit) == Array(walked.prefix(max(limit, 0))))
        }
    }

    @Test("all slots are those below the count and no more", arguments: counts)
    func all(count: Int) {
        var bitmap = Bitmap(all: count)
        #expect(bitmap.slots == Array(0..<UInt32(count)))
        #expect(!bitmap.contains(UInt32(count)))
        bitmap.grow(to: count + 70)
        #expect(bitmap.count == count + 70)
        #expect(bitmap.population == count)
        bitmap.insert(UInt32(count + 69))
        #expect(bitmap.population == count + 1)
        bitmap.removeAll()
        #expect(bitmap == Bitmap(count: count + 70))
    }

    @Test("slots are put in and taken out one by one")
    func members() {
        var bitmap = Bitmap(count: 130)
        for slot in [0, 64, 129, 64] as [UInt32] { bitmap.insert(slot) }
        #expect(bitmap.slots == [0, 64, 129])
        let before = bitmap
        bitmap.remove(64)
        bitmap.remove(5_000)
        #expect(bitmap.slots == [0, 129])
        #expect(before.contains(64))
        #expect(!before.contains(5_000))
        #expect(bitmap != before)
        bitmap.insert(64)
        #expect(bitmap == before)
        #expect(bitmap.hashValue == before.hashValue)
    }

    @Test("words past the last slot stay clear")
    func words() {
        var bitmap = Bitmap(count: 70)
        bitmap.withMutableWords { words in words.update(repeating: .max) }
        #expect(bitmap == Bitmap(all: 70))
        #expect(bitmap.wordCount == 2)
        #expect(bitmap.withWords { Array($0) } == [.max, 63])
    }

    @Test("sets of different sizes are never combined")
    func stops() async {
        await #expect(processExitsWith: .failure) {
            _ = Bitmap(count: 64).union(Bitmap(count: 65))
        }
        await #expect(processExitsWith: .failure) {
            var bitmap = Bitmap(count: 64)
            bitmap.insert(64)
        }
    }
}
