// SPDX-License-Identifier: Apache-2.0
package import Query

/// One filter over one source of columns, answered for whole sets of rows.
///
/// It answers exactly what `Filter.accepts` answers row by row: each step takes a set of candidates
/// and gives those that it accepts. Conditions that must all hold are asked from the cheapest on,
/// each about what the ones before left; of alternatives each is asked about what is not found yet.
package struct FilterPlan<Field: Hashable & Sendable>: Sendable {
    private let filter: Filter<Field>
    private let columns: [Field: Column]

    /// Plans a filter; takes the columns that it asks about from the source.
    package init(_ filter: Filter<Field>, _ source: some ColumnSource<Field>) {
        self.filter = filter
        var columns: [Field: Column] = [:]
        for field in filter.fields { columns[field] = source.column(field) }
        self.columns = columns
    }

    /// The rows of a set that the filter accepts.
    package func rows(among candidates: Bitmap) -> Bitmap { rows(filter, candidates) }

    private func rows(_ filter: Filter<Field>, _ candidates: Bitmap) -> Bitmap {
        guard !candidates.isEmpty else { return candidates }
        switch filter {
        case .everything: return candidates
        case .not(let filter): return candidates.subtracting(rows(filter, candidates))
        case .all(let filters):
            return filters.sorted { cost($0) < cost($1) }
                .reduce(candidates) { left, filter in rows(filter, left) }
        case .any(let filters):
            var left = candidates
            for filter in filters.sorted(by: { cost($0) < cost($1) }) {
                left.subtract(rows(filter, left))
            }
            return candidates.subtracting(left)
        case .test(let field, let test):
            return columns[field]?.rows(passing: test, among: candidates)
                ?? Bitmap(count: candidates.count)
        case .child(let inner):
            var found = Bitmap(count: candidates.count)
            rows(Self.loosened(inner), candidates).forEachSlot { row in
                if filter.accepts({ columns[$0]?.values(of: row) ?? [] }) { found.insert(row) }
            }
            return found
        }
    }

    /// A filter that accepts every row of which the given one accepts a child object, and more.
    ///
    /// A test that one child object passes is one that the row passes.
    private static func loosened(_ filter: Filter<Field>) -> Filter<Field> {
        switch filter {
        case .test: filter
        case .all(let filters): .all(filters.map(loosened))
        case .any(let filters): .any(filters.map(loosened))
        case .everything, .not, .child: .everything
        }
    }

    private func cost(_ filter: Filter<Field>) -> Int {
        switch filter {
        case .everything: 0
        case .not(let filter): cost(filter)
        case .all(let filters), .any(let filters): filters.reduce(0) { $0 + cost($1) }
        case .test(let field, let test): columns[field]?.cost(of: test) ?? 0
        case .child(let filter): 1_024 + cost(filter)
        }
    }
}
