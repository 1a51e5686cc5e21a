// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Feeds

/// What advisories become.
@Suite struct CSAFAdvisoryTests {
    private static let base = "cpe:/o:redhat:enterprise_linux:9::baseos"
    private static let apps = "cpe:/a:redhat:enterprise_linux:9::appstream"
    private static let eus = "cpe:/a:redhat:rhel_eus:9.2::appstream"
    private static let issued = Timestamp(milliseconds: 1_767_312_000_000)

    private func contents(_ texts: String...) throws -> [FeedContent] {
        try CSAFFixture.contents(texts)
    }

    private func binary(_ name: String, _ architecture: String, _ version: String) -> PatchBinary {
        PatchBinary(name: name, architecture: architecture, version: version, size: nil)
    }

    @Test("an advisory is one patch in each stream, with the packages that it fixes")
    func readsAdvisory() throws {
        let packages = ["hats-1:2-3.el9.x86_64", "hats-0:2-3.el9.src", "felt-0:1-1.el9.noarch"]
        let fixed = packages.flatMap { name in ["base", "apps", "eus"].map { "\($0):\(name)" } }
        let text = CSAFFixture.document(
            "RHSA-2026:1",
            tree: CSAFFixture.tree(
                ["base": Self.base, "apps": Self.apps, "eus": Self.eus],
                packages
            ),
            vulnerabilities: [
                CSAFFixture.vulnerability(
                    "CVE-2026-0002",
                    ["fixed": fixed.filter { $0.contains("hats") }],
                    remediations: [
                        CSAFFixture.remediation(
                            "vendor_fix",
                            fixed,
                            fields: #""restart_required":{"category":"none"},"#
                        )
                    ]
                ),
                CSAFFixture.vulnerability(
                    "CVE-2026-0001",
                    [
                        "fixed": ["base:hats-1:2-3.el9.x86_64"],
                        "known_not_affected": ["base:felt-0:1-1.el9.noarch"],
                    ],
                    remediations: [
                        CSAFFixture.remediation(
                            "vendor_fix",
                            fixed,
                            fields: #""restart_required":{"category":"machine"},"#
                        )
                    ],
                    threats: [CSAFFixture.impact("Critical", fixed)]
                ),
            ]
        )
        let found = try contents(text)
        #expect(found.map(\.feed) == ["csaf redhat"])
        let reference = AdvisoryReference(
            name: "RHSA-2026:1",
            title: "hats update",
            issuedAt: Self.issued,
            cves: ["CVE-2026-0002", "CVE-2026-0001"]
        )
        let record = PatchRecord(
            stream: Stream(rawValue: "rhel:9"),
            source: "RHSA-2026:1",
            version: "",
            title: "hats update",
            binaries: [binary("hats", "x86_64", "1:2-3.el9")],
            advisories: [reference],
            severity: .important,
            classification: .security,
            needsReboot: true
        )
        var extended = record
        extended.stream = Stream(rawValue: "rhel-eus:9.2")
        #expect(found[0].records == [extended, record])
        #expect(
            found[0].remarks == [
                "Source packages, left aside: 2.",
                "Packages that advisories name and do not fix, left aside: 1.",
            ]
        )
        #expect(found[0].publishedAt == Timestamp(milliseconds: 1_770_091_506_000))
    }

    @Test("first fixed, fixed and recommended versions are fixes")
    func readsFixes() throws {
        let packages = ["a-1-1", "b-1-1", "c-1-1", "a-1-9", "b-1-9", "d-1-1"]
        let text = CSAFFixture.document(
            "SUSE-SU-2026:1-1",
            publisher: "SUSE Product Security Team",
            rating: "",
            tree: CSAFFixture.tree(["sles": "cpe:/o:suse:sles:15:sp5"], packages),
            vulnerabilities: [
                CSAFFixture.vulnerability(
                    "CVE-2026-0001",
                    [
                        "recommended": ["sles:a-1-9", "sles:b-1-9", "sles:c-1-1"],
                        "first_fixed": ["sles:a-1-1"], "fixed": ["sles:b-1-1"],
                        "known_affected": ["sles:d-1-1"],
                    ],
                    threats: [
                        #"{"category":"exploit_status","details":"critical"}"#,
                        #"{"category":"impact","details":"moderate"}"#,
                    ]
                )
            ]
        )
        let found = try contents(text)
        #expect(found.map(\.feed) == ["csaf suse"])
        #expect(found[0].records.map(\.stream.rawValue) == ["suse:sles:15.5"])
        #expect(
            found[0].records.map(\.binaries) == [["a", "b", "c"].map { binary($0, "", "1-1") }]
        )
        #expect(found[0].records.map(\.severity) == [.moderate])
        #expect(found[0].records.map(\.needsReboot) == [nil])
        #expect(
            found[0].remarks == ["Packages that advisories name and do not fix, left aside: 3."]
        )
    }

    @Test("an advisory without vulnerabilities brings all the packages of its tree")
    func readsUpdate() throws {
        let text = CSAFFixture.document(
            "SUSE-RU-2026:2-1",
            publisher: "SUSE Product Security Team",
            tree: CSAFFixture.tree(
                ["leap": "cpe:/o:opensuse:leap:15.6"],
                ["a-1-1.x86_64", "b-1-1"]
            )
        )
        let found = try contents(text)
        #expect(found[0].records.map(\.stream.rawValue) == ["opensuse:leap:15.6"])
        #expect(
            found[0].records.map(\.binaries) == [
                [binary("a", "x86_64", "1-1"), binary("b", "", "1-1")]
            ]
        )
        #expect(found[0].records.map(\.classification) == [.update])
    }

    @Test(
        "the name tells what kind of change it is",
        arguments: [
            ("RHSA-1:1", Patch.Classification.security), ("RHBA-1:1", .update),
            ("RHEA-1:1", .update),
            ("SUSE-SU-1:1", .security), ("SUSE-RU-1:1", .update), ("SUSE-OU-1:1", .update),
            ("openSUSE-SU-1:1", .security), ("SUSE-FU-1:1", .update), ("other", .security),
        ]
    )
    func classifies(name: String, expected: Patch.Classification) {
        let statement = CSAFStatement(stream: Stream(rawValue: "rhel:9"), advisory: name)
        #expect(statement.classification == expected)
    }

    @Test("where only source packages are named, each in its fixed version is a patch")
    func readsSources() throws {
        let packages = ["hats-0:2-3.el9.src", "felt-2:1-1.el9.src"]
        let text = CSAFFixture.document(
            "RHSA-2026:1",
            tree: CSAFFixture.tree(["base": Self.base, "apps": Self.apps], packages),
            vulnerabilities: [
                CSAFFixture.vulnerability(
                    "CVE-2026-0001",
                    ["fixed": packages.flatMap { ["base:\($0)", "apps:\($0)"] }]
                )
            ]
        )
        let found = try contents(text)
        #expect(
            found[0].records.map { "\($0.stream) \($0.source) \($0.version)" }
                == ["rhel:9 hats 2-3.el9", "rhel:9 felt 2:1-1.el9"]
        )
        #expect(
            found[0].records.map { $0.advisories.map(\.name) } == [
                ["RHSA-2026:1"], ["RHSA-2026:1"],
            ]
        )
        #expect(found[0].records.allSatisfy { $0.binaries.isEmpty })
        #expect(found[0].remarks == [])
    }

    @Test("what is for subscribers alone says so")
    func readsSubscriptions() throws {
        func subscription(_ platforms: KeyValuePairs<String, String>) throws -> [String?] {
            let text = CSAFFixture.document(
                "SUSE-SU-2026:1-1",
                publisher: "SUSE Product Security Team",
                tree: CSAFFixture.tree(platforms, ["a-1-1"]),
                vulnerabilities: [
                    CSAFFixture.vulnerability(
                        "CVE-1",
                        ["fixed": platforms.map { "\($0.key):a-1-1" }]
                    )
                ]
            )
            return try contents(text)[0].records.map(\.subscription)
        }
        let support = ("l", "cpe:/o:suse:sles-ltss:15:sp3")
        let sap = ("s", "cpe:/o:suse:sles_sap:15:sp3")
        let cluster = ("h", "cpe:/o:suse:sle-ha:15:sp3")
        let server = ("b", "cpe:/o:suse:sle-module-basesystem:15:sp3")
        #expect(try subscription(.init(dictionaryLiteral: support)) == ["SUSE LTSS"])
        #expect(try subscription(.init(dictionaryLiteral: sap)) == ["SLES for SAP Applications"])
        #expect(try subscription(.init(dictionaryLiteral: sap, support)) == ["SUSE LTSS"])
        #expect(try subscription(.init(dictionaryLiteral: cluster, support)) == ["SUSE LTSS"])
        #expect(try subscription(.init(dictionaryLiteral: cluster)) == [nil])
        #expect(try subscription(.init(dictionaryLiteral: support, server)) == [nil])
    }

    @Test("what belongs to no known release or is no package is counted")
    func counts() throws {
        let packages = ["hats-0:2-3.el9.x86_64", "image", "cap", "felt-0:1-1.el9.noarch"]
        let text = CSAFFixture.document(
            "RHSA-2026:1",
            tree: CSAFFixture.tree(
                ["base": Self.base, "Cloud 4": "cpe:/a:redhat:openshift:4"],
                packages,
                purls: ["image": "pkg:oci/image@sha256:0", "cap": "pkg:rpm/m/cap@1"]
            ),
            vulnerabilities: [
                CSAFFixture.vulnerability(
                    "CVE-2026-0001",
                    [
                        "fixed": packages.flatMap { ["base:\($0)", "Cloud 4:\($0)"] } + ["base"],
                        "known_affected": ["Cloud 4"],
                    ]
                )
            ]
        )
        let found = try contents(text)
        #expect(found[0].records.map { $0.binaries.map(\.name) } == [["hats", "felt"]])
        #expect(
            found[0].remarks == [
                "Statements about products that are no known release, left aside: 4 (4 Cloud 4).",
                "Components that are no rpm packages, left aside: 1.",
                "Statements about products as a whole, left aside: 1.",
                "Fixed packages without an rpm version, left aside: 1.",
            ]
        )
    }
}
