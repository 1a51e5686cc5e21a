// SPDX-License-Identifier: Apache-2.0

import Testing
import Versioning

@Suite struct DottedVersionTests {
    @Test(
        "a version is a number and what may follow it",
        arguments: [
            "1", "1.2.3", "v1.2", "V1", "2024.1 build 123", "1.2.3-beta.1", "1.2.3rc1", "1_0_2",
            "1.2.3+a.b-c.1", "1.0+a (build 5)", "5.17.11 (34827)", "1.0 - beta", "1.0(2)(3)",
            "1.0 (a b)", "10 20", "1-2-3", "1a2b3c", "7.1.1-29", "99999999999999999999999",
            "1.0+a+b",
        ]
    )
    func accepted(_ text: String) throws {
        #expect(try DottedVersion(parsing: " \(text)\t").text == text)
        #expect(DottedVersion.compare(text, text) == .same)
        #expect(DottedVersion.compare(" \(text)\t", text) == .same)
    }

    @Test(
        "what is no version is refused with the reason",
        arguments: [
            ("", DottedVersionError.empty), (" \t", .empty),
            ("v", .numberMissing(at: 1)), ("release 1", .numberMissing(at: 0)),
            ("vv1", .numberMissing(at: 1)), ("v 1", .numberMissing(at: 1)),
            (".1", .numberMissing(at: 0)), (" (1)", .numberMissing(at: 1)),
            ("é1", .numberMissing(at: 0)), ("\0", .numberMissing(at: 0)),
            ("1.", .partMissing(at: 2)), ("1..2", .partMissing(at: 2)),
            ("1.-2", .partMissing(at: 2)), ("1--2", .partMissing(at: 2)),
            ("1. 2", .partMissing(at: 2)), ("1 .2", .partMissing(at: 2)),
            ("1-_2", .partMissing(at: 2)), ("1.2-", .partMissing(at: 4)),
            ("1 - ", .partMissing(at: 3)), ("1.+a", .partMissing(at: 2)),
            ("1 +a", .partMissing(at: 2)), ("1.0+", .metadataMissing(at: 3)),
            ("1.0+ 2", .metadataMissing(at: 3)), ("1.0+é", .metadataMissing(at: 3)),
            ("1 (2", .strayParenthesis(at: 2)), ("1)", .strayParenthesis(at: 1)),
            ("1 ((2))", .strayParenthesis(at: 3)), ("1 (2))", .strayParenthesis(at: 5)),
            ("1:2", .invalidCharacter(":", at: 1)), ("1~rc1", .invalidCharacter("~", at: 1)),
            (" 1.0é", .invalidCharacter("é", at: 4)), ("1.0\n", .invalidCharacter("\n", at: 3)),
            ("1\0", .invalidCharacter("\0", at: 1)), ("1,0", .invalidCharacter(",", at: 1)),
            ("1.0+a/b", .invalidCharacter("/", at: 5)), ("1.0𝄞", .invalidCharacter("𝄞", at: 3)),
            ("2 final é", .invalidCharacter("é", at: 8)),
        ]
    )
    func refused(_ text: String, _ error: DottedVersionError) {
        #expect(throws: error) { try DottedVersion(parsing: text) }
        #expect(DottedVersion.compare(text, "0") == nil)
        #expect(DottedVersion.compare("0", text) == nil)
        #expect(DottedVersion.compare(text, text) == nil)
    }

    @Test("bytes that are not UTF-8 are no version")
    func invalidBytes() {
        let order = [UInt8]([0x31, 0xFF]).withUnsafeBufferPointer { DottedVersion.compare($0, $0) }
        #expect(order == nil)
    }

    @Test("errors say what is wrong and where")
    func descriptions() {
        #expect(
            DottedVersionError.invalidCharacter("\n", at: 3).description
                == #"invalid character "\n" at byte 3"#
        )
        #expect(
            DottedVersionError.partMissing(at: 2).description
                == "a number or word is missing at byte 2"
        )
    }
}
