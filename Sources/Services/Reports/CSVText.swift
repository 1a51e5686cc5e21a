// SPDX-License-Identifier: Apache-2.0

/// Comma-separated values (RFC 4180).
///
/// The values stay what they are. A spreadsheet may take one that begins with `=`, `+`, `-` or `@`
/// for a formula; programs that read reports would take an apostrophe before it for a part of the
/// value. So nothing is put before it: who opens a report in a spreadsheet imports it as text.
package enum CSVText {
    /// Adds a line with its end.
    ///
    /// A line of one empty value is written in quotes, since many readers skip empty lines.
    package static func append(_ row: [String], to bytes: inout [UInt8]) {
        if row.count == 1, row[0].isEmpty {
            bytes.append(contentsOf: [quote, quote])
        }
        for (place, value) in row.enumerated() {
            if place > 0 { bytes.append(comma) }
            append(value, to: &bytes)
        }
        bytes.append(carriageReturn)
        bytes.append(lineFeed)
    }

    private static func append(_ value: String, to bytes: inout [UInt8]) {
        // A quote within a value counts twice; a comma or the end of a line needs quotes around it.
        let needsQuotes = value.utf8.contains {
            $0 == quote || $0 == comma || $0 == carriageReturn || $0 == lineFeed
        }
        guard needsQuotes else {
            bytes.append(contentsOf: value.utf8)
            return
        }
        bytes.append(quote)
        for byte in value.utf8 {
            if byte == quote { bytes.append(quote) }
            bytes.append(byte)
        }
        bytes.append(quote)
    }

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let lineFeed = UInt8(ascii: "\n")
}
