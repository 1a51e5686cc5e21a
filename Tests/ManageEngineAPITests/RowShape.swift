// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Web

/// The keys and types of one list's envelope and rows.
struct RowShape: Sendable, CustomTestStringConvertible {
    /// The message type, which is the key of the list.
    let list: String
    /// Keys of numbers; an absent one is "--".
    let numbers: [String]
    /// Keys of texts.
    let texts: [String]
    /// Keys of truth values.
    let flags: [String]
    /// Keys of which the vendor shows "--" only, and this server knows more: any type.
    let open: [String]
    /// Whether the list has a `response_code` and version 1.0.
    let hasResponseCode: Bool

    var testDescription: String { list }

    init(
        _ list: String,
        hasResponseCode: Bool = true,
        numbers: String,
        texts: String,
        flags: String = "",
        open: String = ""
    ) {
        self.list = list
        self.hasResponseCode = hasResponseCode
        self.numbers = numbers.split(whereSeparator: \.isWhitespace).map(String.init)
        self.texts = texts.split(whereSeparator: \.isWhitespace).map(String.init)
        self.flags = flags.split(whereSeparator: \.isWhitespace).map(String.init)
        self.open = open.split(whereSeparator: \.isWhitespace).map(String.init)
    }

    /// The shape of the whole reply.
    func shape() throws -> JSONShape {
        let kinds =
            numbers.map { ($0, "number|string") } + texts.map { ($0, "string") }
            + flags.map { ($0, "bool|string") } + open.map { ($0, "bool|number|string") }
        let cells = kinds.map { #"$.message_response.\#(list)[]."\#($0)": \#($1)"# }
        return try JSONShape(
            written: """
                \(hasResponseCode ? "$.response_code: number" : "")
                $.message_type: string
                $.message_response.total: number
                $.message_response.limit: number
                $.message_response.page: number
                \(cells.joined(separator: "\n"))
                $.message_version: string
                $.status: string
                """
        )
    }

    /// The cells of numbers and truth values that hold a text other than the vendor's "absent".
    func wordsInPlaceOfNumbers(_ row: JSONValue) -> [String] {
        (numbers + flags).filter { key in
            row.value(key)?.text.map { $0 != "--" } ?? false
        }
    }

    /// The cells that are absent from a row.
    func absent(_ row: JSONValue) -> Set<String> {
        Set((numbers + texts + flags + open).filter { row.value($0)?.text == "--" })
    }
}
