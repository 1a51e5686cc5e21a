// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// The lines of a file, divided by tabs.
struct TabbedLines {
    let rows: [[String]]

    /// Reads a file whose lines all have so many fields.
    init(path: String, fieldCount: Int) throws {
        let text = try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
        rows = text.split(separator: "\n").map { line in
            line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        if let index = rows.firstIndex(where: { $0.count != fieldCount }) {
            throw DomainError(
                .requestInvalid,
                subject: "\(path):\(index + 1): \(rows[index].count) fields, not \(fieldCount)"
            )
        }
    }
}
