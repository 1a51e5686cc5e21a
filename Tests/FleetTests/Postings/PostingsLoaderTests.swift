// SPDX-License-Identifier: Apache-2.0

import Fleet
import Testing

/// Whole chunks, built from nothing.
@Suite struct PostingsLoaderTests {
    /// Slots in three chunks, with holes, and rows of every density.
    private static func slots(seed: UInt64) -> [(slot: UInt32, rows: [UInt32])] {
        var chance = SplitMix64(seed: seed)
        return (0..<9_000 as Range<UInt32>).filter { _ in chance.number(below: 20) > 0 }.map {
            slot in
            let often = (0..<4 as Range<UInt32>).filter { chance.number(below: $0 + 2) == 0 }
            return (slot, often + chance.ascending(2, below: 300).filter { $0 > 3 })
        }
    }

    private func load(_ slots: some Sequence<(slot: UInt32, rows: [UInt32])>) -> [PostingsLoad] {
        let loader = PostingsLoader()
        var loads = slots.compactMap { loader.add($0.slot, rows: $0.rows) }
        if let last = loader.finish() { loads.append(last) }
        return loads
    }

    @Test("loaded chunks are the same as slots put in one by one, also when they are changed")
    func equalsModel() {
        let slots = Self.slots(seed: 3)
        var model = PostingsModel()
        let writer = PostingsWriter()
        for load in load(slots) { writer.install(load) }
        for (slot, rows) in slots { model.add(slot, rows: rows) }
        let loaded = writer.publish()
        #expect(model.differences(from: loaded, rows: 0..<310, count: 9_000) == [])
        let before = model
        for (slot, rows) in slots.prefix(2_000) {
            writer.replace(slot, old: rows, new: [1, 400])
            model.remove(slot, rows: rows)
            model.add(slot, rows: [1, 400])
        }
        let changed = writer.publish()
        #expect(model.differences(from: changed, rows: 0..<410, count: 9_000) == [])
        #expect(before.differences(from: loaded, rows: 0..<410, count: 9_000) == [])
    }

    @Test("two tasks load two ranges of slots")
    func twoTasks() async {
        let slots = Self.slots(seed: 4)
        async let low = load(slots.filter { $0.slot < 4_096 })
        async let high = load(slots.filter { $0.slot >= 4_096 })
        let writer = PostingsWriter()
        for load in await high + low { writer.install(load) }
        var model = PostingsModel()
        for (slot, rows) in slots { model.add(slot, rows: rows) }
        let found = model.differences(from: writer.publish(), rows: 0..<310, count: 9_000)
        #expect(found == [])
    }

    @Test("a chunk is given out when the next one begins, and none where no slot has a row")
    func chunks() {
        let loader = PostingsLoader()
        #expect(loader.finish() == nil)
        #expect(loader.add(4_095, rows: []) == nil)
        #expect(loader.add(4_096, rows: [9]) == nil)
        #expect(loader.add(8_191, rows: [9]) == nil)
        #expect(loader.add(50_000, rows: [2])?.chunk == 1)
        #expect(loader.finish()?.chunk == 12)
        #expect(loader.finish() == nil)
    }

    @Test("a chunk whose slots all left can be loaded")
    func reload() {
        let writer = PostingsWriter()
        writer.add(9, rows: [1, 100])
        writer.publish()
        writer.remove(9, rows: [1, 100])
        for load in load([(slot: 3 as UInt32, rows: [100 as UInt32])]) { writer.install(load) }
        let snapshot = writer.publish()
        #expect(snapshot.union(of: [1, 100], count: 20).slots == [3])
    }

    @Test("wrong use stops the program")
    func stops() async {
        await #expect(processExitsWith: .failure) {
            let loader = PostingsLoader()
            _ = loader.add(3, rows: [1])
            _ = loader.add(3, rows: [1])
        }
        await #expect(processExitsWith: .failure) {
            _ = PostingsLoader().add(3, rows: [2, 1])
        }
        await #expect(processExitsWith: .failure) {
            PostingsWriter().replace(3, old: [], new: [1, 1])
        }
        await #expect(processExitsWith: .failure) {
            let loader = PostingsLoader()
            _ = loader.add(3, rows: [1])
            let writer = PostingsWriter()
            writer.add(4, rows: [1])
            if let load = loader.finish() { writer.install(load) }
        }
    }
}
