// SPDX-License-Identifier: Apache-2.0
import Domain
import Web

/// Which members of a row a client asked for: `attributes`, separated by commas or as a list.
///
/// Names that no row has are ignored, as unknown parameters are.
struct Attributes: Sendable {
    private let wanted: Set<String>?

    /// Every member.
    static let all = Attributes(wanted: nil)

    /// The query parameter.
    static let parameter = Parameter.string(
        "attributes",
        in: [.query],
        lengthMax: 8_192,
        summary: "The members to show, separated by commas; all where it is missing."
    )

    private init(wanted: Set<String>?) { self.wanted = wanted }

    /// Reads the names in a text; an empty one means every member.
    init(_ text: String?) {
        let names = (text ?? "").split(separator: ",").map {
            $0.filter { !$0.isWhitespace }
        }.filter { !$0.isEmpty }
        wanted = names.isEmpty ? nil : Set(names)
    }

    /// Whether a member is shown.
    func shows(_ name: StaticString) -> Bool { shows(named: "\(name)") }

    /// Whether a member is shown whose name is known only at run time.
    func shows(named name: String) -> Bool { wanted?.contains(name) ?? true }
}

/// The members of a row, each written only where it is wanted; an absent value is `null`.
extension JSONWriter {
    /// Writes a member whose value the body writes.
    mutating func member(
        _ key: StaticString,
        _ attributes: Attributes,
        _ write: (inout JSONWriter) throws -> Void
    ) rethrows {
        guard attributes.shows(key) else { return }
        self.key(key)
        try write(&self)
    }

    /// Writes text.
    mutating func member(
        _ key: StaticString,
        _ attributes: Attributes,
        text: @autoclosure () -> String?
    ) {
        if attributes.shows(key) { field(key, text()) }
    }

    /// Writes a number.
    mutating func member(
        _ key: StaticString,
        _ attributes: Attributes,
        number: @autoclosure () -> Int64?
    ) {
        if attributes.shows(key) { field(key, number()) }
    }

    /// Writes a count.
    mutating func member(
        _ key: StaticString,
        _ attributes: Attributes,
        count: @autoclosure () -> Int?
    ) {
        if attributes.shows(key) { field(key, count()) }
    }

    /// Writes a truth value.
    mutating func member(
        _ key: StaticString,
        _ attributes: Attributes,
        flag: @autoclosure () -> Bool?
    ) {
        if attributes.shows(key) { field(key, flag()) }
    }

    /// Writes a time in milliseconds since 1970.
    mutating func member(
        _ key: StaticString,
        _ attributes: Attributes,
        time: @autoclosure () -> Timestamp?
    ) {
        if attributes.shows(key) { field(key, time()?.milliseconds) }
    }

    /// Writes a list of texts.
    mutating func member(
        _ key: StaticString,
        _ attributes: Attributes,
        texts: @autoclosure () -> [String]
    ) {
        guard attributes.shows(key) else { return }
        array(key) { json in
            for text in texts() { json.string(text) }
        }
    }

    /// Writes a member that this server never has a value for.
    mutating func member(null key: StaticString, _ attributes: Attributes) {
        if attributes.shows(key) { null(key) }
    }
}
