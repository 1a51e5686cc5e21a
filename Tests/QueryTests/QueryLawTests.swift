// SPDX-License-Identifier: Apache-2.0

import Query
import Testing

/// Reading and writing are each other's inverse, and neither ever fails badly.
@Suite struct QueryLawTests {
    private static let printer = QueryPrinter(FieldSchema.sample)

    @Test(
        "a filter as the parser writes it is read again as it was",
        arguments: 0..<300 as Range<UInt64>
    )
    func isInverse(_ seed: UInt64) throws {
        var maker = FilterMaker(seed: seed)
        for _ in 0..<10 {
            let filter = maker.filter(depth: 4, isNormal: true)
            let text = try #require(Self.printer.text(of: filter), "\(filter)")
            let again = try parse(text)
            #expect(again == filter, "\(text)")
        }
    }

    @Test(
        "any other filter that can be written accepts the same rows when read again",
        arguments: 0..<300 as Range<UInt64>
    )
    func keepsMeaning(_ seed: UInt64) throws {
        var maker = FilterMaker(seed: seed)
        for _ in 0..<10 {
            let filter = maker.filter(depth: 3, isNormal: false)
            guard let text = Self.printer.text(of: filter) else { continue }
            let again = try parse(text)
            for _ in 0..<8 {
                let row = maker.row()
                let before = filter.accepts { row[$0] ?? [] }
                #expect(again.accepts { row[$0] ?? [] } == before, "\(filter)\n\(text)\n\(row)")
            }
        }
    }

    @Test("whatever is read can be written, and is the same", arguments: 0..<400 as Range<UInt64>)
    func survivesGarbage(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<25 {
            let query = Self.garbage(&random)
            do {
                let filter = try parse(query)
                let text = try #require(Self.printer.text(of: filter), "\(query)")
                #expect(try parse(text) == filter, "\(query)\n\(text)")
            } catch let diagnostic as QueryDiagnostic {
                #expect(diagnostic.offset + diagnostic.length <= query.utf8.count)
                #expect(!diagnostic.message.isEmpty)
                #expect(diagnostic.drawing(under: query).contains("^"))
            }
        }
    }

    @Test("garbage is now and then a query, and mostly none")
    func mixesGarbage() {
        var random = SplitMix64(seed: 1)
        let isRead = (0..<2_000).map { _ in (try? parse(Self.garbage(&random))) != nil }
        #expect((100...1_000).contains(isRead.count { $0 }))
    }

    @Test(
        "a query cut off anywhere is read or refused",
        arguments: [
            "not (kb: [`a`, \"b*\", 'c'] and missingCount: [1 .. 5)) or title: ü*ñ and interfaces: "
                + "(address: fe80::1 and port > 22) or publishedDate: [\"2024-07-08T12:01\" ... now/d]"
        ]
    )
    func survivesCuts(_ query: String) throws {
        _ = try parse(query)
        let bytes = Array(query.utf8)
        for end in bytes.indices {
            let cut = String(decoding: bytes[..<end], as: UTF8.self)
            do {
                _ = try parse(cut)
            } catch {
                #expect(error.offset <= cut.utf8.count)
            }
        }
    }

    private static let pieces = [
        "and", "or", "not", "(", ")", "[", "]", ",", "..", "...", ":", "=", "!=", ">", ">=", "<",
        "<=", "\"", "'", "`", "\\", "*", " ", " ", " ", " ", "\n", "\u{A0}", "null", "is", "kb",
        "title", "missingCount", "publishedDate", "isSecurity", "vendorSeverity", "interfaces",
        "address", "port", "patch", "status", "Urgent", "true", "Critical", "5", "-3", "now-7d/d",
        "2018-01-22", "9223372036854775807", "-9223372036854775808", "a", "KB12", "web-1",
        "\u{301}",
        "ü", "€", "\u{1F600}", "\u{201C}", "\0", "/", ".", "secret", "colour", "now+999999999y",
    ]

    private static let clauses = [
        "kb: a", "title: web server", "missingCount > 5", "missingCount: [1, 2]",
        "missingCount: (5 .. 6)",
        "not kb: null",
        "vendorSeverity >= Medium", "interfaces: (port: 1 or port: 2)", "status: Urgent",
        "free text",
        "publishedDate: [2018 .. now)", "kb: *", "isMissing: false", "title: `x y`",
    ]

    private static func garbage(_ random: inout SplitMix64) -> String {
        var text = ""
        for _ in 0..<(random.next() % 16) {
            switch random.next() % 6 {
            case 0: text += clauses[Int(random.next() % UInt64(clauses.count))]
            case 1: text += [" and ", " or ", " and not ", " ("][Int(random.next() % 4)]
            default: text += pieces[Int(random.next() % UInt64(pieces.count))]
            }
        }
        return text
    }
}

/// Makes filters and rows of the sample schema from a seed.
struct FilterMaker {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    private static let texts = [
        "a", "web server", "Web-1", "10.0.0.1", "null", "AND", "x*y", "*", "\"q\"", "`b`", "c\\d",
        "\\", "", "..", "ü€", "\u{301}x", "two\nlines", "a:b", "[z]", "win", "9",
    ]

    private static let numbers: [Int64] = [
        .min, -5, 0, 1, 2, 3, 4, 5, 12_345, theTime, theTime + 1, 253_402_300_800_000, .max,
    ]

    /// A filter; a normal one is written as the parser writes filters.
    mutating func filter(depth: Int, isNormal: Bool, inChild: Bool = false) -> Filter<Column> {
        switch pick(depth > 0 ? 8 : 4) {
        case 0 where !inChild: return .everything
        case 4: return .not(filter(depth: depth - 1, isNormal: isNormal, inChild: inChild))
        case 5: return .all(list(depth, isNormal, inChild))
        case 6: return .any(list(depth, isNormal, inChild))
        case 7 where !inChild:
            return .child(filter(depth: depth - 1, isNormal: isNormal, inChild: true))
        default: return test(isNormal, inChild)
        }
    }

    private mutating func list(_ depth: Int, _ isNormal: Bool, _ inChild: Bool) -> [Filter<Column>]
    {
        (0..<(pick(3) + (isNormal ? 2 : 0))).map { _ in
            filter(depth: depth - 1, isNormal: isNormal, inChild: inChild)
        }
    }

    private mutating func test(_ isNormal: Bool, _ inChild: Bool) -> Filter<Column> {
        let fields: [Column] =
            inChild
            ? [.address, .port]
            : [.title, .kb, .missingCount, .published, .isSecurity, .severity, .patchStatus, .port]
        let field = fields[pick(fields.count)]
        guard isNormal else { return .test(field, anyTest(field)) }
        if pick(6) == 0 { return .test(field, .exists) }
        if pick(12) == 0 { return .test(field, .isOneOf([])) }
        switch field {
        case .missingCount, .port:
            return .test(field, pick(2) == 0 ? numbers(1 + pick(3)) : range())
        case .published: return .test(field, range())
        case .isSecurity: return .test(field, .isOneOf([.flag(pick(2) == 0)]))
        case .severity:
            let ends = (low: Int64(pick(5)), high: Int64(pick(5)))
            if pick(2) == 0 {
                return .test(field, .isOneOf([.number(ends.low), .number(ends.high)]))
            }
            return .test(field, .isBetween(min(ends.low, ends.high), max(ends.low, ends.high)))
        case .patchStatus:
            return .test(field, .isOneOf([.text(pick(2) == 0 ? "missing" : "installed")]))
        default: return .test(field, texts(field))
        }
    }

    private mutating func texts(_ field: Column) -> Query.Test {
        switch pick(4) {
        case 0: return .isOneOf((0...pick(3)).map { _ in .text(text()) })
        case 1:
            let part = text()
            return part.isEmpty ? .exists : .contains(part)
        case 2:
            let pattern = Wildcard((0..<(2 + pick(3))).map { _ in text() })
            let inner = pattern.parts.count == 3 && pattern.parts[0] == "" && pattern.parts[2] == ""
            return inner || pattern.parts == ["", ""] ? .exists : .matches(pattern)
        default:
            let phrase = Phrase(text())
            return field == .title && !phrase.words.isEmpty ? .phrase(phrase) : .exists
        }
    }

    private mutating func anyTest(_ field: Column) -> Query.Test {
        switch pick(7) {
        case 0: .isOneOf((0..<pick(3)).map { _ in value(of: field) })
        case 1: .contains(text())
        case 2: .isBetween(pick(3) == 0 ? nil : number(), pick(3) == 0 ? nil : number())
        case 3: .exists
        case 4: .phrase(Phrase(text()))
        case 5: .matches(Wildcard((0..<(2 + pick(3))).map { _ in text() }))
        default: .isBetween(Int64(pick(7)) - 1, Int64(pick(7)) - 1)
        }
    }

    private mutating func range() -> Query.Test {
        let ends = [number(), number()].sorted()
        return switch pick(4) {
        case 0: .isBetween(ends[0], nil)
        case 1: .isBetween(nil, ends[1])
        case 2: .isBetween(nil, nil)
        default: .isBetween(ends[0], ends[1])
        }
    }

    private mutating func numbers(_ count: Int) -> Query.Test {
        .isOneOf((0..<count).map { _ in .number(number()) })
    }

    /// A row whose values are of the types of their fields.
    mutating func row() -> [Column: [Value]] {
        var row: [Column: [Value]] = [:]
        for field in Column.allCases { row[field] = (0..<pick(3)).map { _ in value(of: field) } }
        return row
    }

    private mutating func value(of field: Column) -> Value {
        switch field {
        case .missingCount, .published, .port: .number(number())
        case .isSecurity, .isSuperseded: .flag(pick(2) == 0)
        case .severity: .number(Int64(pick(5)))
        case .patchStatus: .text(pick(2) == 0 ? "missing" : "installed")
        default: .text(text())
        }
    }

    private mutating func text() -> String { Self.texts[pick(Self.texts.count)] }
    private mutating func number() -> Int64 { Self.numbers[pick(Self.numbers.count)] }
    private mutating func pick(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
}
