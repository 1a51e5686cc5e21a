// SPDX-License-Identifier: Apache-2.0

/// The declarations that stand in tables of endpoints.
extension Parameter {
    /// A parameter of text.
    package static func string(
        _ name: String,
        in places: Places = .query,
        lengthMax: Int = 256,
        default fallback: String? = nil,
        required: Bool = false,
        aliases: [String] = [],
        summary: String
    ) -> Parameter {
        Parameter(
            name: name,
            aliases: aliases,
            places: places,
            kind: .string(lengthMax: lengthMax),
            fallback: fallback.map { .string($0) },
            isRequired: required,
            summary: summary
        )
    }

    /// A parameter that is a whole number of a range.
    package static func integer(
        _ name: String,
        in places: Places = .query,
        _ range: ClosedRange<Int64>,
        outside: Outside = .refused,
        default fallback: Int64? = nil,
        required: Bool = false,
        aliases: [String] = [],
        summary: String
    ) -> Parameter {
        Parameter(
            name: name,
            aliases: aliases,
            places: places,
            kind: .integer(range, outside: outside),
            fallback: fallback.map { .integer($0) },
            isRequired: required,
            summary: summary
        )
    }

    /// A parameter that is true or false.
    package static func boolean(
        _ name: String,
        in places: Places = .query,
        default fallback: Bool? = nil,
        required: Bool = false,
        aliases: [String] = [],
        summary: String
    ) -> Parameter {
        Parameter(
            name: name,
            aliases: aliases,
            places: places,
            kind: .boolean,
            fallback: fallback.map { .boolean($0) },
            isRequired: required,
            summary: summary
        )
    }

    /// A parameter that is one of some texts.
    package static func choice(
        _ name: String,
        in places: Places = .query,
        _ values: [String],
        default fallback: String? = nil,
        required: Bool = false,
        aliases: [String] = [],
        summary: String
    ) -> Parameter {
        Parameter(
            name: name,
            aliases: aliases,
            places: places,
            kind: .choice(values),
            fallback: fallback.map { .string($0) },
            isRequired: required,
            summary: summary
        )
    }

    /// A parameter that is a list of strings, whole numbers or choices.
    ///
    /// In a query it may also be repeated. Blanks around elements are dropped, and so are empty ones.
    package static func list(
        _ name: String,
        in places: Places = .query,
        of kind: Kind,
        separator: Character = ",",
        countMax: Int = 1_000,
        required: Bool = false,
        aliases: [String] = [],
        summary: String
    ) -> Parameter {
        Parameter(
            name: name,
            aliases: aliases,
            places: places,
            kind: .list(of: kind, separator: separator, countMax: countMax),
            fallback: nil,
            isRequired: required,
            summary: summary
        )
    }

    /// A member of a JSON body that the endpoint reads itself.
    package static func json(
        _ name: String,
        schema: Schema = .any,
        required: Bool = false,
        aliases: [String] = [],
        summary: String
    ) -> Parameter {
        Parameter(
            name: name,
            aliases: aliases,
            places: .body,
            kind: .json(schema),
            fallback: nil,
            isRequired: required,
            summary: summary
        )
    }
}
