// SPDX-License-Identifier: Apache-2.0
import Domain

/// Turns what a client wrote into the value of a parameter, or says why it is none.
///
/// No error repeats the client's value: it may be a secret that slipped into the wrong place, and
/// errors are logged.
extension Parameter {
    /// The value that a text means.
    func value(ofText text: String) throws(DomainError) -> ParameterValue {
        switch kind {
        case .string(let lengthMax): .string(try string(text, lengthMax: lengthMax))
        case .integer(let range, let outside):
            .integer(try integer(text, range: range, outside: outside))
        case .boolean: .boolean(try boolean(BooleanWord.value(of: text)))
        case .choice(let values): .string(try choice(text, values: values))
        case .list(let kind, let separator, let countMax):
            try list(elements(text, separator: separator), of: kind, countMax: countMax)
        case .json: throw refusal("must be a JSON value of the body")
        }
    }

    /// The value that a member of a JSON body means.
    func value(ofJSON json: JSONValue) throws(DomainError) -> ParameterValue {
        switch kind {
        case .json: return .json(json)
        case .string(let lengthMax):
            guard let text = json.text else { throw refusal("must be text") }
            return .string(try string(text, lengthMax: lengthMax))
        case .integer(let range, let outside):
            guard case .string(let text) = json else {
                let number = try fit(json.int64, range: range, outside: outside)
                return .integer(number)
            }
            return .integer(try integer(text, range: range, outside: outside))
        case .boolean: return .boolean(try boolean(json.flag))
        case .choice(let values):
            guard let text = scalarText(json) else { throw refusal("must be text") }
            return .string(try choice(text, values: values))
        case .list(let kind, let separator, let countMax):
            guard let members = json.elements else {
                guard let text = scalarText(json) else { throw refusal("must be a list") }
                let parts = elements(text, separator: separator)
                return try list(parts, of: kind, countMax: countMax)
            }
            var texts: [String] = []
            for member in members {
                guard let text = scalarText(member) else {
                    throw refusal("must be a list of texts or whole numbers")
                }
                texts.append(text)
            }
            return try list(texts, of: kind, countMax: countMax)
        }
    }

    /// The error that says what this parameter must be.
    func refusal(_ reason: String) -> DomainError {
        DomainError(.requestInvalid, subject: "parameter \(name): \(reason)")
    }

    private func string(_ text: String, lengthMax: Int) throws(DomainError) -> String {
        guard text.utf8.count <= lengthMax else {
            throw refusal("must have at most \(lengthMax) bytes")
        }
        guard !text.utf8.contains(0) else { throw refusal("must not hold the character NUL") }
        return text
    }

    private func integer(
        _ text: String,
        range: ClosedRange<Int64>,
        outside: Outside
    ) throws(DomainError) -> Int64 {
        if let value = Int64(text) { return try fit(value, range: range, outside: outside) }
        // Digits that do not fit 64 bits are outside of every range, on the side of their sign.
        let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
        let isNumber =
            !digits.isEmpty && text.utf8.count - digits.count < 2
            && digits.allSatisfy { (0x30...0x39).contains($0) }
        let beyond = isNumber ? (text.hasPrefix("-") ? Int64.min : Int64.max) : nil
        return try fit(beyond, range: range, outside: outside)
    }

    private func fit(
        _ value: Int64?,
        range: ClosedRange<Int64>,
        outside: Outside
    ) throws(DomainError) -> Int64 {
        if let value {
            if range.contains(value) { return value }
            if outside == .clamped {
                return value < range.lowerBound ? range.lowerBound : range.upperBound
            }
        }
        throw refusal("must be a whole number\(Self.phrase(range))")
    }

    private static func phrase(_ range: ClosedRange<Int64>) -> String {
        if range.upperBound < Int64.max {
            return " from \(range.lowerBound) to \(range.upperBound)"
        }
        return range.lowerBound > Int64.min ? " of at least \(range.lowerBound)" : ""
    }

    private func boolean(_ value: Bool?) throws(DomainError) -> Bool {
        guard let value else { throw refusal("must be true or false") }
        return value
    }

    private func choice(_ text: String, values: [String]) throws(DomainError) -> String {
        guard let value = values.first(where: { ASCII.isSame($0, text) }) else {
            throw refusal("must be one of \(values.joined(separator: ", "))")
        }
        return value
    }

    private func elements(_ text: String, separator: Character) -> [String] {
        text.split(separator: separator).map { part in
            let head = part.drop { $0.isWhitespace }
            guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
            return String(head[...last])
        }
    }

    private func list(
        _ texts: [String],
        of kind: Kind,
        countMax: Int
    ) throws(DomainError) -> ParameterValue {
        var strings: [String] = []
        var integers: [Int64] = []
        var element = self
        element.kind = kind
        for text in texts where !text.isEmpty {
            switch try element.value(ofText: text) {
            case .string(let value): strings.append(value)
            case .integer(let value): integers.append(value)
            case .boolean, .strings, .integers, .json:
                preconditionFailure("a list holds strings, whole numbers or choices")
            }
        }
        let isOfIntegers = if case .integer = kind { true } else { false }
        guard strings.count + integers.count <= countMax else {
            throw refusal("must have at most \(countMax) elements")
        }
        return isOfIntegers ? .integers(integers) : .strings(strings)
    }

    private func scalarText(_ json: JSONValue) -> String? {
        switch json {
        case .string(let text): text
        case .integer(let value): String(value)
        case .null, .boolean, .number, .array, .object: nil
        }
    }
}
