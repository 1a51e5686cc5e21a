// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Testing

@Suite struct MitigationTests {
    private static func content(
        _ name: String = "no-smb1",
        _ cves: [String] = ["CVE-2017-0144"],
        on platform: Mitigation.Platform = .windows
    ) -> Mitigation.Content {
        Mitigation.Content(
            name: name,
            cves: cves,
            platform: platform,
            apply: Script(interpreter: platform.interpreter, text: "a", timeoutSeconds: 60)
        )
    }

    private static func mitigation(
        _ name: String,
        _ cves: [String],
        on platform: Mitigation.Platform = .linux,
        at path: String = "/1/"
    ) -> Mitigation {
        Mitigation(
            content(name, cves, on: platform),
            of: ID(derivedFrom: "tenant \(path)"),
            at: TenantPath(stored: path),
            writtenBy: "local:ada",
            writtenAt: Timestamp(milliseconds: 0)
        )
    }

    @Test("the identity follows from tenant and name")
    func derivesIdentity() {
        let one = Self.mitigation("a", ["CVE-2026-0001"])
        #expect(one.id == Self.mitigation("a", ["CVE-2026-0002"], on: .windows).id)
        #expect(one.id != Self.mitigation("b", ["CVE-2026-0001"]).id)
        #expect(one.id != Self.mitigation("a", ["CVE-2026-0001"], at: "/1/2/").id)
    }

    private struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let change: @Sendable (inout Mitigation.Content) -> Void

        init(_ said: String, _ change: @escaping @Sendable (inout Mitigation.Content) -> Void) {
            testDescription = said
            self.change = change
        }
    }

    private static let long = String(repeating: "x", count: Mitigation.textMax + 1)
    private static let script = Script(interpreter: .powershell, text: "v", timeoutSeconds: 60)

    private static let faults = [
        Fault("name: it must have 1 to 128 bytes on one line") { $0.name = "" },
        Fault("name: it must have 1 to 128 bytes on one line") { $0.name = "a\u{1B}" },
        Fault("title: it must have 1 to 256 bytes on one line") { $0.title = "a\nb" },
        Fault("category: it must have 1 to 64 bytes on one line") { $0.category = long },
        Fault("description: it must have at most 8192 bytes without NUL") { $0.summary = long },
        Fault("impact: it must have at most 8192 bytes without NUL") { $0.impact = "\u{0}" },
        Fault("cves: 0 are not in 1...1000") { $0.cves = [] },
        Fault("cves[1]: CVE-26-1 is no CVE-YYYY-NNNN") { $0.cves = ["CVE-2026-0001", "CVE-26-1"] },
        Fault("cves[0]: cve-2026-0001 is no CVE-YYYY-NNNN") { $0.cves = ["cve-2026-0001"] },
        Fault("cves[0]: CVE-2026-12345678 is no CVE-YYYY-NNNN") {
            $0.cves = ["CVE-2026-12345678"]
        },
        Fault("cves[0]: CVE-2026-01234 is no CVE-YYYY-NNNN") { $0.cves = ["CVE-2026-01234"] },
        Fault("cves[1]: CVE-2026-0001 is there twice") {
            $0.cves = ["CVE-2026-0001", "CVE-2026-0001"]
        },
        Fault("apply: a script has 1 to 262144 bytes without NUL, not 0") { $0.apply.text = "" },
        Fault("verify: a script has 1 to 262144 bytes without NUL, not 3") {
            $0.verification = Script(interpreter: .cmd, text: "a\u{0}b", timeoutSeconds: 1)
        },
        Fault("timeoutSeconds: 0 is not in 1...86400") { $0.apply.timeoutSeconds = 0 },
        Fault("interpreter: sh is not there on Windows") { $0.apply.interpreter = .sh },
        Fault("interpreter: powershell is not there on Linux") { $0.platform = .linux },
        Fault("rollback: it is never run, as nothing is said to verify") { $0.undo = script },
    ]

    @Test("what cannot be carried out is refused with its member", arguments: faults)
    private func refuses(_ fault: Fault) {
        var content = Self.content()
        fault.change(&content)
        let error = #expect(throws: SettingError.self) { try content.validate() }
        #expect(error?.description == fault.testDescription)
    }

    @Test("what an operator may write passes")
    func accepts() throws {
        var content = Self.content("größer ☂", ["CVE-1999-0001", "CVE-2026-1234567"])
        content.verification = Self.script
        content.undo = Self.script
        content.summary = "two\nlines"
        content.apply.timeoutSeconds = 86_400
        try content.validate()
        for interpreter in [Script.Interpreter.sh, .bash, .python] {
            var other = Self.content(on: .mac)
            other.apply.interpreter = interpreter
            try other.validate()
        }
    }

    @Test("mitigations come in the order of the vulnerabilities, each once, for one platform")
    func chooses() {
        let all = [
            Self.mitigation("z", ["CVE-2026-0001"]),
            Self.mitigation("both", ["CVE-2026-0002", "CVE-2026-0001"]),
            Self.mitigation("win", ["CVE-2026-0001"], on: .windows),
            Self.mitigation("other", ["CVE-2026-0009"]),
        ]
        let choice = MitigationChoice(
            of: ["CVE-2026-0003", "CVE-2026-0001", "CVE-2026-0002", "CVE-2026-0001"],
            on: .linux,
            among: all
        )
        #expect(choice.elements.map(\.mitigation.name) == ["both", "z"])
        #expect(
            choice.elements.map(\.cves) == [["CVE-2026-0001", "CVE-2026-0002"], ["CVE-2026-0001"]]
        )
        #expect(choice.uncovered == ["CVE-2026-0003"])
        #expect(!choice.needsReboot)
        #expect(
            choice.actions.map(\.name) == [
                "both (CVE-2026-0001, CVE-2026-0002)", "z (CVE-2026-0001)",
            ]
        )
        #expect(choice.actions.map(\.id) == [all[1].id.uuid, all[0].id.uuid])
        #expect(choice.actions.allSatisfy { !$0.abortsOnFailure })
        #expect(MitigationChoice(of: [], on: .linux, among: all).actions.isEmpty)
    }

    @Test("an action has the scripts, and the choice says whether a restart is needed")
    func makesActions() throws {
        var full = Self.mitigation("full", ["CVE-2026-0001"])
        full.content.verification = Script(interpreter: .sh, text: "v", timeoutSeconds: 1)
        full.content.undo = Script(interpreter: .sh, text: "u", timeoutSeconds: 1)
        full.content.needsReboot = true
        let choice = MitigationChoice(of: ["CVE-2026-0001"], on: .linux, among: [full])
        let action = try #require(choice.actions.first)
        #expect(action.script.text == "a" && action.verification?.text == "v")
        #expect(action.undo?.text == "u")
        #expect(choice.needsReboot)
    }

    @Test("of one name the nearest tenant's counts, and those beside or below do not")
    func prefersNearest() {
        let all = [
            Self.mitigation("a", ["CVE-2026-0001"]),
            Self.mitigation("a", ["CVE-2026-0002"], at: "/1/2/"),
            Self.mitigation("b", ["CVE-2026-0001"]),
            Self.mitigation("c", ["CVE-2026-0001"], at: "/1/2/3/"),
            Self.mitigation("d", ["CVE-2026-0001"], at: "/1/20/"),
        ]
        let here = Mitigation.effective(all, at: TenantPath(stored: "/1/2/"))
        #expect(here.map(\.name) == ["a", "b"])
        #expect(here[0].content.cves == ["CVE-2026-0002"])
        let above = Mitigation.effective(all, at: TenantPath(root: 1))
        #expect(above.map(\.name) == ["a", "b"] && above[0].content.cves == ["CVE-2026-0001"])
    }

    @Test(
        "a label is read as it was written, and other names are no labels",
        arguments: [
            MitigationLabel(name: "a", cves: ["CVE-2026-0001"]),
            MitigationLabel(name: "a (b) (c", cves: ["CVE-2026-0001", "CVE-2026-1234567"]),
            MitigationLabel(name: "größer ☂", cves: ["CVE-2026-0001"]),
        ]
    )
    func readsLabels(_ label: MitigationLabel) {
        #expect(MitigationLabel(label.text) == label)
    }

    @Test(
        "the names of other scripts are no labels",
        arguments: ["", "a.sh", "a (b)", "a ()", ")"]
    )
    func passesOver(_ text: String) {
        #expect(MitigationLabel(text) == nil)
    }
}
