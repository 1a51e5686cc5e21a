// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Testing

@testable import Agent

@Suite struct ZypperTextTests {
    @Test("tags and their attributes are read, whatever stands between them")
    func tags() {
        let text = """
            <?xml version='1.0'?>
            <!-- <not a="tag"> -->
            <a one="1 &lt;&amp;&gt; &#x41;&#66; &unknown;" two='"'>text <b/><![CDATA[<c>]]></a >
            """
        let tags = Array(XMLTags(text))
        #expect(tags.map(\.name) == ["a", "b", "a"])
        #expect(tags[0].attributes == ["one": "1 <&> AB &unknown;", "two": "\""])
        #expect(tags.map(\.isStart) == [true, true, false])
        #expect(tags.map(\.isEnd) == [false, true, true])
    }

    @Test("a text that breaks off ends the tags", arguments: ["<a b=\"", "<a", "<a b>", "<!-- a"])
    func brokenTags(text: String) {
        #expect(Array(XMLTags(text)).isEmpty)
    }

    @Test("a summary is what comes and what goes")
    func summary() throws {
        let output = """
            <stream><message type="info">Loading</message>
            <install-summary download-size="1" packages-to-change="4">
            <to-upgrade>
            <solvable type="package" name="a" edition="1.1-1" arch="noarch" edition-old="1.0-1" \
            arch-old="x86_64"><description>x</description></solvable>
            <solvable type="patch" name="p" edition="1" arch="noarch"/>
            </to-upgrade>
            <to-downgrade><solvable type="package" name="d" edition="1-1" arch="noarch" \
            edition-old="2-1" arch-old="noarch"/></to-downgrade>
            <to-install><solvable type="package" name="n" edition="1-1" arch="noarch"/></to-install>
            <to-remove><solvable type="package" name="r" edition="1-1" arch="noarch"/></to-remove>
            <to-change-vendor>
            <solvable type="package" name="a" edition="1.1-1" arch="noarch" edition-old="1.0-1" \
            arch-old="x86_64"/>
            </to-change-vendor>
            </install-summary></stream>
            """
        let transaction = try ZypperSummary.transaction(in: output)
        #expect(transaction.incoming.map(\.name) == ["a", "d", "n"])
        #expect(transaction.outgoing.map(\.name) == ["a", "d", "r"])
        #expect(transaction.plan.changes.map(\.installedVersion) == ["1.0-1", "2-1", nil])
        #expect(transaction.plan.removals == ["r"])
    }

    @Test("a summary that is none is an error")
    func noSummary() {
        #expect(throws: ZypperSummary.Malformed(reason: "it has no install-summary")) {
            try ZypperSummary.transaction(in: "<stream/>")
        }
        let reason = "a package of to-install lacks name, edition or arch"
        #expect(throws: ZypperSummary.Malformed(reason: reason)) {
            try ZypperSummary.transaction(
                in: "<install-summary><to-install><solvable type=\"package\" name=\"a\"/>"
            )
        }
    }

    @Test("zypper's own words are its errors and the problems of its solver")
    func words() {
        let output = """
            <message type="info">Loading</message>
            <message type="error">No provider of &apos;a=1&apos; found.</message>
            <prompt><description>Problem: b conflicts
             Solution 1: none
            </description></prompt>
            """
        #expect(
            ZypperSummary.words(in: output)
                == "No provider of 'a=1' found.\nProblem: b conflicts\n Solution 1: none"
        )
    }

    @Test(
        "a lock covers names in the way it says",
        arguments: [
            ("solvable_name: ba*", "bash", true), ("solvable_name: ba", "bash", false),
            ("match_type: exact\nsolvable_name: bash", "bash", true),
            ("match_type: substring\nsolvable_name: as", "bash", true),
            ("match_type: regex\nsolvable_name: ^b.*h$", "bash", true),
            ("match_type: word\nsolvable_name: bash", "bash-doc", true),
            ("match_type: word\nsolvable_name: ba", "bash-doc", false),
            ("solvable_name: BASH", "bash", false),
            ("case_sensitive: off\nsolvable_name: BASH", "bash", true),
            ("type: pattern\nsolvable_name: bash", "bash", false),
            ("repo: other\nsolvable_name: bash", "bash", false),
            ("type: package", "bash", false),
        ]
    )
    func locks(text: String, name: String, isCovered: Bool) {
        let locks = ZypperLocks(text: "\n\(text)\n\n\n").locks
        #expect(locks.contains { $0.covers(name) } == isCovered)
    }

    @Test("a lock may be on some versions only")
    func conditions() throws {
        let text = "version: < 2.0\nsolvable_name: a\n\nsolvable_name: b\n"
        let locks = ZypperLocks(text: text).locks
        #expect(locks.map(\.name) == ["a", "b"])
        let condition = try #require(locks[0].condition)
        #expect(condition.relation == "<")
        #expect(condition.version.text == "2.0")
        #expect(locks[1].condition == nil)
        let table = ["<": [-1], "<=": [-1, 0], ">": [1], ">=": [0, 1], "!=": [-1, 1], "==": [0]]
        for (relation, orders) in table {
            #expect([-1, 0, 1].filter { ZypperLocks.holds($0, relation) } == orders)
        }
    }
}
