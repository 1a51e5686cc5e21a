// SPDX-License-Identifier: Apache-2.0
import Domain
import PackageFormats

/// The simple values of CSAF documents; each function throws `JSONFault`.
enum CSAFText {
    /// Reads a text that says something.
    static func filled(_ cursor: inout JSONCursor) throws -> String {
        let text = try cursor.string()
        guard !text.isEmpty else { throw cursor.fault("the text is empty") }
        return text
    }

    /// Reads a sentence for people: each run of white space becomes one space.
    static func sentence(_ cursor: inout JSONCursor) throws -> String {
        try filled(&cursor).split { $0.isWhitespace }.joined(separator: " ")
    }

    /// Reads a date with its time and zone (RFC 3339).
    static func date(_ cursor: inout JSONCursor) throws -> Timestamp {
        let text = try cursor.string()
        guard let date = OffsetDate.read(text) else {
            throw cursor.fault("no date with time and zone: \(text)")
        }
        return date
    }
}
