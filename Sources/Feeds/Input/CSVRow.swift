// SPDX-License-Identifier: Apache-2.0
import Domain

/// One row of a CSV text; it lives for the call that hands it out.
///
/// A column is named, or counted from 0 in the order of ``CSVColumns/wanted``. Its bytes are what
/// stands between its quotes, with doubled quotes made single.
struct CSVRow {
    /// The line where the row begins, counted from 1.
    let line: Int
    /// The names of the columns.
    let columns: CSVColumns

    private let bytes: UnsafeRawBufferPointer
    private let spans: UnsafeBufferPointer<CSVSpan>

    /// Makes a row of the bytes that `spans` cut into fields, one for each column.
    init(
        line: Int,
        columns: CSVColumns,
        bytes: UnsafeRawBufferPointer,
        spans: UnsafeBufferPointer<CSVSpan>
    ) {
        self.line = line
        self.columns = columns
        self.bytes = bytes
        self.spans = spans
    }

    /// The text of a column by its name; throws `.feedMalformed` where the header has no such
    /// column or the text is not UTF-8.
    subscript(name: String) -> String {
        get throws {
            guard let place = columns.places[name] else { throw fault("no column \(name)") }
            return try text(of: place)
        }
    }

    /// The text of a wanted column; throws `.feedMalformed` where it is not UTF-8.
    subscript(place: Int) -> String {
        get throws { try text(of: columns.wanted[place]) }
    }

    /// The bytes of a wanted column, for comparing and interning without making a text.
    func bytes(_ place: Int) -> UnsafeRawBufferPointer { field(columns.wanted[place]) }

    /// The refusal of this row: `a.csv, line 7: what is wrong`.
    func fault(_ what: String) -> DomainError {
        DomainError.malformed(columns.name, line: line, what)
    }

    private func field(_ place: Int) -> UnsafeRawBufferPointer {
        let span = spans[place]
        return UnsafeRawBufferPointer(rebasing: bytes[span.start..<span.end])
    }

    private func text(of place: Int) throws -> String {
        guard let text = String(validating: field(place), as: UTF8.self) else {
            throw fault("\(columns.names[place]): not UTF-8")
        }
        return text
    }
}

/// Where a field lies in the bytes of its row.
struct CSVSpan {
    /// The place of its first byte.
    var start: Int
    /// The place behind its last byte.
    var end: Int
    /// Whether quotes in it are still doubled.
    var hasDoubledQuotes: Bool
}

/// The columns of a CSV text, as its header names them.
final class CSVColumns {
    /// The text's name, for errors.
    let name: String
    /// All names, in the header's order.
    let names: [String]
    /// The place of each name in the header.
    let places: [String: Int]
    /// The places of the columns that the reader was asked for, in the order asked; all of them
    /// where it was asked for none.
    let wanted: [Int]

    /// Makes them of a header; throws `.feedMalformed` where a name stands twice or is missing.
    init(name: String, line: Int, header: [String], required: [String]?) throws {
        var places: [String: Int] = [:]
        for (place, column) in header.enumerated() {
            guard places.updateValue(place, forKey: column) == nil else {
                throw DomainError.malformed(name, line: line, "the column \(column) stands twice")
            }
        }
        let required = required ?? header
        wanted = try required.map { column in
            guard let place = places[column] else {
                let found = header.joined(separator: ",").prefix(100)
                throw DomainError.malformed(
                    name,
                    line: line,
                    "no CSV with the columns \(required.joined(separator: ",")):"
                        + " \(column) is not in \"\(found)\""
                )
            }
            return place
        }
        self.name = name
        self.places = places
        names = header
    }
}
