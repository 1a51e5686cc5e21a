// SPDX-License-Identifier: Apache-2.0

import Fleet
import Query
import Testing

/// Kept orders, against sorting.
@Suite struct RowOrderTests {
    private func sorted(_ rows: [UInt32], _ values: [[Value]], _ isDescending: Bool) -> [UInt32] {
        FieldOrder("field", isDescending: isDescending)
            .sorted(rows.sorted()) { values[Int($0)] }
    }

    private func values(_ chance: inout SplitMix64) -> [Value] {
        (0..<chance.number(below: 3)).map { _ in RandomTable.value(&chance) }
    }

    @Test(
        "an order is that of sorting, also after changes",
        arguments: [false, true],
        [1, 2, 3] as [UInt64]
    )
    func followsSorting(isDescending: Bool, seed: UInt64) {
        var chance = SplitMix64(seed: seed)
        var all = (0..<200).map { _ in values(&chance) }
        var rows = Set((0..<200 as Range<UInt32>).filter { _ in chance.number(below: 5) > 0 })
        var keys = all.map { OrderKey($0, isDescending: isDescending) }
        var order = RowOrder(rows.shuffled(using: &chance), isDescending: isDescending) {
            keys[Int($0)]
        }
        #expect(order.rows == sorted(Array(rows), all, isDescending))
        for _ in 0..<80 {
            let row = chance.number(below: 200)
            if chance.number(below: 4) == 0 {
                order.remove(row)
                rows.remove(row)
            } else {
                all[Int(row)] = values(&chance)
                keys[Int(row)] = OrderKey(all[Int(row)], isDescending: isDescending)
                order.place(row) { keys[Int($0)] }
                rows.insert(row)
            }
        }
        #expect(order.rows == sorted(Array(rows), all, isDescending))
    }

    @Test("texts are in the order of their characters, where bytes say otherwise too")
    func ordersTexts() {
        let texts = [
            "abcdefge\u{301}", "abcdefge", "abcdefgf", "abcdefg\u{E9}", "abcdefgh", "ABCDEFGH",
            "abcdefghi", "", "\0", "a", "a\0", "a\u{7F}", "\u{7F}", "\u{212A}elvin", "kelvin",
            "Kelvin", "zzzzzzzzz", "\u{4E2D}", "\u{1F600}", "\u{FB01}",
        ]
        let order = RowOrder(0..<UInt32(texts.count)) { OrderKey(.text(texts[Int($0)])) }
        let rows = Array(0..<UInt32(texts.count))
        #expect(order.rows == sorted(rows, texts.map { [.text($0)] }, false))
    }

    @Test("pages are the rows of a set in order, each once")
    func pages() {
        let names = ["d", "b", "a", "c", "e", "b"]
        let order = RowOrder(0..<6) { OrderKey(.text(names[Int($0)])) }
        let set = Bitmap(count: 6, slots: [0, 1, 3, 5])
        #expect(order.page(of: set, offset: 0, limit: 2) == [1, 5])
        #expect(order.page(of: set, offset: 2, limit: 2) == [3, 0])
        #expect(order.page(of: set, offset: 3, limit: 9) == [0])
        #expect(order.page(of: set, offset: 4, limit: 9) == [])
        #expect(order.page(of: set, offset: 0, limit: 0) == [])
        #expect(order.page(of: Bitmap(all: 2), offset: 0, limit: 9) == [1, 0])
        #expect(order.page(of: Bitmap(count: 0), offset: 0, limit: 9) == [])
    }
}
