// SPDX-License-Identifier: Apache-2.0

import Testing
import Versioning

@Suite struct DebianVersionTests {
    struct Parts: Sendable {
        var text: String
        var epoch: Int32
        var upstream: String
        var revision: String?
    }

    @Test(
        "a version is split into epoch, upstream version and revision",
        arguments: [
            Parts(text: "1.0", epoch: 0, upstream: "1.0"),
            Parts(text: "1.0-1", epoch: 0, upstream: "1.0", revision: "1"),
            Parts(
                text: "1:2.3~rc1-4+deb12u1",
                epoch: 1,
                upstream: "2.3~rc1",
                revision: "4+deb12u1"
            ),
            Parts(text: "1.0-2-3", epoch: 0, upstream: "1.0-2", revision: "3"),
            Parts(text: "1:2:3-4", epoch: 1, upstream: "2:3", revision: "4"),
            Parts(text: "2147483647:0", epoch: .max, upstream: "0"),
            Parts(text: "007:1--2", epoch: 7, upstream: "1-", revision: "2"),
            Parts(text: "+1:1", epoch: 1, upstream: "1"),
        ]
    )
    func parts(_ parts: Parts) throws {
        let version = try DebianVersion(parsing: parts.text)
        #expect(version.text == parts.text)
        #expect(version.epoch == parts.epoch)
        #expect(version.upstream == parts.upstream)
        #expect(version.revision == parts.revision)
        #expect(version.warning == nil)
    }

    @Test("blanks around a version are no part of it")
    func trimsBlanks() throws {
        let version = try DebianVersion(parsing: "\t 1:1.0-1 \t")
        #expect(version.text == "1:1.0-1")
        #expect(version.upstream == "1.0")
        #expect(version.revision == "1")
    }

    @Test(
        "what dpkg refuses is refused with the reason",
        arguments: [
            ("", DebianVersionError.empty), (" \t ", .empty),
            ("1 0", .embeddedSpace(at: 1)), ("  1.0-1\t2 ", .embeddedSpace(at: 7)),
            ("1: 2", .embeddedSpace(at: 2)),
            (":1", .epochEmpty), (":", .epochEmpty),
            ("a:1", .epochNotNumber), ("1x:1", .epochNotNumber), ("1.0-1:1", .epochNotNumber),
            ("+:1", .epochNotNumber), ("++1:1", .epochNotNumber), ("\n:1", .epochNotNumber),
            ("-1:1", .epochNegative), ("-99999999999999999999:1", .epochNegative),
            ("2147483648:1", .epochTooLarge), ("99999999999999999999999:1", .epochTooLarge),
            ("1:", .nothingAfterEpoch), ("1: ", .upstreamEmpty),
            ("1.0-", .revisionEmpty), ("1:-", .revisionEmpty), ("-", .revisionEmpty),
            ("1.0-1-", .revisionEmpty), ("1.0- ", .revisionEmpty),
            ("-1", .upstreamEmpty), ("1:-1", .upstreamEmpty),
            ("1.0\0", .zeroByte(at: 3)), (" \0", .zeroByte(at: 1)),
        ]
    )
    func refused(_ text: String, _ error: DebianVersionError) {
        #expect(error.isRefusedByDpkg)
        #expect(throws: error) { try DebianVersion(parsing: text) }
    }

    @Test(
        "what dpkg warns about is read, with the warning",
        arguments: [
            ("abc", DebianVersionError.upstreamNotStartingWithDigit(at: 0)),
            ("1:~2", .upstreamNotStartingWithDigit(at: 2)),
            (" v1.0", .upstreamNotStartingWithDigit(at: 1)),
            ("1_0", .invalidCharacter("_", at: 1)), ("1.0-1_1", .invalidCharacter("_", at: 5)),
            ("1:1-1:1", .invalidCharacter(":", at: 5)), ("1.0é", .invalidCharacter("é", at: 3)),
            ("1é.0/", .invalidCharacter("é", at: 1)), ("1.0-é€", .invalidCharacter("é", at: 4)),
            ("1.0\r", .invalidCharacter("\r", at: 3)),
        ]
    )
    func warned(_ text: String, _ warning: DebianVersionError) throws {
        #expect(try DebianVersion(parsing: text).warning == warning)
        #expect(!warning.isRefusedByDpkg)
    }

    @Test("errors say what is wrong and where")
    func descriptions() {
        #expect(
            DebianVersionError.invalidCharacter("\r", at: 3).description
                == #"invalid character "\r" at byte 3"#
        )
        #expect(
            DebianVersionError.epochTooLarge.description == "the epoch is above 2147483647"
        )
    }
}
