// SPDX-License-Identifier: Apache-2.0

import Foundation
import Query
import TestSupport
import Testing

/// One file per query in `Golden/`: the query, then its filter as a tree and as a query again, or
/// the mistake that it is refused for.
@Suite struct QueryGoldenTests {
    private static let separator = "\n----------\n"

    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().appendingPathComponent("Golden")

    private static let names: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".query") }.sorted()

    @Test("there are golden queries")
    func hasNames() { #expect(Self.names.count > 50) }

    @Test("a query gives the filter of its file", arguments: names)
    func matches(_ name: String) throws {
        let file = GoldenFile(name)
        let text = try String(contentsOfFile: file.path, encoding: .utf8)
        let end = try #require(text.range(of: Self.separator)).lowerBound
        let query = String(text[..<end])
        let difference = try file.difference(
            from: query + Self.separator + Self.answer(query) + "\n"
        )
        #expect(difference == nil, "\(difference ?? "")")
    }

    private static func answer(_ query: String) -> String {
        do {
            let filter = try parse(query)
            let text = QueryPrinter(.sample).text(of: filter) ?? "no text"
            return tree(filter, "") + separator + text
        } catch {
            return "\(error.kind.rawValue) at byte \(error.offset), length \(error.length)\n"
                + error.drawing(under: query)
        }
    }

    private static func tree(_ filter: Filter<Column>, _ indent: String) -> String {
        func list(_ name: String, _ filters: [Filter<Column>]) -> String {
            ([indent + name] + filters.map { tree($0, indent + "  ") }).joined(separator: "\n")
        }
        switch filter {
        case .everything: return indent + "everything"
        case .not(let filter): return list("not", [filter])
        case .all(let filters): return list("all", filters)
        case .any(let filters): return list("any", filters)
        case .child(let filter): return list("child", [filter])
        case .test(let field, let test): return indent + field.rawValue + " " + words(test)
        }
    }

    private static func word(_ value: Value) -> String {
        switch value {
        case .text(let text): text.debugDescription
        case .number(let number): String(number)
        case .flag(let flag): String(flag)
        }
    }

    private static func words(_ test: Query.Test) -> String {
        func end(_ number: Int64?) -> String { number.map { String($0) } ?? "any" }
        switch test {
        case .isOneOf(let values):
            return "is one of [" + values.map(word).joined(separator: ", ") + "]"
        case .contains(let part): return "contains \(part.debugDescription)"
        case .isBetween(let low, let high): return "is between \(end(low)) and \(end(high))"
        case .exists: return "exists"
        case .phrase(let phrase): return "has the words \(phrase.words)"
        case .matches(let pattern): return "matches \(pattern.parts)"
        }
    }
}
