// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Versioning

@Suite struct ByteWordTests {
    @Test("a word holds the bytes from its offset to the end, then zeros", arguments: 0...20)
    func loads(end: Int) {
        let bytes = (0..<20).map { UInt8($0 + 1) }
        for offset in 0...end {
            let word = bytes.withUnsafeBytes { raw in
                raw.baseAddress.map { ByteWord($0, offset, end).bits } ?? 0
            }
            let expected = (0..<8).reduce(UInt64(0)) { bits, index in
                let at = offset + index
                return at < end ? bits | UInt64(bytes[at]) << UInt64(index * 8) : bits
            }
            #expect(word == expected, "from \(offset) to \(end)")
        }
    }

    @Test("marks stand at the bytes that equal the one asked for, and at no other")
    func marks() {
        for byte in UInt8.min...UInt8.max {
            for position in 0..<8 {
                var word = ByteWord(repeating: 0x2D)
                word.replace(position, by: byte)
                let own: UInt64 = 0x80 << UInt64(position * 8)
                let others = 0x8080_8080_8080_8080 ^ own
                #expect(word.marks(of: 0x2D) == (byte == 0x2D ? others | own : others))
                if byte != 0x2D { #expect(word.marks(of: byte) == own) }
            }
        }
    }

    @Test("leading digits are counted up to the first byte that is none")
    func leadingDigits() {
        #expect(ByteWord(repeating: 0x39).leadingDigitCount == 8)
        for byte in UInt8.min...UInt8.max where !(0x30...0x39).contains(byte) {
            for position in 0..<8 {
                var word = ByteWord(repeating: 0x30)
                word.replace(position, by: byte)
                #expect(word.leadingDigitCount == position, "byte \(byte)")
            }
        }
    }

    @Test("digit marks stand at the digits, and at no other byte")
    func digitMarks() {
        for byte in UInt8.min...UInt8.max {
            for position in 0..<8 {
                let own: UInt64 = 0x80 << UInt64(position * 8)
                let others = 0x8080_8080_8080_8080 ^ own
                let isDigit = (0x30...0x39).contains(byte)
                var digits = ByteWord(repeating: 0x35)
                digits.replace(position, by: byte)
                #expect(digits.digitMarks == (isDigit ? others | own : others))
                var bytes = ByteWord(repeating: 0xFF)
                bytes.replace(position, by: byte)
                #expect(bytes.digitMarks == (isDigit ? own : 0))
            }
        }
    }

    @Test("as many marks stand among the first bytes as are asked for")
    func marksAmongFirst() {
        for count in 0...20 {
            let marks = (0..<min(count, 8)).reduce(UInt64(0)) { $0 | 0x80 << UInt64($1 * 8) }
            #expect(ByteWord.marks(among: count) == marks)
        }
    }

    @Test("a low byte is seen among the bytes counted, and only there", arguments: 1...8)
    func lowBytes(count: Int) {
        for byte in UInt8.min...UInt8.max {
            for position in 0..<8 {
                var word = ByteWord(repeating: 0x61)
                word.replace(position, by: byte)
                let isSeen = word.markOfBytes(below: 0x21, among: count) != 0
                if isSeen != (byte < 0x21 && position < count) {
                    Issue.record("byte \(byte) at \(position)")
                }
            }
        }
    }
}

extension ByteWord {
    fileprivate init(repeating byte: UInt8) {
        var pattern = UInt64(byte) &* 0x0101_0101_0101_0101
        self = withUnsafePointer(to: &pattern) { ByteWord(UnsafeRawPointer($0), 0, 8) }
    }

    fileprivate mutating func replace(_ position: Int, by byte: UInt8) {
        bits &= ~(0xFF << UInt64(position * 8))
        bits |= UInt64(byte) << UInt64(position * 8)
    }
}
