// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Feeds

@Suite struct RPMVersionTextTests {
    @Test(
        "a version has one text, without an epoch of 0",
        arguments: [
            ("1.2-3", "1.2-3"), ("0:1.2-3", "1.2-3"), ("00:1.2-3", "1.2-3"), (":1.2-3", "1.2-3"),
            ("7:1.2-3", "7:1.2-3"), ("1~rc1-1.el9", "1~rc1-1.el9"),
        ]
    )
    func reads(text: String, expected: String) throws {
        #expect(try RPMVersionText.canonical(text) == expected)
    }

    @Test("a version without a release is none", arguments: ["", "1.2", "1.2-", "-1"])
    func refuses(text: String) {
        #expect(throws: RPMVersionText.Fault.self) { try RPMVersionText.canonical(text) }
    }
}
