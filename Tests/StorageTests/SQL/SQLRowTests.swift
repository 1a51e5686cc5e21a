// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Testing

@testable import Storage

@Suite struct SQLRowTests {
    private struct Row: SQLRow {
        let statement = "SELECT a, b FROM c"
        let values: [SQLValue]
        func value(at position: Int) -> SQLValue { values[position] }
    }

    @Test("a value comes back through its stored form")
    func roundTrips() throws {
        func back<Value: SQLConvertible & Equatable>(_ value: Value) throws -> Bool {
            try Row(values: [value.sqlValue]).get(0) == value
        }
        #expect(try back(Int64.min) && back(Int.max) && back(true) && back(false))
        #expect(try back("") && back("ä\u{0}☂") && back(Data([0, 255])) && back(Data()))
        #expect(try back(Timestamp(milliseconds: -1)) && back(TenantPath(root: 4)))
        #expect(try back(Tenant.Identity(derivedFrom: "x")))
        #expect(try back(Optional("x")) && back(String?.none) && back(Timestamp?.none))
    }

    @Test("identities are stored in lower case")
    func storesLowerCase() {
        let id = Tenant.Identity(derivedFrom: "x")
        #expect(id.sqlValue == .text(id.uuid.uuidString.lowercased()))
    }

    @Test("a wrong value is told with its column and its statement, but not itself")
    func tellsWrongValues() {
        let row = Row(values: [.text("geheim"), .null, .integer(2), .blob(Data([1]))])
        func message(_ read: () throws -> Void) -> String {
            do {
                try read()
                return "nothing was wrong"
            } catch {
                return "\(error)"
            }
        }
        let statement = ", in: SELECT a, b FROM c"
        let cases: [(String, () throws -> Void)] = [
            ("column 0 shall be an integer and is text", { let _: Int64 = try row.get(0) }),
            ("column 1 shall be text and is null", { let _: String = try row.get(1) }),
            ("column 2 shall be 0 or 1 and is integer", { let _: Bool = try row.get(2) }),
            ("column 3 shall be text and is blob", { let _: String = try row.get(3) }),
            ("column 0 shall be a UUID and is text", { let _: ID<Device> = try row.get(0) }),
            (
                "column 0 shall be milliseconds since 1970 or null and is text",
                { let _: Timestamp? = try row.get(0) }
            ),
            ("column 2 shall be a blob and is integer", { let _: Data = try row.get(2) }),
            ("column 0 shall be a Kind and is text", { let _: Tenant.Kind = try row.word(0) }),
            ("column 1 shall be a Kind and is null", { let _: Tenant.Kind = try row.word(1) }),
            (
                "column 2 shall be JSON of Array<Int> and is integer",
                { let _: [Int] = try row.json(2) }
            ),
        ]
        for (expected, read) in cases {
            #expect(message(read) == expected + statement)
        }
        let json = message { let _: [Int] = try row.json(0) }
        #expect(json.hasPrefix("column 0 shall be JSON of Array<Int> ("))
        #expect(json.hasSuffix(statement))
    }

    @Test("an absent word or JSON is nil")
    func readsAbsence() throws {
        let row = Row(values: [.null, .text("site"), .text("[1]")])
        let kinds: [Tenant.Kind?] = [try row.wordIfPresent(0), try row.wordIfPresent(1)]
        #expect(kinds == [nil, .site])
        let lists: [[Int]?] = [try row.jsonIfPresent(0), try row.jsonIfPresent(2)]
        #expect(lists == [nil, [1]])
    }
}
