// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Testing

/// What a feed no longer has explains the past and asks for nothing.
@Suite struct WithdrawnRuleTests {
    static let cases = [
        RuleCase(
            "a version that the repository dropped is missing for ever",
            catalogue: "security a 1.1 a:amd64 withdrawn\nmain b 1 b:amd64",
            machine: "a:amd64 1.0 a",
            finds: "",
            explains: "a 1.1 -> notApplicable withdrawn"
        ),
        RuleCase(
            "a machine that has a dropped version is said to have nothing",
            catalogue: "security a 1.1 a:amd64 withdrawn\nmain b 1 b:amd64",
            machine: "a:amd64 1.1 a",
            finds: "a 1.1 installed up_to_date",
            explains: "a 1.1 -> installed up_to_date"
        ),
        RuleCase(
            "a dropped version whose successor is there is forgotten with its advisory",
            catalogue: "security a 1.1 a:amd64 withdrawn\nsecurity a 1.2 a:amd64",
            machine: "a:amd64 1.0 a",
            finds: "a 1.1 missing binary_older < a 1.2\na 1.2 missing binary_older",
            explains: "a 1.1 -> missing binary_older"
        ),
        RuleCase(
            "an advisory that its publisher took back still makes a machine vulnerable",
            catalogue: "dsa DSA-1 a 1.1 withdrawn\nmain b 1 b:amd64",
            machine: "a:amd64 1.0 a",
            finds: "",
            explains: "a 1.1 -> notApplicable withdrawn"
        ),
        RuleCase(
            "an advisory's fix is lost because the repository dropped the package",
            catalogue: "dsa DSA-1 a 1.1\nsecurity a 1.1 a:amd64 withdrawn",
            machine: "a:amd64 1.0 a",
            finds: "a 1.1 missing source_older",
            explains: "a 1.1 -> missing source_older"
        ),
        RuleCase(
            "an advisory as a whole that was taken back is still missing (rpm)",
            catalogue: "alsa ALSA-1 oak=1.1-1 withdrawn\nalsa ALSA-2 elm=1-1",
            machine: "oak:x86_64 1.0-1 oak",
            stream: "almalinux:9",
            finds: "",
            explains: "ALSA-1 -> notApplicable withdrawn"
        ),
    ]

    @Test("what is withdrawn is known and not asked for", arguments: cases)
    func keeps(_ rule: RuleCase) throws { try rule.check() }

    @Test("a machine is called vulnerable because of what nobody offers any more")
    func isHealthy() throws {
        let snapshot = try Self.cases[0].snapshot()
        let device = try #require(snapshot.devices(in: Snapshots.root).first)
        let patch = try World(Self.cases[0].catalogue).patch("a", "1.1")
        #expect(snapshot.health(device, now: Snapshots.now) == .healthy)
        #expect(snapshot.devices(lacking: [patch.id]).isEmpty)
        #expect(snapshot.tallies(in: Snapshots.root)[patch.id] == nil)
    }
}
