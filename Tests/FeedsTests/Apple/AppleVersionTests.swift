// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Feeds

@Suite struct AppleVersionTests {
    @Test(
        "versions are written as sw_vers prints them, and tell their stream",
        arguments: [
            ("15.7.9", "", "15.7.9", "macos:15", false), ("26", "", "26.0", "macos:26", false),
            ("11.7.11", "", "11.7.11", "macos:11", false),
            ("10.15.7", "", "10.15.7", "macos:10.15", false),
            ("13.4.1 (a)", "", "13.4.1 (a)", "macos:13", true),
            ("13.4.1(c)", "", "13.4.1 (c)", "macos:13", true),
            ("26.3.1", "(b)", "26.3.1 (b)", "macos:26", true),
        ]
    )
    func reads(version: String, extra: String, text: String, stream: String, isResponse: Bool)
        throws
    {
        let found = try #require(AppleVersion(version, extra: extra))
        #expect(found.text == text)
        #expect(found.stream.rawValue == stream)
        #expect(found.isResponse == isResponse)
    }

    @Test(
        "anything else is no version",
        arguments: [
            "", "Unknown", "13.", ".4", "13..4", "13.4.1 a", "13.4.1 (A)", "13.4.1 (ab)", "(a)",
            "13.4 beta", "13.4.1 (a) (b)", "1.2.3.4.5", "13.4.1 (", "-1.0", "1234.0",
        ]
    )
    func refuses(version: String) {
        #expect(AppleVersion(version) == nil)
    }

    @Test("a letter apart must be one in parentheses")
    func refusesExtra() {
        #expect(AppleVersion("13.4.1", extra: "a") == nil)
        #expect(AppleVersion("13.4.1 (a)", extra: "(b)") == nil)
        #expect(AppleVersion.letter(atEndOf: "macOS Ventura 13.4.1 (c)") == "(c)")
        #expect(AppleVersion.letter(atEndOf: "macOS Ventura 13.4.1") == "")
        #expect(AppleVersion.letter(atEndOf: "") == "")
    }
}
