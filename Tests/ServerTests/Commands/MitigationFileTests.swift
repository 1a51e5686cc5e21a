// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Foundation
import Server
import Testing

@Suite struct MitigationFileTests {
    private func read(_ text: String) throws -> [Mitigation.Content] {
        try MitigationFile(parsing: Data(text.utf8), name: "m.json").mitigations
    }

    @Test("a mitigation may say all of it")
    func readsAll() throws {
        let content = try #require(
            try read(
                """
                {"mitigations": [{
                  "name": "no-smb1", "title": "Switch SMB 1 off",
                  "cves": ["CVE-2017-0144", "cve-2017-0145"], "platform": "windows",
                  "type": "Fix", "category": "Registry", "description": "Why.\\nHow.",
                  "apply": ["line 1", "line 2"], "verify": "v", "rollback": "r",
                  "timeoutSeconds": 90, "needsReboot": true, "impact": "Old printers."
                }]}
                """
            ).first
        )
        func script(_ text: String) -> Script {
            Script(interpreter: .powershell, text: text, timeoutSeconds: 90)
        }
        var expected = Mitigation.Content(
            name: "no-smb1",
            cves: ["CVE-2017-0144", "CVE-2017-0145"],
            platform: .windows,
            apply: script("line 1\nline 2\n")
        )
        expected.title = "Switch SMB 1 off"
        expected.effect = .fix
        expected.category = "Registry"
        expected.summary = "Why.\nHow."
        expected.verification = script("v")
        expected.undo = script("r")
        expected.needsReboot = true
        expected.impact = "Old printers."
        #expect(content == expected)
    }

    @Test("a mitigation must say four things; the rest has a usual value")
    func readsLittle() throws {
        let text = """
            {"mitigations": [
              {"name": "a", "cves": ["CVE-2026-0001"], "platform": "Linux", "apply": "true"},
              {"name": "b", "cves": ["CVE-2026-0001"], "platform": "MacOS", "apply": "true",
               "interpreter": "python", "verify": null, "title": null}
            ]}
            """
        let contents = try read(text)
        #expect(contents.map(\.name) == ["a", "b"] && contents.map(\.title) == ["a", "b"])
        #expect(contents.map(\.platform) == [.linux, .mac])
        #expect(contents.map(\.apply.interpreter) == [.sh, .python])
        #expect(contents[0].apply.timeoutSeconds == 600)
        #expect(contents[0].effect == .mitigate && contents[0].category == "Configuration")
        #expect(contents[1].verification == nil && !contents[1].needsReboot)
        #expect(try read(#"{"mitigations": []}"#).isEmpty)
    }

    @Test("what is shown for machines can be read in again")
    func readsLines() throws {
        let content = try #require(
            try read(
                """
                {"mitigations": [{"name": "a", "cves": ["CVE-2026-0001"], "platform": "Mac",
                  "apply": "true\\n", "verify": "v", "type": "FIX", "impact": "i"}]}
                """
            ).first
        )
        let stored = Mitigation(
            content,
            of: ID(derivedFrom: "t"),
            at: TenantPath(root: 1),
            writtenBy: "local:ada",
            writtenAt: Timestamp(milliseconds: 0)
        )
        let line = try JSONEncoder().encode(MitigationLine(stored, writtenAt: "1970"))
        let text = "{\"mitigations\": [\(String(decoding: line, as: UTF8.self))]}"
        #expect(try read(text) == [content])
        let words = MitigationText(stored, writtenAt: "1970").text
        #expect(words.hasPrefix("a: a\nplatform   Mac\ntype       fix, Configuration\n"))
        #expect(words.contains("\nverify (sh, at most 600 s):\n    v"))
    }

    private static let start = #""name": "a", "cves": ["CVE-2026-0001"], "platform": "Linux""#

    @Test(
        "what is wrong is told with file, index and member",
        arguments: [
            ("", "byte 0: the text ends where a value is due"),
            ("[]", "the file: it must be an object with mitigations"),
            (#"{"mitigations": {}}"#, "mitigations: it must be a list"),
            (#"{"mitigation": []}"#, "mitigation: there is no such member; known are mitigations"),
            (#"{"mitigations": [1]}"#, "mitigations[0]: it must be an object"),
            (#"{"mitigations": [{"platform": "Linux"}]}"#, "mitigations[0].name: it is missing"),
            (
                #"{"mitigations": [{"name": 1, "platform": "Linux"}]}"#,
                "mitigations[0].name: it must be text"
            ),
        ]
    )
    func refuses(_ text: String, _ said: String) {
        expect(text, said)
    }

    @Test(
        "what is wrong in a mitigation is told with its index and member",
        arguments: [
            (#""aply": "x""#, ".aply: there is no such member; known are name, title"),
            (#""title": "x""#, ".apply: it is missing"),
            (#""apply": 1"#, ".apply: it must be text, or a list of lines"),
            (#""apply": ["a", 1]"#, ".apply: its lines must be texts"),
            (#""apply": "a", "rollback": "r""#, ".rollback: it is never run"),
            (#""apply": "a", "verify": """#, ".verify: a script has 1 to 262144 bytes"),
            (#""apply": "a", "type": "cure""#, ".type: cure is neither Fix nor Mitigate"),
            (#""apply": "a", "interpreter": "perl""#, ".interpreter: perl is none of sh, bash"),
            (#""apply": "a", "interpreter": "cmd""#, ".interpreter: cmd is not there on Linux"),
            (#""apply": "a", "timeoutSeconds": 1.5"#, ".timeoutSeconds: it must be a whole number"),
            (
                #""apply": "a", "timeoutSeconds": 9223372036854775807"#,
                ".timeoutSeconds: 9223372036854775807 is not in 1...86400"
            ),
            (#""apply": "a", "needsReboot": "yes""#, ".needsReboot: it must be true or false"),
        ]
    )
    func refusesMembers(_ members: String, _ said: String) {
        let other = Self.start.replacingOccurrences(of: "\"a\"", with: "\"z\"")
        expect(
            "{\"mitigations\": [{\(other), \"apply\": \"a\"}, {\(Self.start), \(members)}]}",
            "mitigations[1]\(said)"
        )
    }

    @Test("what comes before the scripts is told as well")
    func refusesHeads() {
        let rows = [
            (#"{"name": "a", "platform": "BSD"}"#, ".platform: BSD is not Linux, Windows or MacOS"),
            (#"{"name": "a", "platform": "Linux"}"#, ".cves: it must be a list of texts"),
            (#"{"name": "a", "platform": "Linux", "cves": [1]}"#, ".cves[0]: it must be text"),
        ]
        for (row, said) in rows {
            expect("{\"mitigations\": [\(row)]}", "mitigations[0]\(said)")
        }
        let twice = "{\(Self.start), \"apply\": \"a\"}"
        expect(
            "{\"mitigations\": [\(twice), \(twice)]}",
            "mitigations[1].name: mitigations[0] has it already"
        )
        let many = Array(repeating: "1", count: 1_001).joined(separator: ",")
        expect("{\"mitigations\": [\(many)]}", "mitigations: 1001 are too many, 1000 are allowed")
    }

    private func expect(_ text: String, _ said: String) {
        let error = #expect(throws: DomainError.self, "\(text)") { try read(text) }
        #expect(error == DomainError(.requestInvalid))
        let subject = error?.subject ?? ""
        #expect(subject.hasPrefix("m.json: \(said)"), "\(subject)")
    }
}
