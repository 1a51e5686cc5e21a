// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite struct HealthTests {
    @Test(
        "what is lacking decides",
        arguments: [
            ([], .healthy),
            ([.update], .vulnerable), ([.backport], .vulnerable), ([.thirdParty], .vulnerable),
            ([.security], .highlyVulnerable),
            ([.update, .thirdParty, .security], .highlyVulnerable),
            ([.security, .update], .highlyVulnerable),
        ] as [([Patch.Classification], Health)]
    )
    func judges(_ lacking: [Patch.Classification], _ health: Health) {
        #expect(Health(lacking: lacking, unknown: nil) == health)
    }

    @Test("a device of which nothing can be said is never healthy, and never worse either")
    func unknownWins() {
        for reason in [Finding.Reason.neverScanned, .inventoryStale, .noCatalogue] {
            #expect(Health(lacking: [], unknown: reason) == .unknown)
            #expect(Health(lacking: [.security], unknown: reason) == .unknown)
        }
    }

    @Test("a device lacks a patch in these states and no others")
    func missingStates() {
        let missing = Finding.State.allCases.filter(\.isMissing)
        #expect(missing == [.missing, .held, .phased, .failed, .inProgress])
    }

    @Test("a finding is current where it is missing and nothing supersedes it")
    func currentFindings() {
        let patch = Patch(
            merging: [
                (
                    PatchRecord(stream: Stream(rawValue: "s:1"), source: "a", version: "1"),
                    FeedReference(feed: "f", revision: 1)
                )
            ])
        for state in Finding.State.allCases {
            var finding = Finding(patch: patch, state: state, reason: .upToDate, packages: [])
            #expect(finding.isCurrent == state.isMissing)
            finding.supersededBy = patch.id
            #expect(!finding.isCurrent)
        }
    }
}
