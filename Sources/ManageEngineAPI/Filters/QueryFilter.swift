// SPDX-License-Identifier: Apache-2.0
import Domain
import Query
import Web

/// Parameters of a query and the filter that they mean, declared together.
///
/// An endpoint lists its filters; the table of endpoints takes the parameters from them and the
/// handler the filter, so that no parameter is declared without being obeyed.
struct QueryFilter<Field: Hashable & Sendable>: Sendable {
    /// The parameters.
    let parameters: [Parameter]
    /// The filter that a call asks for; `nil` where it does not.
    let filter: @Sendable (EndpointCall) throws -> Filter<Field>?

    /// Declares parameters and their meaning.
    init(
        _ parameters: [Parameter],
        filter: @escaping @Sendable (EndpointCall) throws -> Filter<Field>?
    ) {
        self.parameters = parameters
        self.filter = filter
    }

    /// A text that one of some fields equals.
    static func text(_ name: String, _ fields: Field..., summary: String) -> Self {
        Self([.string(name, summary: summary)]) { call in
            call.string(name).map { text in
                .any(fields.map { .test($0, .isOneOf([.text(text)])) })
            }
        }
    }

    /// A text that one of some fields contains.
    static func part(_ name: String, _ fields: Field..., summary: String) -> Self {
        Self([.string(name, summary: summary)]) { call in
            call.string(name).map { text in .any(fields.map { .test($0, .contains(text)) }) }
        }
    }

    /// Numbers of a range, one of which a field equals; several are separated by commas.
    static func numbers(
        _ name: String,
        _ range: ClosedRange<Int64>,
        _ field: Field,
        summary: String
    ) -> Self {
        Self([.list(name, of: .integer(range, outside: .refused), summary: summary)]) { call in
            let numbers = call.integers(name)
            return numbers.isEmpty ? nil : .test(field, .isOneOf(numbers.map { .number($0) }))
        }
    }

    /// Codes, each with the rows that it stands for; several are separated by commas.
    static func codes(
        _ name: String,
        _ codes: KeyValuePairs<String, @Sendable (EndpointCall) -> Filter<Field>>,
        summary: String
    ) -> Self {
        let list = Parameter.list(name, of: .choice(codes.map(\.key)), summary: summary)
        return Self([list]) { call in
            let given = Set(call.strings(name))
            let chosen = codes.filter { given.contains($0.key) }
            return chosen.isEmpty ? nil : .any(chosen.map { $0.value(call) })
        }
    }

    /// `searchtype`, `searchcolumn` and `searchvalue`: text that a column contains, or its number.
    ///
    /// The columns are those of the rows that can be searched, with their fields; the others are
    /// columns of the same rows that a second filter of the endpoint searches.
    static func search(
        _ columns: KeyValuePairs<String, [Field]>,
        others: [String] = []
    ) -> Self {
        let names = columns.map(\.key) + others
        let parameters: [Parameter] = [
            .choice("searchtype", names, summary: "The same as `searchcolumn`."),
            .choice("searchcolumn", names, summary: "The column to search in."),
            .string("searchvalue", summary: "Only rows whose column contains this text."),
        ]
        return Self(parameters) { call in
            guard let value = call.string("searchvalue") else { return nil }
            let type = call.string("searchtype")
            guard let column = call.string("searchcolumn") ?? type else {
                throw DomainError(.requestInvalid, subject: "parameter searchcolumn: missing")
            }
            guard type == nil || type == column else {
                throw DomainError(
                    .requestInvalid,
                    subject: "parameter searchtype: must equal searchcolumn"
                )
            }
            guard let fields = columns.first(where: { $0.key == column })?.value else {
                return nil
            }
            return .any(
                fields.map { .test($0, .contains(value)) }
                    + fields.flatMap { field in
                        Int64(value).map { [.test(field, .isOneOf([.number($0)]))] } ?? []
                    }
            )
        }
    }
}

extension Array {
    /// What all filters of a call mean together.
    func meaning<Field>(
        of call: EndpointCall
    ) throws -> Filter<Field> where Element == QueryFilter<Field> {
        let filters = try compactMap { try $0.filter(call) }
        return filters.isEmpty ? .everything : .all(filters)
    }

    /// The parameters of all filters, each once.
    func parameters<Field>() -> [Parameter] where Element == QueryFilter<Field> {
        flatMap(\.parameters).withoutRepeats
    }
}

extension [Parameter] {
    /// The parameters, each name once: two filters of one endpoint may share a search.
    var withoutRepeats: [Parameter] {
        var names: Set<String> = []
        return filter { names.insert($0.name).inserted }
    }
}
