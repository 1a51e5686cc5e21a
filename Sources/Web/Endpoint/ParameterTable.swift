// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes

/// The parameters of one endpoint, ready for lookup by name.
///
/// Two parameters of one name, more than 64 of them, or a path parameter that could be missing are
/// defects of the declaration and stop the program when the face is registered.
final class ParameterTable: Sendable {
    let parameters: [Parameter]
    let rules: FaceRules
    private let indexes: [String: Int]
    private let headers: [(name: HTTPField.Name, index: Int)]
    private let takesBodyMembers: Bool

    init(_ parameters: [Parameter], rules: FaceRules) {
        precondition(parameters.count <= 64, "more than 64 parameters")
        self.parameters = parameters
        self.rules = rules
        var indexes: [String: Int] = [:]
        var headers: [(name: HTTPField.Name, index: Int)] = []
        for (index, parameter) in parameters.enumerated() {
            for name in [parameter.name] + parameter.aliases {
                if parameter.places.contains(.header) {
                    guard let field = HTTPField.Name(name) else {
                        preconditionFailure("\(name) is no name of a header field")
                    }
                    headers.append((field, index))
                }
                let key = rules.namesIgnoreCase ? ASCII.lowercased(name) : name
                precondition(indexes[key] == nil, "two parameters are called \(name)")
                indexes[key] = index
            }
        }
        self.indexes = indexes
        self.headers = headers
        takesBodyMembers = parameters.contains { $0.places.contains(.body) }
    }

    /// The index of a declared parameter; a name that is not declared stops the program.
    func index(of name: String) -> Int {
        guard let index = parameters.firstIndex(where: { $0.name == name }) else {
            preconditionFailure("the endpoint declares no parameter \(name)")
        }
        return index
    }

    /// Reads every parameter of a request.
    ///
    /// Throws `requestInvalid` with the name of the first parameter that is wrong, missing, given
    /// twice or, where the face refuses them, unknown.
    func read(
        query: [QueryItem],
        headers fields: HTTPFields,
        path: [(index: Int, value: Substring)],
        body: CallBody
    ) throws(DomainError) -> ParameterValues {
        var reading = Reading(count: parameters.count)
        for (index, value) in path {
            try take(String(value), index, into: &reading)
        }
        try take(query, from: .query, into: &reading)
        for (name, index) in headers {
            if let value = fields[name] { try take(value, index, into: &reading) }
        }
        switch body {
        case .none, .raw: break
        case .form(let items): try take(items, from: .form, into: &reading)
        case .json(let json):
            if takesBodyMembers { try take(json, into: &reading) }
        }
        return try finish(&reading)
    }

    private struct Reading {
        var values: [ParameterValue?]
        var given: UInt64 = 0

        init(count: Int) { values = Array(repeating: nil, count: count) }
    }

    private func take(
        _ items: [QueryItem],
        from place: Parameter.Places,
        into reading: inout Reading
    ) throws(DomainError) {
        for item in items {
            guard let index = index(item.name, in: place) else {
                try refuseUnknown(item.name)
                continue
            }
            try take(item.value, index, into: &reading)
        }
    }

    private func take(
        _ json: JSONValue,
        into reading: inout Reading
    ) throws(DomainError) {
        guard let object = json.members else {
            throw DomainError(.requestInvalid, subject: "body: must be a JSON object")
        }
        for member in object.members {
            guard let index = index(member.key, in: .body) else {
                try refuseUnknown(member.key)
                continue
            }
            if member.value == .null { continue }
            if rules.emptyIsAbsent, member.value == .string("") { continue }
            try put(parameters[index].value(ofJSON: member.value), index, into: &reading)
        }
    }

    private func take(
        _ text: String,
        _ index: Int,
        into reading: inout Reading
    ) throws(DomainError) {
        if rules.emptyIsAbsent, text.isEmpty { return }
        try put(parameters[index].value(ofText: text), index, into: &reading)
    }

    private func put(
        _ value: ParameterValue,
        _ index: Int,
        into reading: inout Reading
    ) throws(DomainError) {
        switch (reading.values[index], value) {
        case (nil, _):
            reading.values[index] = value
        case (.strings(let earlier), .strings(let more)):
            reading.values[index] = .strings(earlier + more)
        case (.integers(let earlier), .integers(let more)):
            reading.values[index] = .integers(earlier + more)
        default:
            throw parameters[index].refusal("given more than once")
        }
        reading.given |= 1 << UInt64(index)
    }

    private func finish(_ reading: inout Reading) throws(DomainError) -> ParameterValues {
        for index in parameters.indices {
            switch reading.values[index] {
            case nil:
                let parameter = parameters[index]
                reading.values[index] = parameter.fallback
                let isMissing = parameter.isRequired || parameter.places == .path
                if parameter.fallback == nil, isMissing { throw parameter.refusal("missing") }
            case .strings(let values): try check(values.count, of: parameters[index])
            case .integers(let values): try check(values.count, of: parameters[index])
            default: break
            }
        }
        return ParameterValues(table: self, values: reading.values, given: reading.given)
    }

    /// A list may have been given in several parts, each within the limit.
    private func check(_ count: Int, of parameter: Parameter) throws(DomainError) {
        guard case .list(_, _, let countMax) = parameter.kind, count > countMax else { return }
        throw parameter.refusal("must have at most \(countMax) elements")
    }

    private func index(_ name: String, in place: Parameter.Places) -> Int? {
        let key = rules.namesIgnoreCase ? ASCII.lowercased(name) : name
        guard let index = indexes[key], parameters[index].places.contains(place) else { return nil }
        return index
    }

    private func refuseUnknown(_ name: String) throws(DomainError) {
        guard rules.unknownParameters == .refused else { return }
        throw DomainError(.requestInvalid, subject: "parameter \(name.prefix(64)): not known")
    }
}

/// The checked values of the parameters of one call.
struct ParameterValues: Sendable {
    let table: ParameterTable
    let values: [ParameterValue?]
    /// A bit for each parameter that the client sent.
    let given: UInt64

    func value(_ name: String) -> ParameterValue? { values[table.index(of: name)] }

    func isGiven(_ name: String) -> Bool { given & (1 << UInt64(table.index(of: name))) != 0 }
}
