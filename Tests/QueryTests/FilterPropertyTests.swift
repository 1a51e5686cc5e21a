// SPDX-License-Identifier: Apache-2.0

import Query
import Testing

/// Filters and rows from a seed; the laws of logic say what must hold.
@Suite struct FilterPropertyTests {
    @Test("and, or and not obey the laws of logic", arguments: 0..<200 as Range<UInt64>)
    func obeysLogic(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let filters = (0..<3).map { _ in Self.filter(&random, depth: 3) }
        for _ in 0..<8 {
            let row = Self.row(&random)
            let accepts: (Filter<Field>) -> Bool = { $0.accepts { row[$0] ?? [] } }
            let parts = filters.map(accepts)
            #expect(accepts(.all(filters)) == !parts.contains(false))
            #expect(accepts(.any(filters)) == parts.contains(true))
            #expect(accepts(.not(.all(filters))) == accepts(.any(filters.map { .not($0) })))
            #expect(accepts(.not(.any(filters))) == accepts(.all(filters.map { .not($0) })))
            #expect(accepts(.not(.not(filters[0]))) == parts[0])
            #expect(accepts(.any([filters[0], .everything])))
            #expect(accepts(.all([filters[0], .everything])) == parts[0])
        }
    }

    @Test("a range holds exactly the numbers between its ends")
    func ranges() {
        for low in -2...2 as ClosedRange<Int64> {
            for high in -2...2 as ClosedRange<Int64> {
                for number in -3...3 as ClosedRange<Int64> {
                    let test = Query.Test.isBetween(low, high)
                    #expect(test.accepts(.number(number)) == (low <= number && number <= high))
                }
            }
        }
        #expect(Query.Test.isBetween(.min, .max).accepts(.number(.min)))
        #expect(Query.Test.isBetween(.min, .max).accepts(.number(.max)))
    }

    private static func filter(_ random: inout SplitMix64, depth: Int) -> Filter<Field> {
        let fields = Field.allCases
        let field = fields[Int(random.next() % UInt64(fields.count))]
        switch random.next() % (depth > 0 ? 7 : 4) {
        case 0: return .everything
        case 1: return .test(field, .isOneOf([value(&random), value(&random)]))
        case 2: return .test(field, .contains(String("ab".randomElement(using: &random) ?? "a")))
        case 3:
            return .test(field, .isBetween(Int64(random.next() % 4), Int64(random.next() % 4)))
        case 4: return .not(filter(&random, depth: depth - 1))
        case 5: return .all((0..<2).map { _ in filter(&random, depth: depth - 1) })
        default: return .any((0..<2).map { _ in filter(&random, depth: depth - 1) })
        }
    }

    private static func row(_ random: inout SplitMix64) -> [Field: [Value]] {
        var row: [Field: [Value]] = [:]
        for field in Field.allCases {
            row[field] = (0..<(random.next() % 3)).map { _ in value(&random) }
        }
        return row
    }

    private static func value(_ random: inout SplitMix64) -> Value {
        switch random.next() % 3 {
        case 0: .text(["a", "B", "ab", ""][Int(random.next() % 4)])
        case 1: .number(Int64(random.next() % 4))
        default: .flag(random.next() % 2 == 0)
        }
    }
}
