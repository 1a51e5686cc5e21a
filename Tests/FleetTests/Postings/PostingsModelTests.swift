// SPDX-License-Identifier: Apache-2.0

import Fleet
import Testing

/// Random changes, against plain sets.
@Suite struct PostingsModelTests {
    private static let rowCount: UInt32 = 140
    private static let slotCount = 9_000

    /// A writer and its model, led through the same changes.
    private struct Pair {
        let writer = PostingsWriter()
        var model = PostingsModel()
        var chance: SplitMix64

        init(seed: UInt64) { chance = SplitMix64(seed: seed) }

        /// A slot, often one beside the border of a chunk.
        mutating func slot() -> UInt32 {
            switch chance.number(below: 4) {
            case 0: 4_090 + chance.number(below: 12)
            case 1: 8_190 + chance.number(below: 4)
            default: chance.number(below: UInt32(slotCount))
            }
        }

        mutating func step() {
            switch chance.number(below: 8) {
            case 0, 1:
                let (slot, rows) = (slot(), chance.ascending(12, below: rowCount))
                writer.add(slot, rows: rows)
                model.add(slot, rows: rows)
            case 2:
                let (slot, rows) = (slot(), chance.ascending(30, below: rowCount))
                writer.remove(slot, rows: rows)
                model.remove(slot, rows: rows)
            case 3, 4:
                let slot = slot()
                let old = model.rows(of: slot)
                let new = chance.ascending(12, below: rowCount)
                writer.replace(slot, old: old, new: new)
                model.remove(slot, rows: old)
                model.add(slot, rows: new)
            default: sweep(isMember: chance.number(below: 2) == 0)
            }
        }

        /// Puts a run of slots into one row or takes it out, so that leaves change their form.
        private mutating func sweep(isMember: Bool) {
            let row = chance.number(below: 5)
            let first = slot()
            for slot in first..<min(first + 1 + chance.number(below: 120), UInt32(slotCount)) {
                if isMember {
                    writer.add(slot, rows: [row])
                    model.add(slot, rows: [row])
                } else {
                    writer.remove(slot, rows: [row])
                    model.remove(slot, rows: [row])
                }
            }
        }

        func differences(_ snapshot: PostingsSnapshot, _ model: PostingsModel) -> [String] {
            model.differences(from: snapshot, rows: 0..<(rowCount + 2), count: slotCount)
        }
    }

    @Test(
        "every state stays what it was when it was published",
        arguments: 1...4 as ClosedRange<UInt64>
    )
    func followsModel(seed: UInt64) {
        var pair = Pair(seed: seed)
        var kept: [(PostingsSnapshot, PostingsModel)] = []
        for round in 0..<16 {
            for _ in 0..<30 { pair.step() }
            let snapshot = pair.writer.publish()
            #expect(pair.differences(snapshot, pair.model) == [], "seed \(seed), round \(round)")
            kept.append((snapshot, pair.model))
            if kept.count > 4 { kept.remove(at: Int(pair.chance.number(below: 5))) }
        }
        for (snapshot, model) in kept {
            #expect(pair.differences(snapshot, model) == [], "seed \(seed), kept")
        }
    }

    @Test(
        "unions are those of the sets, whole and within another set",
        arguments: 1...4 as ClosedRange<UInt64>
    )
    func unions(seed: UInt64) {
        var pair = Pair(seed: seed)
        for _ in 0..<400 { pair.step() }
        let snapshot = pair.writer.publish()
        for _ in 0..<30 {
            let rows = pair.chance.ascending(
                Int(pair.chance.number(below: 90)),
                below: Self.rowCount
            )
            let wanted = rows.reduce(into: Set<UInt32>()) {
                $0.formUnion(pair.model.slots[$1] ?? [])
            }
            let limit = Int(pair.chance.number(below: UInt32(Self.slotCount)))
            let part = pair.chance.ascending(500, below: UInt32(Self.slotCount))
            let set = Bitmap(count: Self.slotCount, slots: part)
            #expect(snapshot.unionCount(of: rows) == wanted.count)
            #expect(snapshot.unionCount(of: rows, within: set) == wanted.intersection(part).count)
            #expect(
                snapshot.union(of: rows, count: limit).slots
                    == wanted.filter { $0 < limit }.sorted()
            )
            var grown = set
            snapshot.addUnion(of: rows, to: &grown)
            #expect(grown.slots == wanted.union(part).sorted())
        }
    }
}
