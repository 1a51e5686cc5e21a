// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import HTTPTypes
import Query
import Services
import Web

/// `searchAfter`: the place in a list without a limit that the next page begins after.
///
/// It is the last row's values in the list's orders and its identity, separated by commas, as in
/// `alder,9bf5e773-177e-467c-a79a-1c345546be32`. A value is percent-encoded but for letters, digits
/// and `-._~` (RFC 3986, "Unreserved Characters"), so that it may stand in a header field and in a
/// query; a value that a row does not have is `*`. Clients may also write one themselves, with the
/// value as it is: where the list has one order, everything before the last comma is the value.
enum Cursor {
    /// The header field and the parameter.
    static let name = "searchAfter"

    /// The parameter: a header field, or one of the query.
    static let parameter = Parameter.string(
        name,
        in: [.header, .query],
        lengthMax: HTTPLimits.headerFieldBytesMax,
        summary: "The field of the same name of the last answer: its last row's place."
    )

    private static let noValue = "*"

    /// The text of a mark.
    static func text(of mark: PageMark) -> String {
        (mark.values.map(text) + [mark.id.uuidString.lowercased()]).joined(separator: ",")
    }

    /// The place that a call asks for: after its mark, or at the beginning.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` for a mark that cannot be read.
    static func place<Field>(
        of call: EndpointCall,
        by orders: [FieldOrder<Field>],
        _ schema: FieldSchema<Field>
    ) throws(DomainError) -> PagePlace {
        guard let text = call.string(name) else { return .offset(0) }
        return .after(try mark(text, by: orders, schema))
    }

    /// Reads a mark in a list of these orders.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` that says what is wrong with it.
    static func mark<Field>(
        _ text: String,
        by orders: [FieldOrder<Field>],
        _ schema: FieldSchema<Field>
    ) throws(DomainError) -> PageMark {
        var parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let last = parts.removeLast().trimmingCharacters(in: .whitespaces)
        guard let id = UUID(uuidString: last) else {
            throw refusal("must end in a comma and the id of a row")
        }
        if orders.count == 1, parts.count > 1 { parts = [parts.joined(separator: ",")[...]] }
        guard parts.count == orders.count else {
            throw refusal(
                "must have \(orders.count) values before the id, as the list has orders"
            )
        }
        var values: [Value?] = []
        for (part, order) in zip(parts, orders) {
            values.append(try value(part, of: schema.entry(of: order.field)))
        }
        return PageMark(values: values, id: id)
    }

    private static func text(of value: Value?) -> String {
        switch value {
        case nil: noValue
        case .number(let number): String(number)
        case .flag(let flag): String(flag)
        case .text(let text): escaped(text)
        }
    }

    private static func value<Field>(
        _ part: Substring,
        of entry: SchemaField<Field>?
    ) throws(DomainError) -> Value? {
        if part == noValue { return nil }
        switch entry?.type {
        case .number, .date:
            return try number(part, entry)
        case .flag:
            guard let flag = Bool(String(part)) else {
                throw refusal("the value of \(entry?.name ?? "the order") must be true or false")
            }
            return .flag(flag)
        case .choice(let choices):
            // The values of a choice are alike: all numbers, or all text.
            if case .number? = choices.first?.values.first { return try number(part, entry) }
            return try words(part)
        case .text, .keyword, nil:
            return try words(part)
        }
    }

    private static func number<Field>(
        _ part: Substring,
        _ entry: SchemaField<Field>?
    ) throws(DomainError) -> Value {
        guard let number = Int64(part) else {
            throw refusal("the value of \(entry?.name ?? "the order") must be a whole number")
        }
        return .number(number)
    }

    private static func words(_ part: Substring) throws(DomainError) -> Value {
        guard let text = unescaped(part) else { throw refusal("is not UTF-8") }
        return .text(text)
    }

    private static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "_"), UInt8(ascii: "~"):
                bytes.append(byte)
            default:
                bytes += "%\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))".utf8
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Undoes what ``escaped(_:)`` did; a `%` without two digits after it stands for itself.
    ///
    /// - Returns: `nil` for bytes that are not UTF-8.
    private static func unescaped(_ text: Substring) -> String? {
        var source = text.utf8
        var bytes: [UInt8] = []
        while let byte = source.popFirst() {
            let digits = source.prefix(2)
            let isEscape =
                byte == UInt8(ascii: "%") && digits.count == 2
                && digits.allSatisfy { Character(UnicodeScalar($0)).isHexDigit }
            if isEscape, let escaped = UInt8(String(Substring(digits)), radix: 16) {
                bytes.append(escaped)
                source.removeFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func refusal(_ reason: String) -> DomainError {
        DomainError(.requestInvalid, subject: "parameter \(name): \(reason)")
    }
}

extension Reply {
    /// The reply with the header fields of a list without a limit: how many rows there are in all,
    /// and where the next page begins.
    ///
    /// - Parameters:
    ///   - total: The number of rows on all pages, those before this one included.
    ///   - next: The last row of this page where the page is full, the last full one too: clients
    ///     ask on until a page is short.
    /// - Returns: The reply.
    func continued(total: Int, after next: PageMark?) -> Reply {
        guard let count = HTTPField.Name("count"), let after = HTTPField.Name(Cursor.name) else {
            return self
        }
        let counted = header(count, String(total))
        return next.map { counted.header(after, Cursor.text(of: $0)) } ?? counted
    }
}
