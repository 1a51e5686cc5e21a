// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Testing

/// Ubuntu has one codename for all suites of a release; only the suite tells them apart.
@Suite struct UbuntuPocketTests {
    private static func record(_ suite: String, _ version: String) -> StoredPatchRecord {
        let isBackports = suite.hasSuffix("-backports")
        let origin = PatchOrigin(
            origin: "Ubuntu",
            label: "Ubuntu",
            suite: suite,
            codename: "noble",
            component: "main",
            willingness: isBackports ? .upgradesOnly : .automatic
        )
        let record = PatchRecord(
            stream: Stream(rawValue: "ubuntu:24.04"),
            source: "oak",
            version: version,
            origin: origin,
            binaries: [
                PatchBinary(name: "oak", architecture: "amd64", version: version, size: nil)
            ]
        )
        return StoredPatchRecord(
            record: record,
            feed: FeedReference(feed: "apt Ubuntu \(suite) main amd64", revision: 1),
            withdrawnBy: nil
        )
    }

    private static func findings(of suites: [String]) -> [String] {
        let catalogue = Catalogue(
            records: [
                record("noble", "1.0"), record("noble-updates", "1.0ubuntu0.2"),
                record("noble-security", "1.0ubuntu0.1"), record("noble-backports", "2.0~24.04"),
            ],
            revisions: []
        )
        let inventory = Inventory(
            stream: "ubuntu:24.04",
            architecture: "amd64",
            packages: [
                InstalledPackage(name: "oak", architecture: "amd64", version: "1.0", source: "oak")
            ],
            repositories: suites.map {
                Repository(
                    origin: "Ubuntu",
                    label: "Ubuntu",
                    suite: $0,
                    codename: "noble",
                    component: "main"
                )
            }
        )
        return Assessor(catalogue).assess(inventory).findings.filter { $0.isCurrent }.map {
            "\($0.patch.version) \($0.patch.classification.rawValue)"
        }
    }

    @Test(
        "a machine gets what its suites bring, and no other",
        arguments: [
            (["noble"], []), (["noble", "noble-security"], ["1.0ubuntu0.1 security"]),
            (["noble", "noble-updates", "noble-security"], ["1.0ubuntu0.2 update"]),
            (["noble", "noble-backports"], []),
        ]
    )
    func suites(_ suites: [String], _ expected: [String]) {
        #expect(Self.findings(of: suites) == expected)
    }
}
