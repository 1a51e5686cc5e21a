// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite struct JSONReadableTests {
    @Test("a value reads its JSON as JSONDecoder does", arguments: 0..<4 as Range<UInt64>)
    func readsLikeDecoder(seed: UInt64) throws {
        var random = RandomValues(seed: seed)
        for _ in 0..<60 {
            try expectSame(random.record())
            try expectSame(random.vulnerability())
            try expectSame(random.facts())
        }
    }

    @Test("a full value has something in every member, and nothing of it is lost")
    func readsEveryMember() throws {
        var random = RandomValues(seed: 1, isFull: true)
        let record = random.record()
        let values: [Any] = [
            record, random.vulnerability(), random.facts(), record.advisories[0],
            record.binaries[0], try #require(record.affected?[0]), try #require(record.origin),
        ]
        for value in values {
            for member in Mirror(reflecting: value).children {
                let text = "\(member.value)"
                #expect(text != "nil" && text != "[]" && text != "Optional([])", "\(member)")
            }
        }
        try expectSame(record)
        try expectSame(random.vulnerability())
        try expectSame(random.facts())
    }

    @Test("what JSONDecoder refuses is refused as well")
    func refusesLikeDecoder() throws {
        var random = RandomValues(seed: 2, isFull: true)
        try expectSameRefusals(random.record())
        try expectSameRefusals(random.vulnerability())
        try expectSameRefusals(random.facts())
        for text in ["", "{", "[]", "null", "{}", "{} {}", "17"] {
            #expect(throws: (any Error).self) { try StoredJSON.read(PatchRecord.self, from: text) }
        }
    }

    @Test("unknown members are passed over, and absent ones are nil")
    func readsOtherVersions() throws {
        let old = """
            {"advisories":[],"binaries":[],"later":{"a":[1,{}]},"source":"a","stream":"b",\
            "title":null,"version":""}
            """
        let expected = PatchRecord(stream: Stream(rawValue: "b"), source: "a", version: "")
        #expect(try StoredJSON.read(PatchRecord.self, from: old) == expected)
    }

    @Test("a need for a restart has exactly one form")
    func readsRebootNeed() throws {
        let needs: [RebootNeed] = [.notNeeded, .unknown, .needed(reasons: ["ä", ""])]
        for need in needs { try expectSame(need) }
        for text in ["{}", #"{"needed":{}}"#, #"{"notNeeded":{},"unknown":{}}"#, #"{"other":{}}"#] {
            #expect(throws: (any Error).self) { try StoredJSON.read(RebootNeed.self, from: text) }
            #expect(throws: (any Error).self) { try StoredJSON.decode(RebootNeed.self, from: text) }
        }
    }

    @Test("dates by name are whole numbers")
    func readsInstallationDates() throws {
        let dates: [[String: Timestamp]] = [
            [:], ["": Timestamp(milliseconds: 0)],
            ["g++": Timestamp(milliseconds: -1), "ä\"\n": Timestamp(milliseconds: 1 << 52)],
        ]
        for date in dates { try expectSame(date) }
        try expectSameRefusals(dates[2])
    }

    private func expectSame<Value: JSONReadable & Codable & Equatable>(_ value: Value) throws {
        let text = try StoredJSON.encode(value)
        #expect(try StoredJSON.read(Value.self, from: text) == value)
        #expect(try StoredJSON.decode(Value.self, from: text) == value)
    }

    /// Takes each member away, and gives each another type, and compares the answers.
    private func expectSameRefusals<Value: JSONReadable & Codable & Equatable>(
        _ value: Value
    ) throws {
        let text = try StoredJSON.encode(value)
        let whole = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
        )
        for key in whole.keys {
            let damages: [Any?] = [nil, NSNull(), ["x": 1], [[1]], "wort", -5]
            for damage in damages {
                var object = whole
                object[key] = damage
                let damaged = String(
                    decoding: try JSONSerialization.data(withJSONObject: object),
                    as: UTF8.self
                )
                let decoded = try? StoredJSON.decode(Value.self, from: damaged)
                let read = try? StoredJSON.read(Value.self, from: damaged)
                #expect(read == decoded, "\(key) in \(damaged)")
            }
        }
    }
}
