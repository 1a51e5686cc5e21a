// SPDX-License-Identifier: Apache-2.0
import Services

/// A table of plain text for a terminal.
package struct TextTable: Sendable {
    private static let cellMax = 44

    private let head: [String]
    private let rows: [[String]]
    private let rightAligned: Set<Int>

    /// Makes a table; every row has as many cells as the head.
    package init(head: [String], rows: [[String]], rightAligned: Set<Int> = []) {
        self.head = head
        // What machines report is shown as it is, and never obeyed by the terminal.
        self.rows = rows.map { $0.map { Self.cut(PlainText.line($0)) } }
        self.rightAligned = rightAligned
    }

    /// The lines, without one at the end.
    package var text: String {
        let widths = head.indices.map { column in
            ([head] + rows).map { $0[column].count }.max() ?? 0
        }
        let rule = widths.map { String(repeating: "─", count: $0) }
        return ([head, rule] + rows).map { cells in
            let line = cells.indices.map { column in
                let space = String(repeating: " ", count: widths[column] - cells[column].count)
                return rightAligned.contains(column) ? space + cells[column] : cells[column] + space
            }.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }.joined(separator: "\n")
    }

    private static func cut(_ cell: String) -> String {
        cell.count <= cellMax ? cell : cell.prefix(cellMax - 1) + "…"
    }
}
