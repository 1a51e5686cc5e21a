// SPDX-License-Identifier: Apache-2.0
import Foundation
import NIOCore
import TestSupport
import Testing
import Web

@Suite struct JSONWriterTests {
    private func text(_ write: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter(capacity: 1)
        write(&json)
        return String(buffer: json.finish())
    }

    @Test("commas, nesting and every kind of field come out as JSON")
    func writesDocument() {
        let output = text { json in
            json.object {
                $0.field("text", "a")
                $0.field("noText", nil as String?)
                $0.field("int", 5)
                $0.field("long", Int64.min)
                $0.field("max", Int64.max)
                $0.field("double", 1.5)
                $0.field("infinite", Double.infinity)
                $0.field("flag", true)
                $0.null("nothing")
                $0.object("empty") { _ in }
                $0.array("list") {
                    $0.integer(0)
                    $0.array { _ in }
                    $0.object { $0.field("x", false) }
                    $0.raw(ByteBuffer(string: "[7]"))
                    $0.null()
                }
                $0.key(dynamic: "a\"b")
                $0.string("")
            }
        }
        let expected =
            #"{"text":"a","noText":null,"int":5,"long":-9223372036854775808,"#
            + #""max":9223372036854775807,"double":1.5,"infinite":null,"flag":true,"#
            + #""nothing":null,"empty":{},"list":[0,[],{"x":false},[7],null],"a\"b":""}"#
        #expect(output == expected)
    }

    @Test(
        "whole numbers of every length are exact",
        arguments: [0, 9, 10, 99, 100, 12_345, -1, -10, 999_999_999_999_999_999, .max, .min]
            as [Int64]
    )
    func writesIntegers(value: Int64) {
        #expect(text { $0.integer(value) } == String(value))
    }

    @Test("every byte that needs an escape gets it, at every place of a word")
    func escapes() throws {
        for place in 0..<17 {
            for scalar in (0..<0x30).map({ Unicode.Scalar(UInt8($0)) }) + ["\\", "\u{7F}", "é"] {
                var value = Array(repeating: Character("x"), count: 17)
                value[place] = Character(scalar)
                let string = String(value)
                let written = text { $0.string(string) }
                #expect(try JSONValue.parse(written) == .string(string), "\(place) \(scalar)")
            }
        }
        #expect(text { $0.string("\u{1}\u{1F}\n\"\\/") } == #""\u0001\u001f\n\"\\/""#)
    }

    @Test("random values are what Foundation reads back", arguments: 0..<200)
    func agreesWithFoundation(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let value = RandomJSON.value(depth: 0, using: &random)
        let written = text { $0.value(value) }
        let read = try JSONSerialization.jsonObject(
            with: Data(written.utf8),
            options: .fragmentsAllowed
        )
        let isSame = RandomJSON.isSame(value, read)
        #expect(isSame, "seed \(seed)")
        let isReadBack = try JSONValue.parse(written) == value
        #expect(isReadBack, "seed \(seed)")
    }

    @Test("a document that is not closed stops the program")
    func stopsWhenOpen() async {
        await #expect(processExitsWith: .failure) {
            var json = JSONWriter()
            json.beginObject()
            _ = json.finish()
        }
        await #expect(processExitsWith: .failure) {
            var json = JSONWriter()
            json.endArray()
            _ = json.finish()
        }
    }
}

/// Random JSON values from a seed, and their comparison with what Foundation makes of the text.
private enum RandomJSON {
    static func value(depth: Int, using random: inout SeededGenerator) -> JSONValue {
        switch Int.random(in: 0..<(depth < 4 ? 9 : 6), using: &random) {
        case 0: return .null
        case 1: return .boolean(.random(using: &random))
        case 2:
            let shift = UInt64.random(in: 0..<64, using: &random)
            return .integer(Int64(bitPattern: random.next() >> shift))
        case 3: return .number(.random(in: -1e9...1e9, using: &random) + 0.5e-3)
        case 4, 5: return .string(string(using: &random))
        case 6, 7:
            let count = Int.random(in: 0..<6, using: &random)
            return .array((0..<count).map { _ in value(depth: depth + 1, using: &random) })
        default:
            let count = Int.random(in: 0..<16, using: &random)
            return .object(
                JSONObject(
                    (0..<count).map {
                        let key = "\($0)" + string(using: &random)
                        return .init(key, value(depth: depth + 1, using: &random))
                    }
                )
            )
        }
    }

    private static func string(using random: inout SeededGenerator) -> String {
        let samples: [Unicode.Scalar] = [
            "\"", "\\", "\n", "\u{0}", "\u{1F}", "é", "\u{1F333}", "\u{2028}",
        ]
        var output = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0..<30, using: &random) {
            let isPlain = Int.random(in: 0..<8, using: &random) > 0
            let letter = Unicode.Scalar(UInt8.random(in: 0x20..<0x7F, using: &random))
            output.append(isPlain ? letter : samples.randomElement(using: &random) ?? "x")
        }
        return String(output)
    }

    static func isSame(_ value: JSONValue, _ read: Any) -> Bool {
        switch value {
        case .null: read is NSNull
        case .boolean(let flag): (read as? NSNumber)?.boolValue == flag
        case .integer(let whole): (read as? NSNumber)?.int64Value == whole
        // Foundation goes through a decimal type here and misses the nearest double by a little.
        case .number(let number):
            (read as? NSNumber).map { abs($0.doubleValue - number) <= 8 * number.ulp } ?? false
        case .string(let text):
            (read as? String).map { Array($0.utf8) == Array(text.utf8) } ?? false
        case .array(let elements):
            (read as? [Any]).map {
                $0.count == elements.count && zip(elements, $0).allSatisfy { isSame($0, $1) }
            } ?? false
        case .object(let object):
            (read as? [String: Any]).map { members in
                members.count == object.members.count
                    && object.members.allSatisfy { member in
                        members[member.key].map { isSame(member.value, $0) } ?? false
                    }
            } ?? false
        }
    }
}
