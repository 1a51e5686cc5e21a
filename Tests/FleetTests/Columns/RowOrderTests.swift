// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Query
import Testing

@testable import Fleet

/// Kept orders, against sorting.
@Suite struct RowOrderTests {
    /// Some rows with what they are sorted by; the identities are in another order than the rows.
    private struct Rows {
        var values: [[Value]]
        let ids: [Device.Identity]

        init(_ values: [[Value]]) {
            self.values = values
            ids = values.indices.map { index in
                let number = UInt16(truncatingIfNeeded: index * 40_503 + 7)
                let (high, low) = (UInt8(number >> 8), UInt8(number & 0xFF))
                return .init(UUID(uuid: (0, 0, 0, 0, 0, 0, 0, high, 0, low, 0, 0, 0, 0, 0, 0)))
            }
        }

        func place(_ row: UInt32, _ isDescending: Bool = false) -> RowPlace {
            RowPlace([FieldOrder("field", isDescending: isDescending)], id: ids[Int(row)]) { _ in
                values[Int(row)]
            }
        }

        func sorted(_ rows: some Sequence<UInt32>, _ isDescending: Bool) -> [UInt32] {
            let byIdentity = rows.sorted { ids[Int($0)] < ids[Int($1)] }
            return FieldOrder("field", isDescending: isDescending)
                .sorted(byIdentity) { values[Int($0)] }
        }
    }

    /// At most one value, so that a row has the same key in both directions.
    private func values(_ chance: inout SplitMix64) -> [Value] {
        chance.number(below: 4) == 0 ? [] : [RandomTable.value(&chance)]
    }

    @Test("an order is that of sorting, also after changes", arguments: [1, 2, 3] as [UInt64])
    func followsSorting(seed: UInt64) {
        var chance = SplitMix64(seed: seed)
        var all = Rows((0..<200).map { _ in values(&chance) })
        var rows = Set((0..<200 as Range<UInt32>).filter { _ in chance.number(below: 5) > 0 })
        var order = RowOrder(rows.shuffled(using: &chance)) { all.place($0) }
        #expect(order.ascending == all.sorted(rows, false))
        #expect(order.descending == all.sorted(rows, true))
        for _ in 0..<80 {
            let row = chance.number(below: 200)
            if chance.number(below: 4) == 0 {
                order.remove(row)
                rows.remove(row)
            } else {
                all.values[Int(row)] = values(&chance)
                order.place(row) { all.place($0) }
                rows.insert(row)
            }
        }
        #expect(order.ascending == all.sorted(rows, false))
        #expect(order.descending == all.sorted(rows, true))
    }

    @Test("texts are in the order of their characters, where bytes say otherwise too")
    func ordersTexts() {
        let texts = [
            "abcdefge\u{301}", "abcdefge", "abcdefgf", "abcdefg\u{E9}", "abcdefgh", "ABCDEFGH",
            "abcdefghi", "", "\0", "a", "a\0", "a\u{7F}", "\u{7F}", "\u{212A}elvin", "kelvin",
            "Kelvin", "zzzzzzzzz", "\u{4E2D}", "\u{1F600}", "\u{FB01}",
        ]
        let all = Rows(texts.map { [.text($0)] })
        let order = RowOrder(0..<UInt32(texts.count)) { all.place($0) }
        #expect(order.ascending == all.sorted(0..<UInt32(texts.count), false))
        #expect(order.descending == all.sorted(0..<UInt32(texts.count), true))
    }

    @Test("pages are the rows of a set in order, each once")
    func pages() {
        let all = Rows(["d", "b", "a", "c", "e", "b"].map { [.text($0)] })
        let order = RowOrder(0..<6) { all.place($0) }
        let set = Bitmap(count: 6, slots: [0, 1, 3, 5])
        func page(_ set: Bitmap, _ offset: Int, _ limit: Int, _ isDown: Bool = false) -> [UInt32] {
            order.page(of: set, isDescending: isDown, from: .offset(offset), limit: limit) {
                all.place($0)
            }
        }
        // Of the two rows with the same text the one with the smaller identity comes first.
        let twins: [UInt32] = all.ids[1] < all.ids[5] ? [1, 5] : [5, 1]
        #expect(page(set, 0, 2) == twins)
        #expect(page(set, 2, 2) == [3, 0])
        #expect(page(set, 3, 9) == [0])
        #expect(page(set, 4, 9) == [])
        #expect(page(set, 0, 0) == [])
        #expect(page(set, 0, 9, true) == [0, 3] + twins)
        #expect(page(Bitmap(all: 2), 0, 9) == [1, 0])
        #expect(page(Bitmap(count: 0), 0, 9) == [])
    }

    @Test("a page begins after a mark, whether or not its row is still there")
    func marks() {
        let all = Rows(["d", "b", "a", "c", "e", "b"].map { [.text($0)] })
        var order = RowOrder(0..<6) { all.place($0) }
        func after(_ mark: RowPlace, _ isDown: Bool) -> [UInt32] {
            order.page(of: Bitmap(all: 6), isDescending: isDown, from: .after(mark), limit: 9) {
                all.place($0)
            }
        }
        #expect(after(all.place(3), false) == [0, 4])
        #expect(after(all.place(3), true).count == 3)
        order.remove(3)
        #expect(after(all.place(3), false) == [0, 4])
        #expect(after(RowPlace(values: [.text("cc")], id: all.ids[0]), false) == [0, 4])
        #expect(after(RowPlace(values: [.text("cc")], id: all.ids[0]), true).count == 3)
        #expect(after(RowPlace(values: [nil], id: all.ids[0]), false) == [])
        #expect(after(RowPlace(values: [.number(1)], id: all.ids[0]), false).count == 5)
    }

    @Test(
        "a page of rows in no order is that of sorting them by all orders",
        arguments: 1...12 as ClosedRange<UInt64>
    )
    func sortsByTheWay(seed: UInt64) {
        var chance = SplitMix64(seed: seed)
        let count = 1 + Int(chance.number(below: 400))
        // Few different values, so that the second order and the identity decide often.
        let first = Rows((0..<count).map { _ in [.number(Int64(chance.number(below: 4)))] })
        let second = Rows((0..<count).map { _ in values(&chance) })
        let orders = [
            FieldOrder("first", isDescending: chance.number(below: 2) == 0),
            FieldOrder("second", isDescending: chance.number(below: 2) == 0),
        ]
        func value(of field: String, _ row: UInt32) -> [Value] {
            (field == "first" ? first : second).values[Int(row)]
        }
        func place(_ row: UInt32) -> RowPlace {
            RowPlace(orders, id: first.ids[Int(row)]) { value(of: $0, row) }
        }
        let rows = (0..<UInt32(count)).shuffled(using: &chance)
        let byIdentity = rows.sorted { first.ids[Int($0)] < first.ids[Int($1)] }
        let expected = orders.reversed().reduce(byIdentity) { rows, order in
            order.sorted(rows) { value(of: order.field, $0) }
        }
        let directions = orders.map(\.isDescending)
        for limit in [0, 1, 7, count, .max] {
            for offset in [0, 3, count - 1, count, .max] {
                let page = PageStart.offset(offset)
                    .page(of: rows, directions, limit: limit, place: place)
                #expect(page == Array(expected.dropFirst(offset).prefix(limit)))
            }
            let mark = count / 2
            let page = PageStart.after(place(expected[mark]))
                .page(of: rows, directions, limit: limit, place: place)
            #expect(page == Array(expected.dropFirst(mark + 1).prefix(limit)))
        }
    }
}
