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

    @Test(
        "of an advisory's fix the version of the source decides, as everywhere",
        arguments: [
            // A rebuilt package of the fixed source: its files are there, and it is not set up.
            ("liba:amd64 1.1+b1 a=1.1 unconfigured", "a 1.1 failed not_configured"),
            // Built from a newer source, whose number only looks like the fix.
            ("liba:amd64 1.1 a=1.2 unconfigured", "a 1.1 installed up_to_date"),
            ("liba:amd64 1.0 a=1.0 unconfigured", "a 1.1 missing source_older"),
        ]
    )
    func comparesSources(machine: String, line: String) throws {
        let catalogue = try World("dsa DSA-1 a 1.1").catalogue
        let findings = Assessor(catalogue).assess(try Machine.inventory(machine)).findings
        #expect(findings.map { $0.line(catalogue) } == [line])
        let finding = try #require(findings.first)
        #expect(finding.packages.contains(where: \.isOpen) == finding.state.isMissing)
    }
}
