// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Agent

@Suite struct MacUpdateListTests {
    /// A list as `softwareupdate --list` prints it, with what other parts of macOS log into it.
    static let list = """
        Software Update Tool

        Finding available software
        2030-01-02 03:04:05.678 softwareupdate[77:99] XType: fonts are enabled.
        Software Update found the following new or updated software:
        * Label: Safari26.1SequoiaAuto-26.1
        \tTitle: Safari, Version: 26.1, Size: 201011KiB, Recommended: YES,\u{20}
        * Label: macOS Sequoia 15.7.2-24G325
        \tTitle: macOS Sequoia 15.7.2, Version: 15.7.2, Size: 1843200KiB, \
        Recommended: YES, Action: restart,\u{20}
        * Label: macOS Tahoe 26-25A354
        \tTitle: macOS Tahoe 26, Version: 26, Size: 7843200KiB, \
        Recommended: YES, Action: restart,\u{20}
        - Label: Tools, Small-2.0
        \tTitle: Tools, Small, Version: 2.0, Size: 12K, Recommended: NO, Action: shut down,

        """

    @Test("each update has its label, title, version and action")
    func updates() throws {
        let updates = try MacUpdateList.updates(in: Self.list, errors: "")
        let expected = [
            MacUpdate(label: "Safari26.1SequoiaAuto-26.1", title: "Safari", version: "26.1"),
            MacUpdate(
                label: "macOS Sequoia 15.7.2-24G325",
                title: "macOS Sequoia 15.7.2",
                version: "15.7.2",
                action: "restart"
            ),
            MacUpdate(
                label: "macOS Tahoe 26-25A354",
                title: "macOS Tahoe 26",
                version: "26",
                action: "restart"
            ),
            MacUpdate(
                label: "Tools, Small-2.0",
                title: "Tools, Small",
                version: "2.0",
                action: "shut down"
            ),
        ]
        #expect(updates == expected)
        #expect(updates.map(\.product) == ["Safari", "macOS", "macOS", "Tools, Small"])
    }

    @Test(
        "nothing is offered where it says so, on either stream",
        arguments: [
            ("Software Update Tool\n\nFinding\n", "No new software available.\n"),
            ("Software Update Tool\n\nNo new software available.\n", ""),
        ]
    )
    func nothing(output: String, errors: String) throws {
        #expect(try MacUpdateList.updates(in: output, errors: errors).isEmpty)
    }

    @Test(
        "an update of another form or language is an error with its line",
        arguments: [
            ("* Label: a-1\n", "* Label: a-1"),
            ("* Label: a-1\n* Label: b-1\n", "* Label: b-1"),
            ("* a-1\n\ta (1), 12K [recommended]\n", "* a-1"),
            (
                "* Etikett: a-1\n\tTitel: a, Version: 1, Größe: 1KiB, Empfohlen: JA,\n",
                "* Etikett: a-1"
            ),
            (
                "* Label: a-1\n\tTitel: a, Version: 1, Größe: 1KiB, Empfohlen: JA,\n",
                "Titel: a, Version: 1, Größe: 1KiB, Empfohlen: JA,"
            ),
            (
                "* Label: a-1\n\tTitle: a, Version: 1, Size: 1KiB, Recommended: MAYBE,\n",
                "Title: a, Version: 1, Size: 1KiB, Recommended: MAYBE,"
            ),
            (
                "* Label: a-1\n\tTitle: a, Version: 1, Size: 1KiB, Recommended: YES\n",
                "Title: a, Version: 1, Size: 1KiB, Recommended: YES"
            ),
            (
                "* Label: a-1\n\tTitle: a, Size: 1KiB, Version: 1, Recommended: YES,\n",
                "Title: a, Size: 1KiB, Version: 1, Recommended: YES,"
            ),
            (
                "* Label: a-1\n\tTitle: a, Version: 1, Size: 1KiB, Recommended: YES, New: 1,\n",
                "Title: a, Version: 1, Size: 1KiB, Recommended: YES, New: 1,"
            ),
            ("\tTitle: a, Version: 1,\n", "Title: a, Version: 1,"), ("* Label: \n", "* Label:"),
            ("Es ist keine neue Software verfügbar.\n", "Es ist keine neue Software verfügbar."),
            ("", ""),
            (
                "Software Update found the following new or updated software:\n",
                "Software Update found the following new or updated software:"
            ),
        ]
    )
    func malformed(output: String, line: String) {
        #expect(throws: MacUpdateList.Malformed(line: line)) {
            try MacUpdateList.updates(in: output, errors: "")
        }
    }

    @Test(
        "versions have the order of their numbers, and a response comes after its version",
        arguments: [
            ("15.7", "15.7.1"), ("15.9", "15.10"), ("15.7.9", "26"), ("13.4.1", "13.4.1 (a)"),
            ("13.4.1(a)", "13.4.1 (c)"), ("13.4.1 (c)", "13.5"),
        ]
    )
    func order(less: String, more: String) throws {
        let (less, more) = (try #require(MacVersion(less)), try #require(MacVersion(more)))
        #expect(less < more)
        #expect(!(more < less))
    }

    @Test("zeros at the end mean nothing")
    func zeros() throws {
        #expect(MacVersion("26.0") == MacVersion("26"))
        #expect(MacVersion("0.0")?.numbers == [0])
    }

    @Test(
        "what is no version is none",
        arguments: ["", "15.", ".1", "15.x", "15 (ab)", "15 (A)", "15 a", "15.1234567890", "-1"]
    )
    func noVersion(text: String) {
        #expect(MacVersion(text) == nil)
    }
}
