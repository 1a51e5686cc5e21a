// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Feeds

@Suite struct SecurityTrackerTitleTests {
    @Test(
        "a title is the first sentence",
        arguments: [
            ("Lamps glow. They should not.", "Lamps glow."),
            ("Lamps of 1.2 glow, e.g. at noon. And later", "Lamps of 1.2 glow, e.g. at noon."),
            ("In lamps v. 2 it glows", "In lamps v. 2 it glows"),
            (" One\n\nline \t and\u{0}more\u{85}so ", "One line and more so"),
            ("", nil), (" \n", nil),
        ] as [(String, String?)]
    )
    func takesSentence(description: String, title: String?) {
        #expect(SecurityTrackerTitle.of(description) == title)
    }

    @Test("a long sentence is cut to 120 characters")
    func cuts() throws {
        let longest = String(repeating: "ä", count: 120)
        #expect(SecurityTrackerTitle.of(longest) == longest)
        let title = try #require(SecurityTrackerTitle.of(longest + "b"))
        #expect(title == String(repeating: "ä", count: 119) + "…")
        let endless = try #require(SecurityTrackerTitle.of(String(repeating: "o", count: 9_000)))
        #expect(endless.count == SecurityTrackerTitle.longest)
    }
}
