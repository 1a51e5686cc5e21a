// SPDX-License-Identifier: Apache-2.0
import PackageFormats
import Testing

@Suite struct JSONMemoTests {
    /// Numbers for the texts of elements, and how often each was read.
    struct Register {
        var numbers: [String: UInt32] = [:]
        var readCount = 0

        mutating func number(_ cursor: inout JSONCursor, in bytes: [UInt8]) throws -> UInt32 {
            readCount += 1
            let text = String(decoding: bytes[try cursor.rawValue()], as: UTF8.self)
            let number = numbers[text] ?? UInt32(numbers.count)
            numbers[text] = number
            return number
        }

        mutating func plain(_ bytes: [UInt8]) throws -> [UInt32] {
            var output: [UInt32] = []
            try JSONCursor.read(bytes: bytes, name: "a.json") { cursor in
                try cursor.array { output.append(try number(&$0, in: bytes)) }
            }
            return output
        }

        mutating func recalled(_ bytes: [UInt8], _ memo: JSONMemo) throws -> [UInt32] {
            var output: [UInt32] = []
            try JSONCursor.read(bytes: bytes, name: "a.json") { cursor in
                try cursor.array(memo: memo, into: &output) { try number(&$0, in: bytes) }
            }
            return output
        }
    }

    @Test("a text is read once, wherever it stands again")
    func readsOnce() throws {
        let row = "{\"name\": \"bash\", \"version\": \"5.2-1\"}"
        let other = "{\"name\": \"bash\", \"version\": \"5.2-2\"}"
        var register = Register()
        let memo = JSONMemo()
        for _ in 0..<3 {
            let rows = Array(repeating: [row, other], count: 50).flatMap { $0 } + [row]
            let text = "[" + rows.joined(separator: " ,\n\t") + "                ]"
            let numbers = try register.recalled(Array(text.utf8), memo)
            #expect(numbers == (0..<101).map { UInt32($0 % 2) })
        }
        #expect(register.readCount == 2)
    }

    @Test(
        "what is not kept is read again",
        arguments: [
            "{\"a\": {\"b\": 1}, \"c\": 2}", "{\"a\": \"}\", \"c\": 2}", "17", "null", "[1, 2]",
            "{\"a\": \"\(String(repeating: "x", count: JSONMemo.textByteCountMax))\"}",
        ]
    )
    func readsAgain(element: String) throws {
        var register = Register()
        let text = "[\(element),\(element),\(element)                ]"
        #expect(try register.recalled(Array(text.utf8), JSONMemo()) == [0, 0, 0])
        #expect(register.readCount == 3)
    }

    @Test("the longest text that is kept and the shortest are known again")
    func knowsEnds() throws {
        for length in Array(1...70) + [JSONMemo.textByteCountMax] {
            let short = length == 1 ? "{}" : "{\(String(repeating: " ", count: length - 2))}"
            var register = Register()
            let text = "[\(short),\(short),\(short)                ]"
            #expect(try register.recalled(Array(text.utf8), JSONMemo()) == [0, 0, 0])
            // The elements before the first one that was read are looked up in vain, all at once.
            #expect(register.readCount == 1, "\(length)")
        }
    }

    @Test("texts that differ in one byte have numbers of their own")
    func tellsApart() throws {
        for length in [8, 15, 16, 17, 31, 32, 33, 47, 48, 49, 64, 65, 100] {
            let base = Array("{\"\(String(repeating: "k", count: length - 6))\":1}".utf8)
            var elements = [base]
            for index in 2..<(length - 4) {
                var changed = base
                changed[index] = UInt8(ascii: "x")
                elements.append(changed)
            }
            let text = Array("[".utf8) + Array((elements + elements).joined(separator: [0x2C]))
            var register = Register()
            let bytes = text + Array("                  ]".utf8)
            let expected = (elements + elements).indices.map { UInt32($0 % elements.count) }
            #expect(try register.recalled(bytes, JSONMemo()) == expected)
            #expect(register.readCount == elements.count)
        }
    }

    @Test("a memo that is full begins anew and stays right")
    func beginsAnew() throws {
        let memo = JSONMemo(byteCountMax: 4_096)
        var register = Register()
        let elements = (0..<500).map { "{\"name\":\"package-\($0)\",\"version\":\"1\"}" }
        let text = "[" + (elements + elements).joined(separator: ",") + "]"
        let numbers = try register.recalled(Array(text.utf8), memo)
        #expect(numbers == (0..<1_000).map { UInt32($0 % 500) })
        #expect(register.readCount == 1_000)
        #expect(try register.recalled(Array(text.utf8), JSONMemo()) == numbers)
        #expect(register.readCount == 1_501)
    }

    @Test("thousands of texts keep their numbers while the memo grows")
    func grows() throws {
        let memo = JSONMemo()
        var register = Register()
        let elements = (0..<6_000).map { "{\"name\":\"package-\($0)\",\"version\":\"\($0 % 7)\"}" }
        let text = Array("[\(elements.joined(separator: ","))                 , null ]".utf8)
        let expected = (0...6_000).map { UInt32($0) }
        #expect(try register.recalled(text, memo) == expected)
        #expect(register.readCount == 6_001)
        #expect(try register.recalled(text, memo) == expected)
        #expect(register.readCount == 6_002)
    }

    @Test("a document is read, or refused, as without a memo", arguments: 0..<60)
    func agrees(seed: UInt64) throws {
        var dice = JSONDice(seed: seed &+ 3_000)
        let memo = JSONMemo(byteCountMax: 2_048)
        var known = Register()
        let pool = [
            "{}", "{\"kb\":1}", "{\"name\":\"bash\",\"version\":\"5.2-1\"}", "{\"name\":\"}\"}",
            "{\n  \"name\": \"libc6\",\n  \"version\": \"2.36\"\n}", "{\"a\":[1,{}]}", "[]", "1.5",
            "{\"n\":\"\\u0041\\n\",\"v\":\"1234567890123\"}", "{ \"é\" : \"€\" , \"x\" : null }",
        ]
        for _ in 0..<40 {
            let elements = (0..<dice.below(40)).map { _ in dice.pick(pool) }
            let separator = dice.pick([",", ", ", " ,", ",\n        ", "\t,\r\n"])
            var bytes = Array(("[" + elements.joined(separator: separator) + "]").utf8)
            for _ in 0..<dice.pick([0, 0, 1, 2]) {
                let noise = Array("\"\\{}[]:,0e.-tn \u{1}".utf8) + [0x80, 0xC3, 0xFF]
                bytes[dice.below(bytes.count)] = dice.pick(noise)
            }
            if dice.below(4) == 0 { bytes.removeLast(dice.below(bytes.count)) }
            // The numbers of both readers come from one register.
            let plain = Result { [known] in
                var register = known
                return try register.plain(bytes)
            }
            let recalled = Result { try known.recalled(bytes, memo) }
            let text = String(decoding: bytes, as: UTF8.self)
            switch (plain, recalled) {
            case (.success(let first), .success(let second)): #expect(first == second, "\(text)")
            case (.failure(let first as JSONFault), .failure(let second as JSONFault)):
                #expect(first == second, "\(text)")
            default: Issue.record("seed \(seed): only one reader takes \(text)")
            }
        }
    }
}
