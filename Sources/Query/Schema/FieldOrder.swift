// SPDX-License-Identifier: Apache-2.0

/// The order that a list is put in.
package struct FieldOrder<Field: Hashable & Sendable>: Sendable, Equatable {
    /// The field whose values decide.
    package let field: Field
    /// Whether the largest comes first.
    package let isDescending: Bool

    /// Makes an order.
    package init(_ field: Field, isDescending: Bool = false) {
        self.field = field
        self.isDescending = isDescending
    }

    /// Rows in this order; equal ones keep their places, those without a value come last.
    ///
    /// Of several values the smallest one counts, or the largest one in a descending order.
    package func sorted<Row>(_ rows: [Row], values: (Row) -> [Value]) -> [Row] {
        let keyed = rows.enumerated().map { place, row in
            (place: place, row: row, key: SortKey(values(row), isDescending: isDescending))
        }
        return keyed.sorted { left, right in
            guard let first = left.key, let second = right.key else {
                return (left.key == nil ? 1 : 0, left.place)
                    < (right.key == nil ? 1 : 0, right.place)
            }
            guard first == second else { return isDescending ? second < first : first < second }
            return left.place < right.place
        }
        .map(\.row)
    }
}

extension FieldSchema {
    /// Reads an order: a field's name, alone or followed by `:asc` or `:desc`.
    ///
    /// - Throws: A diagnostic for an unknown field, one without an order, or another direction.
    package func order(_ text: String) throws(QueryDiagnostic) -> FieldOrder<Field> {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts.first ?? "")
        let place = QueryPlace(offset: 0, length: name.utf8.count)
        guard let found = named(name) else {
            throw QueryDiagnostic(
                .unknownField,
                "unknown field \(QueryDiagnostic.quoted(name))",
                at: place,
                of: text,
                suggestion: suggestion(for: name)
            )
        }
        guard case .field(let entry) = found, entry.uses.contains(.sort) else {
            throw QueryDiagnostic(
                .wrongType,
                "nothing can be sorted by \(QueryDiagnostic.quoted(name))",
                at: place,
                of: text
            )
        }
        guard parts.count == 2 else { return FieldOrder(entry.field) }
        let direction = parts[1].lowercased()
        guard direction == "asc" || direction == "desc" else {
            throw QueryDiagnostic(
                .unknownValue,
                "unknown direction \(QueryDiagnostic.quoted(direction)): `asc` or `desc`",
                at: QueryPlace(offset: name.utf8.count + 1, length: parts[1].utf8.count),
                of: text,
                suggestion: Spelling.nearest(to: direction, among: ["asc", "desc"])
            )
        }
        return FieldOrder(entry.field, isDescending: direction == "desc")
    }
}
