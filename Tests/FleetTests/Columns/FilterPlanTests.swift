// SPDX-License-Identifier: Apache-2.0

import Fleet
import Query
import Testing

/// The law of filters: whole sets of rows are answered as row by row.
@Suite struct FilterPlanTests {
    private func accepted(
        _ filter: Filter<RandomTable.Field>,
        _ table: RandomTable,
        among rows: [UInt32]
    ) -> [UInt32] {
        rows.filter { row in filter.accepts { table.values(of: $0, Int(row)) } }
    }

    @Test("a plan finds the rows that the filter accepts", arguments: 1...40 as ClosedRange<UInt64>)
    func followsFilter(seed: UInt64) {
        let table = RandomTable(rowCount: 70, seed: seed)
        var chance = SplitMix64(seed: seed + 1_000)
        for number in 0..<60 {
            let filter = RandomTable.filter(&chance, depth: 3)
            // Some rows are holes, and the set has more room than the table has rows.
            let rows = (0..<70 as Range<UInt32>).filter { _ in chance.number(below: 6) > 0 }
            let found = FilterPlan(filter, table).rows(among: Bitmap(count: 75, slots: rows))
            #expect(found.count == 75)
            #expect(
                found.slots == accepted(filter, table, among: rows),
                "seed \(seed), filter \(number): \(filter)"
            )
        }
    }

    @Test(
        "rows on both sides of a chunk's border are found",
        arguments: [1, 2] as [UInt64]
    )
    func crossesChunks(seed: UInt64) {
        let table = RandomTable(rowCount: 4_200, seed: seed)
        var chance = SplitMix64(seed: seed)
        let rows: [UInt32] = [0, 1, 63, 64] + Array(4_030..<4_200)
        for _ in 0..<15 {
            let filter = RandomTable.filter(&chance, depth: 1)
            let found = FilterPlan(filter, table).rows(among: Bitmap(count: 4_200, slots: rows))
            #expect(found.slots == accepted(filter, table, among: rows), "\(filter)")
        }
    }

    @Test("rows past the end of a column have no value, and a flag is no there")
    func pastTheEnd() {
        let table = RandomTable(rowCount: 3, seed: 1)
        let all = Bitmap(all: 130)
        for field in RandomTable.Field.allCases where field != .isOn {
            let missing = Filter.not(.test(field, .exists))
            let found = FilterPlan(missing, table).rows(among: all).slots
            #expect(found.filter { $0 > 2 }.count == 127, "\(field)")
        }
        let off = Filter.test(RandomTable.Field.isOn, .isOneOf([.flag(false)]))
        #expect(FilterPlan(off, table).rows(among: all).contains(129))
        let fewer = Bitmap(all: 2)
        #expect(FilterPlan(.everything, table).rows(among: fewer) == fewer)
    }

    @Test("a condition on a child object is about one object")
    func childObjects() {
        struct Interfaces: ColumnSource {
            func column(_ field: String) -> Column {
                let table = ValueTable.values([.text("eth0"), .text("lo"), .text("10.0.0.1")])
                let lists: [[UInt32]] = field == "name" ? [[0, 1], [0, 1]] : [[2, 2], [9, 2]]
                return .lists(RaggedArray(lists), table)
            }
        }
        let both: [Filter<String>] = [
            .test("name", .isOneOf([.text("ETH0")])), .test("address", .exists),
        ]
        let all = Bitmap(all: 2)
        #expect(FilterPlan(.all(both), Interfaces()).rows(among: all).slots == [0, 1])
        // A code that the table does not have stands for no value, and moves the others up.
        #expect(FilterPlan(.child(.all(both)), Interfaces()).rows(among: all).slots == [0, 1])
        let second = Filter.child(.all([.test("name", .isOneOf([.text("lo")])), both[1]]))
        #expect(FilterPlan(second, Interfaces()).rows(among: all).slots == [0])
    }
}
