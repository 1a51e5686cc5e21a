// SPDX-License-Identifier: Apache-2.0

/// Lists of columns as the statements of wide tables have them.
extension [String] {
    /// The names with commas between them, each after the name of its table where one is given.
    func columns(of table: String? = nil) -> String {
        map { name in table.map { "\($0).\(name)" } ?? name }.joined(separator: ", ")
    }

    /// A placeholder for each.
    var placeholders: String { map { _ in "?" }.joined(separator: ", ") }

    /// An assignment of a placeholder to each.
    var assignments: String { map { "\($0) = ?" }.joined(separator: ", ") }
}
