// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Testing

/// Which of several repositories counts (apt_preferences(5)).
@Suite struct AssessorSuiteTests {
    static let cases = [
        AssessmentCase(
            "the same version in two suites is one patch",
            catalogue: "main a 1.1 a:amd64\nsecurity a 1.1 a:amd64",
            machine: "a:amd64 1.0 a",
            finds: "a 1.1 missing binary_older"
        ),
        AssessmentCase(
            "of two pending versions the newest is current",
            catalogue: "main a 1.1 a:amd64\nsecurity a 1.2 a:amd64",
            machine: "a:amd64 1.0 a",
            finds: "a 1.1 missing binary_older < a 1.2\na 1.2 missing binary_older"
        ),
        AssessmentCase(
            "what is installed of two versions is installed",
            catalogue: "main a 1.1 a:amd64\nsecurity a 1.2 a:amd64",
            machine: "a:amd64 1.1 a",
            finds: "a 1.1 installed up_to_date\na 1.2 missing binary_older"
        ),
        AssessmentCase(
            "a version that the repository no longer has is superseded by the one it has",
            catalogue: "security a 1.1 a:amd64 withdrawn\nsecurity a 1.2 a:amd64",
            machine: "a:amd64 1.0 a",
            finds: "a 1.1 missing binary_older < a 1.2\na 1.2 missing binary_older"
        ),
        AssessmentCase(
            "a version that is gone without a successor is out of reach",
            catalogue: "security a 1.1 a:amd64 withdrawn\nmain b 1 b:amd64",
            machine: "a:amd64 1.0 a",
            finds: ""
        ),
        AssessmentCase(
            "a version that is gone and installed is installed",
            catalogue: "security a 1.1 a:amd64 withdrawn\nmain b 1 b:amd64",
            machine: "a:amd64 1.1 a",
            finds: "a 1.1 installed up_to_date"
        ),
        AssessmentCase(
            "a version that is gone counts as superseded where one of its packages goes on",
            catalogue: "security a 1.1 a:amd64 b:amd64 withdrawn\nsecurity a 1.2 a:amd64",
            machine: "a:amd64 1.0 a\nb:amd64 1.0 a",
            finds: "a 1.1 missing binary_older < a 1.2\na 1.2 missing binary_older"
        ),
        AssessmentCase(
            "a version is current while it is the newest for one of its packages",
            catalogue: "main a 1.1 a:amd64 b:amd64\nsecurity a 1.2 a:amd64",
            machine: "a:amd64 1.0 a\nb:amd64 1.0 a",
            finds: "a 1.1 missing binary_older\na 1.2 missing binary_older"
        ),
        AssessmentCase(
            "a backport is not taken while main has the package",
            catalogue: "main a 1.0 a:amd64\nbackports a 2.0~bpo12+1 a:amd64",
            machine: "a:amd64 1.0 a",
            finds: "a 1.0 installed up_to_date"
        ),
        AssessmentCase(
            "a backport is not taken where main has a newer one than installed",
            catalogue: "main a 1.1 a:amd64\nbackports a 2.0~bpo12+1 a:amd64",
            machine: "a:amd64 1.0 a",
            finds: "a 1.1 missing binary_older"
        ),
        AssessmentCase(
            "an installed backport is updated from the backports",
            catalogue: "main a 1.0 a:amd64\nbackports a 2.0~bpo12+2 a:amd64",
            machine: "a:amd64 2.0~bpo12+1 a",
            finds: "a 1.0 installed up_to_date\na 2.0~bpo12+2 missing binary_older"
        ),
        AssessmentCase(
            "an installed backport that main overtakes goes back to main",
            catalogue: "main a 2.1 a:amd64\nbackports a 2.2~bpo12+1 a:amd64",
            machine: "a:amd64 2.0~bpo12+1 a",
            finds: "a 2.1 missing binary_older"
        ),
        AssessmentCase(
            "an up-to-date backport is installed",
            catalogue: "main a 1.0 a:amd64\nbackports a 2.0~bpo12+1 a:amd64",
            machine: "a:amd64 2.0~bpo12+1 a",
            finds: "a 1.0 installed up_to_date\na 2.0~bpo12+1 installed up_to_date"
        ),
        AssessmentCase(
            "a package that only the backports have is updated from there",
            catalogue: "backports a 2.0~bpo12+2 a:amd64",
            machine: "a:amd64 2.0~bpo12+1 a",
            finds: "a 2.0~bpo12+2 missing binary_older"
        ),
        AssessmentCase(
            "a version that main no longer has does not keep a backport away",
            catalogue: "main a 1.1 a:amd64 withdrawn\nbackports a 2.0~bpo12+1 a:amd64",
            machine: "a:amd64 1.1 a",
            finds: "a 1.1 installed up_to_date\na 2.0~bpo12+1 missing binary_older"
        ),
        AssessmentCase(
            "a suite on request is never taken, and known where it was",
            catalogue: "main a 1.0 a:amd64\nrequest a 3.0 a:amd64\nrequest b 3.0 b:amd64",
            machine: "a:amd64 1.0 a\nb:amd64 3.0 b",
            finds: "a 1.0 installed up_to_date\nb 3.0 installed up_to_date"
        ),
        AssessmentCase(
            "only the repositories that the machine uses count",
            catalogue: "main a 1.1 a:amd64\nsecurity a 1.2 a:amd64\ncontrib b 2.0 b:amd64",
            machine: "a:amd64 1.0 a\nb:amd64 1.0 b",
            suites: ["main"],
            finds: "a 1.1 missing binary_older"
        ),
        AssessmentCase(
            "a third party's repository counts where it is used",
            catalogue: "main a 1.0 a:amd64\nshop tool 2.0 tool:amd64",
            machine: "tool:amd64 1.0 tool",
            suites: ["main", "shop"],
            finds: "tool 2.0 missing binary_older"
        ),
        AssessmentCase(
            "a third party's repository does not count where it is not used",
            catalogue: "main a 1.0 a:amd64\nshop tool 2.0 tool:amd64",
            machine: "tool:amd64 1.0 tool",
            suites: ["main"],
            finds: ""
        ),
        AssessmentCase(
            "a third party's newer version supersedes the distribution's",
            catalogue: "main a 1.1 a:amd64\nshop a 2.0 a:amd64",
            machine: "a:amd64 1.0 a",
            suites: ["main", "shop"],
            finds: "a 1.1 missing binary_older < a 2.0\na 2.0 missing binary_older"
        ),
        AssessmentCase(
            "a third party's version keeps a backport away too",
            catalogue: "main z 1 z:amd64\nshop a 1.0 a:amd64\nbackports a 2.0~bpo12+1 a:amd64",
            machine: "a:amd64 1.0 a",
            suites: ["main", "backports", "shop"],
            finds: "a 1.0 installed up_to_date"
        ),
        AssessmentCase(
            "unknown repositories are those of the release",
            catalogue: "main a 1.1 a:amd64\nsecurity b 1.1 b:amd64\nshop c 1.1 c:amd64",
            machine: "a:amd64 1.0 a\nb:amd64 1.0 b\nc:amd64 1.0 c",
            finds: "a 1.1 missing binary_older\nb 1.1 missing binary_older"
        ),
        AssessmentCase(
            "a machine without a single index has not asked yet: its repositories are unknown",
            catalogue: "main a 1.1 a:amd64\nsecurity b 1.1 b:amd64",
            machine: "a:amd64 1.0 a\nb:amd64 1.0 b",
            suites: [],
            finds: "a 1.1 missing binary_older\nb 1.1 missing binary_older"
        ),
        AssessmentCase(
            "another release's patches are not for this machine",
            catalogue: "main a 1.0 a:amd64\nnext a 2.0 a:amd64",
            machine: "a:amd64 1.0 a",
            finds: "a 1.0 installed up_to_date"
        ),
        AssessmentCase(
            "the newest rebuild of a patch counts, as the machine can have only one",
            catalogue: "security a 1.1 a:amd64\nmain a 1.1 a:amd64=1.1+b1",
            machine: "a:amd64 1.1 a",
            finds: "a 1.1 missing binary_older"
        ),
    ]

    @Test("repositories are weighed against each other", arguments: cases)
    func finds(_ table: AssessmentCase) throws {
        try table.check()
    }

    @Test("a patch brings each package in one version only")
    func bringsOneVersion() throws {
        let world = try World("security a 1.1 a:amd64\nmain a 1.1 a:amd64=1.1+b1")
        let inventory = try Machine.inventory("a:amd64 1.0 a")
        let finding = try #require(Assessor(world.catalogue).assess(inventory).findings.first)
        #expect(finding.packages.map(\.fixed) == ["1.1+b1"])
    }

    @Test("an offer that cannot be compared does not hide one that can")
    func prefersComparable() throws {
        for lines in [
            "main a 1.1 a:amd64=:\nsecurity a 1.1 a:amd64",
            "security a 1.1 a:amd64\nmain a 1.1 a:amd64=:",
        ] {
            let world = try World(lines)
            let inventory = try Machine.inventory("a:amd64 1.0 a")
            let finding = try #require(Assessor(world.catalogue).assess(inventory).findings.first)
            #expect(finding.state == .missing)
            #expect(finding.packages.map(\.fixed) == ["1.1"])
        }
    }

    @Test("of the same version in two streams one is current, on every node the same one")
    func breaksTies() throws {
        let inventory = try Machine.inventory("a:amd64 1.0 a", suites: ["main", "shop"])
        for lines in [
            "main a 1.1 a:amd64\nshop a 1.1 a:amd64", "shop a 1.1 a:amd64\nmain a 1.1 a:amd64",
        ] {
            let catalogue = try World(lines).catalogue
            let findings = Assessor(catalogue).assess(inventory).findings
            #expect(findings.count == 2)
            let last = catalogue.ordered.map(\.id).max()
            #expect(findings.filter(\.isCurrent).map(\.patch.id) == [last])
            #expect(findings.compactMap(\.supersededBy) == [last])
        }
    }
}
