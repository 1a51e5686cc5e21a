// SPDX-License-Identifier: Apache-2.0
import Foundation

extension Agent {
    /// A value as JSON with sorted keys, for other programs.
    package static func json(_ value: some Encodable) throws -> String {
        String(decoding: try StateDirectory.encoded(value), as: UTF8.self).trimmed
    }

    /// Rows below their headings, the columns as wide as they must be.
    static func table(_ headings: [String], _ rows: [[String]]) -> String {
        let widths = headings.indices.map { column in
            ([headings] + rows).map { $0[column].count }.max() ?? 0
        }
        return ([headings] + rows).map { row in
            let cells = zip(row, widths).map { text, width in
                text + String(repeating: " ", count: width - text.count)
            }
            return cells.joined(separator: "  ").trimmed
        }.joined(separator: "\n")
    }

    /// A path from the root folder on, with `.` and `..` and doubled slashes resolved.
    package static func absolutePath(_ path: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.path
    }

    /// A program as it was named on the command line: by its path, or by a name alone.
    package static func programPath(_ text: String) -> String {
        text.contains("/") ? absolutePath(text) : text
    }

    /// Writes a line to standard error, under the program's name.
    package static func complain(_ text: String) {
        // A full disk behind standard error must not stop the agent.
        try? FileHandle.standardError.write(contentsOf: Data("thimble-agent: \(text)\n".utf8))
    }
}
