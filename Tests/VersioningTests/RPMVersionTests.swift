// SPDX-License-Identifier: Apache-2.0

import Testing
import Versioning

@Suite struct RPMVersionTests {
    struct Parts: Sendable {
        var text: String
        var epoch: String
        var version: String
        var release: String?
    }

    @Test(
        "a version is split into epoch, version and release",
        arguments: [
            Parts(text: "1.0", epoch: "0", version: "1.0"),
            Parts(text: "1.0-1.el9", epoch: "0", version: "1.0", release: "1.el9"),
            Parts(text: "2:9.1-4~rc1", epoch: "2", version: "9.1", release: "4~rc1"),
            Parts(text: "1.0-2-3", epoch: "0", version: "1.0-2", release: "3"),
            Parts(text: "1:2:3-4", epoch: "1", version: "2:3", release: "4"),
            Parts(text: ":1-1", epoch: "0", version: "1", release: "1"),
            Parts(text: "007:1-", epoch: "007", version: "1", release: ""),
            Parts(text: "99999999999999999999:^", epoch: "99999999999999999999", version: "^"),
            Parts(text: "abc", epoch: "0", version: "abc"),
        ]
    )
    func parts(_ parts: Parts) throws {
        let version = try RPMVersion(parsing: parts.text)
        #expect(version.text == parts.text)
        #expect(version.epoch == parts.epoch)
        #expect(version.version == parts.version)
        #expect(version.release == parts.release)
    }

    @Test("blanks around a version are no part of it")
    func trimsBlanks() throws {
        let version = try RPMVersion(parsing: "\t 1:1.0-1 \t")
        #expect(version.text == "1:1.0-1")
        #expect(version.epoch == "1")
        #expect(version.version == "1.0")
        #expect(version.release == "1")
    }

    @Test(
        "what is no rpm version is refused with the reason",
        arguments: [
            ("", RPMVersionError.empty), (" \t ", .empty),
            ("1 0", .embeddedSpace(at: 1)), ("  1.0-1\t2 ", .embeddedSpace(at: 7)),
            ("1: 2", .embeddedSpace(at: 2)), ("a b:1", .embeddedSpace(at: 1)),
            ("1\0", .zeroByte(at: 1)), ("\0", .zeroByte(at: 0)),
            ("a:1", .epochNotNumber), ("1a:1", .epochNotNumber), ("-1:1", .epochNotNumber),
            ("+1:1", .epochNotNumber), ("1.0-1:1", .epochNotNumber), ("٣:1", .epochNotNumber),
            ("-", .versionEmpty), ("-1", .versionEmpty), ("1:", .versionEmpty),
            (":", .versionEmpty), ("1:-1", .versionEmpty),
        ]
    )
    func refused(_ text: String, _ error: RPMVersionError) {
        #expect(throws: error) { try RPMVersion(parsing: text) }
        #expect(RPMVersion.compare(text, "1") == nil)
        #expect(RPMVersion.compare("1", text) == nil)
        #expect(RPMVersion.compare(text, text) == nil)
    }

    @Test("errors say what is wrong and where")
    func descriptions() {
        #expect(
            RPMVersionError.embeddedSpace(at: 3).description
                == "space inside the version at byte 3"
        )
        #expect(RPMVersionError.epochNotNumber.description == "the epoch is not a number")
    }
}
