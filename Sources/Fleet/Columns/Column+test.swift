// SPDX-License-Identifier: Apache-2.0
import Query

extension Column {
    /// The rows of a set with at least one value that passes a test.
    func rows(passing test: Test, among candidates: Bitmap) -> Bitmap {
        switch self {
        case .codes(let codes, let table):
            let verdicts = table.verdicts(test)
            return verdicts.withUnsafeBufferPointer { verdicts in
                let last = verdicts.count - 1
                return codes.rows(among: candidates) { verdicts[min(Int($0), last)] != 0 }
            }
        case .lists(let lists, let table):
            let verdicts = table.verdicts(test)
            return verdicts.withUnsafeBufferPointer { verdicts in
                let last = verdicts.count - 1
                return lists.rows(among: candidates) { codes in
                    codes.contains { verdicts[min(Int($0), last)] != 0 }
                }
            }
        case .numbers(let numbers, let present):
            let rows = candidates.intersection(present.resized(to: candidates.count))
            return Self.numbers(numbers, passing: test, among: rows)
        case .flags(let rows):
            let yes = test.accepts(.flag(true))
            let no = test.accepts(.flag(false))
            guard yes != no else { return yes ? candidates : Bitmap(count: candidates.count) }
            let rows = rows.resized(to: candidates.count)
            return yes ? candidates.intersection(rows) : candidates.subtracting(rows)
        case .texts(let texts): return texts.rows(passing: test, among: candidates)
        case .sets(let sets):
            var found = Bitmap(count: candidates.count)
            for set in sets where test.accepts(set.value) {
                found.formUnion(set.rows.resized(to: candidates.count))
            }
            return found.intersection(candidates)
        case .related(let rows, _): return rows(test, candidates)
        case .computed(let values):
            var found = Bitmap(count: candidates.count)
            candidates.forEachSlot { row in
                if values(row).contains(where: { test.accepts($0) }) { found.insert(row) }
            }
            return found
        }
    }

    /// What finding the rows takes, as a rank: cheap questions come first and leave fewer rows.
    func cost(of test: Test) -> Int {
        switch (self, test) {
        case (.flags, _), (.sets, _): 1
        case (.codes, _), (.numbers, _): 2
        case (.lists, _): 4
        case (.texts, .phrase), (.texts, .matches): 16
        case (.texts, _): 8
        case (.related, _): 128
        case (.computed, _): 256
        }
    }

    private static func numbers(
        _ numbers: ChunkedArray<Int64>,
        passing test: Test,
        among rows: Bitmap
    ) -> Bitmap {
        switch test {
        case .exists: return rows
        case .isBetween(let low, let high):
            let low = low ?? .min
            let high = high ?? .max
            return numbers.rows(among: rows) { low <= $0 && $0 <= high }
        case .isOneOf(let values):
            let wanted = Set(
                values.compactMap { if case .number(let number) = $0 { number } else { nil } }
            )
            guard let only = wanted.first else { return Bitmap(count: rows.count) }
            guard wanted.count > 1 else { return numbers.rows(among: rows) { $0 == only } }
            return numbers.rows(among: rows) { wanted.contains($0) }
        case .contains, .phrase, .matches: return Bitmap(count: rows.count)
        }
    }
}
