// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Testing

/// Advisories that name no fix: the publisher's own word is the answer.
@Suite struct UnfixedRuleTests {
    static let cases = [
        RuleCase(
            "a vulnerability without a fix is not shown at all",
            catalogue: "open CVE-1 affected a",
            machine: "liba:amd64 1.0 a",
            finds: "CVE-1 unfixed no_fix_yet",
            explains: "CVE-1 -> unfixed no_fix_yet"
        ),
        RuleCase(
            "a vulnerability that nobody will fix is called pending",
            catalogue: "open CVE-1 willNotFix a",
            machine: "liba:amd64 1.0 a",
            finds: "CVE-1 unfixed will_not_fix",
            explains: "CVE-1 -> unfixed will_not_fix"
        ),
        RuleCase(
            "what the publisher still looks at is called harmless, or vulnerable",
            catalogue: "open CVE-1 underInvestigation a",
            machine: "liba:amd64 1.0 a",
            finds: "CVE-1 unfixed under_investigation",
            explains: "CVE-1 -> unfixed under_investigation"
        ),
        RuleCase(
            "a package that the publisher calls not affected is reported as vulnerable",
            catalogue: "open CVE-1 notAffected a",
            machine: "liba:amd64 1.0 a",
            finds: "",
            explains: "CVE-1 -> notApplicable not_affected"
        ),
        RuleCase(
            "a statement about a source is lost where only the source is known of a package",
            catalogue: "open CVE-1 affected a",
            machine: "- 1.0 a",
            finds: "CVE-1 unfixed no_fix_yet"
        ),
        RuleCase(
            "a statement about one binary package is applied to its whole source",
            catalogue: "open CVE-1 affected bin/liba",
            machine: "a-tools:amd64 1.0 a",
            finds: "",
            explains: "CVE-1 -> notApplicable package_not_installed"
        ),
        RuleCase(
            "a machine without the package is called vulnerable",
            catalogue: "open CVE-1 affected a",
            machine: "b:amd64 1.0 b",
            finds: "",
            explains: "CVE-1 -> notApplicable package_not_installed"
        ),
        RuleCase(
            "a statement that the publisher took back stays for ever",
            catalogue: "open CVE-1 affected a withdrawn\nmain b 1 b:amd64",
            machine: "liba:amd64 1.0 a",
            finds: ""
        ),
        RuleCase(
            "the fix of one vulnerability hides another one without a fix",
            catalogue: "open CVE-1 affected a\ndsa DSA-1 a 1.1",
            machine: "liba:amd64 1.0 a",
            finds: "CVE-1 unfixed no_fix_yet\na 1.1 missing source_older"
        ),
    ]

    @Test("each answer of the publisher is one of its own", arguments: cases)
    func keeps(_ rule: RuleCase) throws { try rule.check() }

    @Test("the packages that are vulnerable are named, and no version is made up")
    func namesPackages() throws {
        let rule = RuleCase(
            "",
            catalogue: "open CVE-1 affected bin/liba",
            machine: "a-tools:amd64 1.0 a\nliba:amd64 1.0 a\nliba:i386 1.0 a",
            finds: ""
        )
        let snapshot = try rule.snapshot()
        let device = try #require(snapshot.devices(in: Snapshots.root).first)
        let finding = try #require(snapshot.findings(device).first)
        #expect(
            finding.packages.map { "\($0.name):\($0.architecture ?? "-") \($0.installed)" }
                == ["liba:amd64 1.0", "liba:i386 1.0"]
        )
        #expect(finding.packages.allSatisfy { $0.fixed.isEmpty && !$0.isOlder })
        #expect(finding.patch.isUnfixed && finding.patch.name == "CVE-1")
    }

    @Test("what has no fix is not among what one would install")
    func isNotLacking() throws {
        let snapshot = try Self.cases[0].snapshot()
        let device = try #require(snapshot.devices(in: Snapshots.root).first)
        let patch = try #require(snapshot.catalogue.ordered.first)
        #expect(snapshot.lacking(device).isEmpty)
        #expect(snapshot.tallies(in: Snapshots.root)[patch.id] == nil)
        #expect(snapshot.devices(lacking: [patch.id]).isEmpty)
    }
}
