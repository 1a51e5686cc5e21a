// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Testing

/// Fixes that only subscribers get (Ubuntu Pro).
@Suite struct SubscriptionRuleTests {
    static let cases = [
        RuleCase(
            "a patch is missing for ever, because only subscribers can install it",
            catalogue: "usn USN-1 a 1.1 a:amd64 pro",
            machine: "a:amd64 1.0 a",
            suites: ["noble"],
            stream: "ubuntu:24.04",
            finds: "a 1.1 unfixed needs_subscription",
            explains: "a 1.1 -> unfixed needs_subscription"
        ),
        RuleCase(
            "a machine whose repositories nobody knows is taken for a subscriber",
            catalogue: "usn USN-1 a 1.1 a:amd64 pro",
            machine: "a:amd64 1.0 a",
            stream: "ubuntu:24.04",
            finds: "a 1.1 unfixed needs_subscription"
        ),
        RuleCase(
            "a subscriber does not see the patches that are paid for",
            catalogue: "usn USN-1 a 1.1 a:amd64 pro",
            machine: "a:amd64 1.0 a",
            suites: ["noble", "esm"],
            stream: "ubuntu:24.04",
            finds: "a 1.1 missing binary_older",
            explains: "a 1.1 -> missing binary_older"
        ),
        RuleCase(
            "a fix that is installed is still called one for subscribers",
            catalogue: "usn USN-1 a 1.1 a:amd64 pro",
            machine: "a:amd64 1.1 a",
            suites: ["noble"],
            stream: "ubuntu:24.04",
            finds: "a 1.1 installed up_to_date",
            explains: "a 1.1 -> installed up_to_date"
        ),
        RuleCase(
            "a fix for everyone hides behind a newer one for subscribers",
            catalogue: "usn USN-1 a 1.1 a:amd64\nusn USN-2 a 1.2 a:amd64 pro",
            machine: "a:amd64 1.0 a",
            suites: ["noble"],
            stream: "ubuntu:24.04",
            finds: "a 1.1 missing binary_older\na 1.2 unfixed needs_subscription"
        ),
        RuleCase(
            "a fix that the repository gives to everyone is called one for subscribers",
            catalogue: "usn USN-1 a 1.1 a:amd64 pro\nnoble a 1.1 a:amd64",
            machine: "a:amd64 1.0 a",
            suites: ["noble"],
            stream: "ubuntu:24.04",
            finds: "a 1.1 missing binary_older",
            explains: "a 1.1 -> missing binary_older"
        ),
    ]

    @Test("subscriptions are known by the repositories of a machine", arguments: cases)
    func keeps(_ rule: RuleCase) throws { try rule.check() }

    @Test("what nobody can install is not among what one would install")
    func isNotLacking() throws {
        let snapshot = try Self.cases[0].snapshot()
        let device = try #require(snapshot.devices(in: Snapshots.root).first)
        let patch = try #require(snapshot.catalogue.ordered.first)
        #expect(snapshot.lacking(device).isEmpty)
        #expect(snapshot.devices(lacking: [patch.id]).isEmpty)
        let finding = try #require(snapshot.findings(device).first)
        #expect(!finding.state.isMissing)
        #expect(finding.packages.map(\.fixed) == ["1.1"])
    }
}
