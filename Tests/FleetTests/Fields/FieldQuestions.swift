// SPDX-License-Identifier: Apache-2.0

import Query

/// Makes filters by chance that many rows of a table pass and many do not: what they compare with
/// is taken from the rows.
struct FieldQuestions<Field: Hashable & Sendable & CaseIterable> {
    private var random: SplitMix64
    private let known: [Field: [Value]]
    private let objects: [[Field]]

    /// Makes questions about rows with these values; each list of fields tells of the same child
    /// objects.
    init(seed: UInt64, _ known: [Field: [Value]], objects: [[Field]]) {
        random = SplitMix64(seed: seed)
        self.known = known
        self.objects = objects
    }

    /// A filter of at most so many levels.
    mutating func filter(depth: Int) -> Filter<Field> {
        filter(depth, Array(Field.allCases), isInObject: false)
    }

    private mutating func filter(
        _ depth: Int,
        _ fields: [Field],
        isInObject: Bool
    ) -> Filter<Field> {
        func some() -> [Filter<Field>] {
            (0..<random.draw(below: 4)).map { _ in
                filter(depth - 1, fields, isInObject: isInObject)
            }
        }
        switch depth == 0 ? 0 : random.draw(below: 10) {
        case 1: return .not(filter(depth - 1, fields, isInObject: isInObject))
        case 2, 3: return .all(some())
        case 4, 5: return .any(some())
        case 6 where !isInObject:
            return .child(filter(depth - 1, random.draw(from: objects), isInObject: true))
        case 8: return .everything
        default: return test(of: fields)
        }
    }

    private mutating func test(of fields: [Field]) -> Filter<Field> {
        let field = random.draw(from: fields)
        // Now and then the values of another field: of another type, or just not there.
        let values = known[
            random.draw(below: 12) == 0 ? random.draw(from: Array(Field.allCases)) : field
        ]
        let value = random.draw(from: (values ?? []) + [.text("web"), .number(1), .flag(true)])
        switch random.draw(below: 8) {
        case 0: return .test(field, .exists)
        case 1:
            let others = (0..<random.draw(below: 7)).map { _ in
                random.draw(from: (values ?? []) + [.text("x")])
            }
            return .test(field, .isOneOf(others.map { varied($0) }))
        default: return .test(field, test(of: value))
        }
    }

    private mutating func test(of value: Value) -> Test {
        switch value {
        case .flag: return .isOneOf([value])
        case .number(let number):
            let low = number + Int64(random.draw(below: 3)) - 1
            return random.draw(
                from: [
                    .isOneOf([.number(low)]), .isBetween(low, nil), .isBetween(nil, low),
                    .isBetween(low, number + 1), .isBetween(number, number - 1),
                    .isBetween(nil, nil),
                ]
            )
        case .text(let text):
            let words = text.split(separator: " ").map(String.init)
            let word = words.isEmpty ? "" : random.draw(from: words)
            let head = String(text.prefix(random.draw(below: 4)))
            let tail = String(text.suffix(random.draw(below: 4)))
            return random.draw(
                from: [
                    .isOneOf([varied(value)]), .contains(word), .contains(head), .contains(tail),
                    .phrase(Phrase(text)), .phrase(Phrase(word)),
                    .phrase(Phrase(head + " " + tail)),
                    .matches(Wildcard([head, tail])), .matches(Wildcard(["", word, ""])),
                    .matches(.prefix(text.uppercased())), .matches(Wildcard(["", ""])),
                ]
            )
        }
    }

    private mutating func varied(_ value: Value) -> Value {
        guard case .text(let text) = value else { return value }
        return .text(random.draw(from: [text, text.lowercased(), text.uppercased(), text + "x"]))
    }
}
