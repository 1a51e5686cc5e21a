// SPDX-License-Identifier: Apache-2.0

extension Schema {
    /// Writes the shape as a "Schema Object" of OpenAPI 3.0.3.
    func write(to json: inout JSONWriter) {
        json.object { members(of: &$0) }
    }

    private func members(of json: inout JSONWriter) {
        switch self {
        case .any: break
        case .string: json.field("type", "string")
        case .integer:
            json.field("type", "integer")
            json.field("format", "int64")
        case .number: json.field("type", "number")
        case .boolean: json.field("type", "boolean")
        case .values(let values):
            json.field("type", "string")
            json.array("enum") { json in
                for value in values { json.string(value) }
            }
        case .array(let element):
            json.field("type", "array")
            json.key("items")
            element.write(to: &json)
        case .map(let value):
            json.field("type", "object")
            json.key("additionalProperties")
            value.write(to: &json)
        case .object(let fields):
            json.field("type", "object")
            let required = fields.filter { !$0.value.isOptional }
            if !required.isEmpty {
                json.array("required") { json in
                    for field in required { json.string(field.key) }
                }
            }
            json.object("properties") { json in
                for field in fields {
                    json.key(dynamic: field.key)
                    field.value.write(to: &json)
                }
            }
        case .optional(let schema): schema.members(of: &json)
        case .nullable(let schema):
            schema.members(of: &json)
            // Without a type, null is allowed anyway, and the word would need one.
            if schema.hasType { json.field("nullable", true) }
        }
    }

    private var isOptional: Bool {
        switch self {
        case .optional: true
        case .nullable(let schema): schema.isOptional
        case .any, .string, .integer, .number, .boolean, .values, .array, .map, .object: false
        }
    }

    private var hasType: Bool {
        switch self {
        case .any: false
        case .optional(let schema): schema.hasType
        // A second `nullable` would write the word twice.
        case .nullable: false
        case .string, .integer, .number, .boolean, .values, .array, .map, .object: true
        }
    }
}

extension ResponseDescription {
    /// Writes the answer as a "Response Object" of OpenAPI 3.0.3.
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("description", summary)
            guard let contentType else { return }
            json.object("content") { json in
                json.key(dynamic: contentType)
                json.object {
                    $0.key("schema")
                    schema.write(to: &$0)
                }
            }
        }
    }
}

extension Parameter {
    /// The summary, and what becomes of numbers outside a range that is not enforced.
    var documentedSummary: String {
        guard case .integer(let range, .clamped) = kind else { return summary }
        return "\(summary) From \(range.lowerBound) to \(range.upperBound); "
            + "other numbers become the nearest of these."
    }

    /// Writes the type, limits and default of the parameter as a "Schema Object".
    ///
    /// In text, only lists with commas are arrays: OpenAPI has no word for other separators.
    ///
    /// In the head of a request a text has less room than the declaration may give it in a body.
    func writeSchema(to json: inout JSONWriter, isText: Bool, isInHead: Bool = false) {
        json.object { json in
            Self.write(isInHead ? kind.inHead : kind, isText: isText, to: &json)
            if places.isSubset(of: [.body, .form]) { json.field("description", documentedSummary) }
            switch fallback {
            case nil: break
            case .string(let value): json.field("default", value)
            case .integer(let value): json.field("default", value)
            case .boolean(let value): json.field("default", value)
            case .strings, .integers, .json: break
            }
        }
    }

    private static func write(_ kind: Kind, isText: Bool, to json: inout JSONWriter) {
        switch kind {
        case .string(let lengthMax):
            json.field("type", "string")
            json.field("maxLength", lengthMax)
        case .integer(let range, let outside):
            json.field("type", "integer")
            json.field("format", "int64")
            guard outside == .refused else { return }
            if range.lowerBound > Int64.min { json.field("minimum", range.lowerBound) }
            if range.upperBound < Int64.max { json.field("maximum", range.upperBound) }
        case .boolean:
            json.field("type", "boolean")
        case .choice(let values):
            json.field("type", "string")
            json.array("enum") { json in
                for value in values { json.string(value) }
            }
        case .list(let element, let separator, let countMax):
            guard !isText || separator == "," else {
                json.field("type", "string")
                return
            }
            json.field("type", "array")
            json.field("maxItems", countMax)
            json.object("items") { write(element, isText: isText, to: &$0) }
        case .json(let schema):
            schema.writeInline(to: &json)
        }
    }
}

extension Parameter.Kind {
    /// The same with no longer text than the head of a request has room for.
    fileprivate var inHead: Self {
        switch self {
        case .string(let lengthMax):
            return .string(lengthMax: min(lengthMax, HTTPLimits.textInHeadMax))
        case .list(of: let element, let separator, let countMax):
            // Whole numbers and words of choices are about as long as this.
            var length = 20
            if case .string(let lengthMax) = element { length = lengthMax + 1 }
            let room = max(1, HTTPLimits.textInHeadMax / length)
            return .list(of: element, separator: separator, countMax: min(countMax, room))
        case .integer, .boolean, .choice, .json: return self
        }
    }
}

extension Schema {
    /// Writes the members of the "Schema Object" into one that is open.
    fileprivate func writeInline(to json: inout JSONWriter) { members(of: &json) }
}
