// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Testing

/// A package whose files are there and whose set-up never ended has not got its patch.
@Suite struct UnconfiguredPackageTests {
    private static func finding(version: String, isUnconfigured: Bool) throws -> Finding {
        let records = ["1.0", "1.1"].map { version in
            StoredPatchRecord(
                record: PatchRecord(
                    stream: Stream(rawValue: "debian:12"),
                    source: "oak",
                    version: version,
                    origin: PatchOrigin(
                        origin: "Debian",
                        label: "Debian",
                        suite: "stable",
                        codename: "bookworm",
                        component: "main",
                        willingness: .automatic
                    ),
                    binaries: [
                        PatchBinary(
                            name: "oak",
                            architecture: "amd64",
                            version: version,
                            size: nil
                        )
                    ]
                ),
                feed: FeedReference(feed: "apt", revision: 1),
                withdrawnBy: nil
            )
        }
        let inventory = Inventory(
            stream: "debian:12",
            architecture: "amd64",
            packages: [
                InstalledPackage(
                    name: "oak",
                    architecture: "amd64",
                    version: version,
                    source: "oak",
                    isUnconfigured: isUnconfigured
                )
            ],
            repositories: nil
        )
        let catalogue = Catalogue(records: records, revisions: [])
        return try #require(
            Assessor(catalogue).assess(inventory).finding(of: records[1].record.patch)
        )
    }

    @Test(
        "the state of the newest patch",
        arguments: [
            ("1.0", false, Finding.State.missing, Finding.Reason.binaryOlder),
            ("1.0", true, .missing, .binaryOlder),
            ("1.1", false, .installed, .upToDate),
            ("1.1", true, .failed, .notConfigured),
            ("1.2", true, .installed, .upToDate),
        ]
    )
    func states(
        version: String,
        isUnconfigured: Bool,
        state: Finding.State,
        reason: Finding.Reason
    ) throws {
        let finding = try Self.finding(version: version, isUnconfigured: isUnconfigured)
        #expect(finding.state == state)
        #expect(finding.reason == reason)
        #expect(finding.packages.contains(where: \.isOpen) == (state != .installed))
    }
}
