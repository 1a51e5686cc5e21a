// SPDX-License-Identifier: Apache-2.0

import Query

/// Questions and orders by chance over all fields of one kind of row; what they compare with is
/// taken from the rows.
struct PageQuestions<Field: Hashable & Sendable & CaseIterable> {
    private let known: [Field: [Value]]

    /// Makes questions about rows with these values.
    init(_ rows: [(Field) -> [Value]]) {
        var known: [Field: [Value]] = [:]
        for field in Field.allCases { known[field] = rows.flatMap { $0(field) } }
        self.known = known
    }

    /// A filter; now and then it accepts everything.
    func filter(_ random: inout PageRandom) -> Filter<Field> {
        random.draw(below: 8) == 0 ? .everything : filter(depth: 2, &random)
    }

    private func filter(depth: Int, _ random: inout PageRandom) -> Filter<Field> {
        switch depth == 0 ? 9 : random.draw(below: 10) {
        case 0, 1: return .not(filter(depth: depth - 1, &random))
        case 2, 3: return .all(list(depth: depth - 1, &random))
        case 4, 5: return .any(list(depth: depth - 1, &random))
        default: return test(of: random.draw(from: Array(Field.allCases)), &random)
        }
    }

    private func list(depth: Int, _ random: inout PageRandom) -> [Filter<Field>] {
        var filters: [Filter<Field>] = []
        for _ in 0..<(1 + random.draw(below: 3)) {
            filters.append(filter(depth: depth, &random))
        }
        return filters
    }

    private func test(of field: Field, _ random: inout PageRandom) -> Filter<Field> {
        let values = known[field] ?? []
        guard !values.isEmpty, random.draw(below: 6) > 0 else { return .test(field, .exists) }
        let value = random.draw(from: values)
        switch value {
        case .flag: return .test(field, .isOneOf([value]))
        case .number(let number):
            return .test(
                field,
                random.draw(
                    from: [
                        .isOneOf([value, random.draw(from: values)]), .isBetween(number, nil),
                        .isBetween(nil, number), .isBetween(number - 1, number),
                    ]
                )
            )
        case .text(let text):
            let head = String(text.prefix(4))
            return .test(
                field,
                random.draw(
                    from: [
                        .isOneOf([.text(text.uppercased()), random.draw(from: values)]),
                        .contains(head), .matches(.prefix(head)), .phrase(Phrase(text)),
                    ]
                )
            )
        }
    }

    /// No order, one, or two.
    func orders(_ random: inout PageRandom) -> [FieldOrder<Field>] {
        var orders: [FieldOrder<Field>] = []
        for _ in 0..<random.draw(below: 3) {
            orders.append(
                FieldOrder(
                    random.draw(from: Array(Field.allCases)),
                    isDescending: random.draw(below: 2) == 0
                )
            )
        }
        return orders
    }
}
