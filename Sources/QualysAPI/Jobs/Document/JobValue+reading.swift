// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Web

extension JobValue {
    /// Reads a value into the form that is shown; `former` is what an object had.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` with the place and ``rule``.
    func read(
        _ sent: JSONValue,
        _ former: JSONValue,
        at path: String
    ) throws(DomainError) -> JSONValue {
        switch self {
        case .object(let members), .optionalObject(let members):
            guard let changes = sent.members else { throw refusal(path) }
            let base = former.members ?? members.fallbacks
            return .object(try members.merged(base, changes, in: "\(path)."))
        case .identities, .numbers:
            return .array(try list(sent, at: path))
        case .actions:
            guard let actions = sent.elements else { throw refusal(path) }
            for (number, action) in actions.enumerated() {
                _ = try JobAction(action, at: "\(path)[\(number)]")
            }
            return sent
        default:
            guard let value = scalar(sent) else { throw refusal(path) }
            return value
        }
    }

    /// A single value in its shown form; `nil` where it is none.
    private func scalar(_ sent: JSONValue) -> JSONValue? {
        switch self {
        case .text(let range): text(sent, range)
        case .query: query(sent)
        case .choice(let words, let also): sent.text.flatMap { Self.word($0, words, also) }
        case .flag: sent.flag.map(JSONValue.boolean)
        case .number(let range): sent.int64.flatMap { range.contains($0) ? .integer($0) : nil }
        case .identity: Self.identity(sent)
        case .dateTime: sent.text.flatMap(JobStart.init).map { .string($0.text) }
        case .weekdays: sent.text.flatMap(Self.weekdays)
        case .zone: sent.text.map(Self.isZone) == true ? sent : nil
        case .anything: sent
        case .identities, .numbers, .object, .optionalObject, .actions: nil
        }
    }

    private func text(_ sent: JSONValue, _ range: ClosedRange<Int>) -> JSONValue? {
        guard let text = sent.text, range.contains(text.unicodeScalars.count),
            range.lowerBound == 0 || text.contains(where: { !$0.isWhitespace }),
            // Databases that keep texts cannot keep this one.
            !text.unicodeScalars.contains("\0")
        else { return nil }
        return sent
    }

    private func query(_ sent: JSONValue) -> JSONValue? {
        guard let text = sent.text, text.utf8.count <= Self.queryBytesMax else { return nil }
        return sent
    }

    private func list(_ sent: JSONValue, at path: String) throws(DomainError) -> [JSONValue] {
        guard let elements = sent.elements, elements.count <= Self.listMax else {
            throw refusal(path)
        }
        var found: [JSONValue] = []
        var known: Set<String> = []
        for (number, element) in elements.enumerated() {
            let value: JSONValue?
            if case .identities = self {
                value = Self.identity(element)
            } else {
                value = element.int64.flatMap { $0 > 0 ? .integer($0) : nil }
            }
            guard let value else {
                throw JobRefusal.at("\(path)[\(number)]", "must be \(elementRule)")
            }
            if known.insert("\(value)").inserted { found.append(value) }
        }
        return found
    }

    private var elementRule: String {
        if case .identities = self { "a UUID" } else { "a positive whole number" }
    }

    private func refusal(_ path: String) -> DomainError {
        JobRefusal.at(path, "must be \(rule)")
    }

    private static func identity(_ sent: JSONValue) -> JSONValue? {
        sent.text.flatMap(UUID.init).map { .string($0.uuidString.lowercased()) }
    }

    private static func word(
        _ text: String,
        _ words: [String],
        _ also: [String: String]
    ) -> JSONValue? {
        let letters = letters(of: text)
        let word =
            words.first { Self.letters(of: $0) == letters }
            ?? also.first { Self.letters(of: $0.key) == letters }?.value
        return word.map(JSONValue.string)
    }

    private static func letters(of text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// Names are looked up in files, so only what such a name may consist of is tried.
    private static func isZone(_ text: String) -> Bool {
        text.utf8.count <= 64
            && text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "/_+-".contains($0)) }
            && TimeZone(identifier: text) != nil
    }

    private static func weekdays(_ text: String) -> JSONValue? {
        if text.allSatisfy(\.isWhitespace) { return .string("") }
        let days = text.split(separator: ",", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard days.count == 7, days.allSatisfy({ $0 == "0" || $0 == "1" }) else { return nil }
        return .string(days.joined(separator: ","))
    }
}
