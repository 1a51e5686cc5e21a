// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// Mitigations from a file to a list, and away again.
@Suite(.timeLimit(.minutes(10)))
struct MitigationCommandTests {
    private static let file = """
        {"mitigations": [
          {"name": "no-smb1", "title": "Switch SMB 1 off", "platform": "Windows",
           "cves": ["CVE-2017-0144", "CVE-2017-0145"], "apply": ["line 1", "line 2"],
           "verify": "exit 0", "rollback": "undo"},
          {"name": "no-namespaces", "platform": "Linux", "cves": ["CVE-2022-0185"],
           "type": "Fix", "apply": "sysctl -w user.max_user_namespaces=0"}
        ]}
        """

    @Test("a file is imported, listed, shown, imported from what is shown, and deleted")
    func keepsMitigations() async throws {
        let home = try Home()
        let file = try home.directory.write(Self.file, to: "m.json")
        let added = try await home.thimble("mitigation import", file, "--json")
        #expect(try JSONDocument(added) == JSONDocument(#"{"added":2,"changed":0,"unchanged":0}"#))
        let table = try await home.thimble("mitigation list")
        #expect(table.contains("no-smb1        Windows   mitigate"), "\(table)")
        #expect(table.contains("no-namespaces  Linux     fix"), "\(table)")
        let lines = try await home.thimble("mitigation list", "--cve", "cve-2017-0145", "--json")
        #expect(try JSONDocument.lines(lines).map(\.["name"].text) == ["no-smb1"])
        let shown = try await home.thimble("mitigation show", "no-smb1", "--json")
        #expect(try JSONDocument(shown)["apply"].text == "line 1\nline 2\n")
        let words = try await home.thimble("mitigation show", "no-smb1")
        #expect(words.contains("rollback (powershell, at most 600 s):\n    undo"), "\(words)")
        let again = try await home.call(
            "mitigation import",
            ["-"],
            input: "{\"mitigations\": [\(shown)]}"
        ).requireSuccess()
        #expect(again.output == "mitigations: 0 added, 0 changed, 1 unchanged\n")
        let deleted = try await home.thimble("mitigation delete", "no-smb1")
        #expect(deleted == "deleted: no-smb1\n")
        let left = try JSONDocument.lines(try await home.thimble("mitigation list", "--json"))
        #expect(left.map(\.["name"].text) == ["no-namespaces"])
        #expect(try await home.audit("mitigation.add").count == 2)
    }

    @Test("what is wrong is told with file, index and member, and nothing is imported")
    func refuses() async throws {
        let home = try Home()
        let bad = Self.file.replacing("CVE-2022-0185", with: "SMB")
        let file = try home.directory.write(bad, to: "m.json")
        let cases = [
            (
                "mitigation import", file, 65,
                "request.invalid: \(file): mitigations[1].cves[0]: SMB is no CVE-YYYY-NNNN"
            ),
            ("mitigation import", "/no/such/file", 65, "request.invalid: /no/such/file"),
            ("mitigation show", "nobody", 66, "mitigation.not_found: mitigation nobody"),
            ("mitigation delete", "nobody", 66, "mitigation.not_found: mitigation nobody"),
        ]
        for (verb, argument, status, said) in cases {
            let result = try await home.call(verb, [argument])
            #expect(result.status == .exited(Int32(status)), "\(verb): \(result.errors)")
            #expect(result.errors.contains("thimble: \(said)"), "\(result.errors)")
        }
        #expect(try await home.thimble("mitigation list", "--json").isEmpty)
    }
}
