// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Testing

/// What an administrator or a publisher keeps back is neither hidden nor urged.
@Suite struct HoldRuleTests {
    static let cases = [
        RuleCase(
            "a package on hold vanishes from the list of what is missing",
            catalogue: "security a 1.1 a:amd64",
            machine: "a:amd64 1.0 a hold",
            finds: "a 1.1 held on_hold",
            explains: "a 1.1 -> held on_hold"
        ),
        RuleCase(
            "a locked package of an rpm distribution is tried again every night",
            catalogue: "alsa ALSA-1 oak=1.1-1",
            machine: "oak:x86_64 1.0-1 oak hold",
            stream: "almalinux:9",
            finds: "ALSA-1 held on_hold",
            explains: "ALSA-1 -> held on_hold"
        ),
        RuleCase(
            "a hold on one package hides another package's patch",
            catalogue: "security a 1.1 a:amd64\nsecurity b 1.1 b:amd64",
            machine: "a:amd64 1.0 a hold\nb:amd64 1.0 b",
            finds: "a 1.1 held on_hold\nb 1.1 missing binary_older"
        ),
        RuleCase(
            "a hold on what a newer patch brings keeps the older patch's own package away",
            catalogue: "security a 1.1 a:amd64 b:amd64\nsecurity a 1.2 a:amd64",
            machine: "a:amd64 1.0 a hold\nb:amd64 1.0 a",
            finds: "a 1.1 missing binary_older\na 1.2 held on_hold",
            explains: "a 1.1 -> missing binary_older",
            "a 1.2 -> held on_hold"
        ),
        RuleCase(
            "an update that is phased in is offered to everyone at once",
            catalogue: "updates a 1.1 a:amd64 phased=10",
            machine: "a:amd64 1.0 a",
            finds: "a 1.1 phased phased_update",
            explains: "a 1.1 -> phased phased_update"
        ),
        RuleCase(
            "an update that is phased in and installed already is still shown as phased",
            catalogue: "updates a 1.1 a:amd64 phased=10",
            machine: "a:amd64 1.1 a",
            finds: "a 1.1 installed up_to_date",
            explains: "a 1.1 -> installed up_to_date"
        ),
    ]

    @Test("holds and phases have answers of their own", arguments: cases)
    func keeps(_ rule: RuleCase) throws { try rule.check() }

    @Test(
        "a machine is called healthy because what it lacks is kept back",
        arguments: [(0, Health.highlyVulnerable), (1, .highlyVulnerable), (4, .vulnerable)]
    )
    func isNotHealthy(_ index: Int, _ health: Health) throws {
        let snapshot = try Self.cases[index].snapshot()
        let device = try #require(snapshot.devices(in: Snapshots.root).first)
        let patch = try #require(snapshot.catalogue.ordered.first)
        #expect(snapshot.health(device, now: Snapshots.now) == health)
        #expect(snapshot.lacking(device).map(\.patch) == [patch])
        #expect(snapshot.tallies(in: Snapshots.root)[patch.id] == PatchTally(missing: 1))
        #expect(snapshot.devices(lacking: [patch.id]).slots == [device.slot])
    }
}
