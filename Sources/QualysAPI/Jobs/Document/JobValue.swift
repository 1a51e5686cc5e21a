// SPDX-License-Identifier: Apache-2.0
import Web

/// What the value of a member may be.
indirect enum JobValue: Sendable {
    /// Text of so many characters.
    case text(ClosedRange<Int>)
    /// A query of patches.
    case query
    /// One of some words, in any case and whatever stands between their letters; other words on the
    /// left mean one of them.
    case choice([String], also: [String: String] = [:])
    /// A truth value, also as text or as 0 and 1.
    case flag
    /// A whole number, also as text.
    case number(ClosedRange<Int64>)
    /// A UUID.
    case identity
    /// A list of UUIDs, each once; `null` for none.
    case identities
    /// A list of positive whole numbers, also as texts; `null` for none.
    case numbers
    /// A date and a time, as ``JobStart`` reads them.
    case dateTime
    /// Seven times 0 or 1 with commas between, Sunday first; or nothing.
    case weekdays
    /// The IANA name of a time zone.
    case zone
    /// An object that is always there, with these members.
    case object([JobMember])
    /// An object with these members, or `null`.
    case optionalObject([JobMember])
    /// A list of ``JobAction``, kept as it was sent; `null` for none.
    case actions
    /// Anything, kept as it was sent.
    case anything

    /// The most elements of a list.
    static let listMax = 10_000
    /// The most bytes of a query; see ``Questions``.
    static let queryBytesMax = 65_536

    /// What a member is where its table says nothing else.
    var empty: JSONValue {
        switch self {
        case .text, .query, .weekdays: .string("")
        case .flag: .boolean(false)
        case .object(let members): .object(members.fallbacks)
        case .choice, .number, .identity, .identities, .numbers, .dateTime, .zone,
            .optionalObject, .actions, .anything:
            .null
        }
    }

    /// Whether a value says nothing: `null`, and where it cannot be a value the empty text, which
    /// the vendor's own samples send.
    func isAbsent(_ value: JSONValue) -> Bool {
        switch (self, value) {
        case (_, .null): true
        case (.text, _), (.query, _), (.weekdays, _), (.anything, _): false
        case (_, .string("")): true
        default: false
        }
    }

    /// What it must be, as the end of a sentence that begins with "must be".
    var rule: String {
        switch self {
        case .text(let range) where range.lowerBound == 0:
            "text of at most \(range.upperBound) characters"
        case .text(let range):
            "text of \(range.lowerBound) to \(range.upperBound) characters"
        case .query: "a query of at most \(Self.queryBytesMax) bytes"
        case .choice(let words, _): "one of \(words.joined(separator: ", "))"
        case .flag: "true or false"
        case .number(let range):
            "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .identity: "a UUID"
        case .identities: "a list of at most \(Self.listMax) UUIDs"
        case .numbers: "a list of at most \(Self.listMax) positive whole numbers"
        case .dateTime: JobStart.rule
        case .weekdays: #"seven times 0 or 1, Sunday first, as "0,1,0,0,0,0,0""#
        case .zone: "the name of a time zone, as Europe/Berlin"
        case .object, .optionalObject: "an object"
        case .actions: "a list of actions"
        case .anything: "JSON"
        }
    }
}
