// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Testing

/// Advisories of rpm distributions: one patch names packages of several sources.
@Suite struct RPMAdvisoryTests {
    private static let stream = Stream(rawValue: "almalinux:9")

    private static func advisory(_ name: String, _ fixes: [(String, String, String)]) -> PatchRecord
    {
        PatchRecord(
            stream: stream,
            source: name,
            version: "",
            title: "Important: \(name)",
            binaries: fixes.map {
                PatchBinary(name: $0.0, architecture: $0.1, version: $0.2, size: nil)
            },
            advisories: [
                AdvisoryReference(name: name, title: name, issuedAt: nil, cves: ["CVE-2026-1"])
            ],
            severity: .important,
            classification: .security
        )
    }

    private static func findings(
        _ records: [PatchRecord],
        installed: [(String, String, String)]
    ) -> [String] {
        let catalogue = Catalogue(
            records: records.map {
                StoredPatchRecord(
                    record: $0,
                    feed: FeedReference(feed: "osv almalinux", revision: 1),
                    withdrawnBy: nil
                )
            },
            revisions: []
        )
        let inventory = Inventory(
            stream: stream.rawValue,
            architecture: "x86_64",
            packages: installed.map {
                InstalledPackage(name: $0.0, architecture: $0.1, version: $0.2, source: $0.0)
            },
            repositories: nil
        )
        return Assessor(catalogue).assess(inventory).findings.map { finding in
            let open = finding.packages.filter(\.isOlder).map(\.name).sorted()
            let mark = finding.supersededBy == nil ? "" : " superseded"
            return ([finding.patch.name, finding.state.rawValue] + open).joined(separator: " ")
                + mark
        }.sorted()
    }

    @Test("epoch, version and release are compared as rpm does")
    func usesRPMOrder() {
        let records = [Self.advisory("ALSA-2026:1", [("oak", "", "1:1.0-2.el9")])]
        #expect(
            Self.findings(records, installed: [("oak", "x86_64", "2.0-1.el9")])
                == ["ALSA-2026:1 missing oak"]
        )
        #expect(
            Self.findings(records, installed: [("oak", "x86_64", "1:1.0-2.el9")])
                == ["ALSA-2026:1 installed"]
        )
        #expect(
            Self.findings(records, installed: [("oak", "x86_64", "1:1.0~rc1-9.el9")])
                == ["ALSA-2026:1 missing oak"]
        )
        #expect(Self.findings(records, installed: [("elm", "x86_64", "1-1")]).isEmpty)
    }

    @Test("an advisory is missing while one of its packages is older, and names which")
    func namesPackages() {
        let records = [
            Self.advisory(
                "ALSA-2026:1",
                [("oak", "", "1.1-1"), ("oak-libs", "", "1.1-1"), ("elm", "", "3-1")]
            )
        ]
        let installed = [
            ("oak", "x86_64", "1.1-1"), ("oak-libs", "x86_64", "1.0-1"), ("elm", "noarch", "2-1"),
        ]
        #expect(
            Self.findings(records, installed: installed) == ["ALSA-2026:1 missing elm oak-libs"]
        )
    }

    @Test("of two advisories about a package the newer one is what one would install")
    func supersedes() {
        let records = [
            Self.advisory("ALSA-2026:1", [("oak", "", "1.1-1")]),
            Self.advisory("ALSA-2026:2", [("oak", "", "1.2-1")]),
        ]
        #expect(
            Self.findings(records, installed: [("oak", "x86_64", "1.0-1")])
                == ["ALSA-2026:1 missing oak superseded", "ALSA-2026:2 missing oak"]
        )
        #expect(
            Self.findings(records, installed: [("oak", "x86_64", "1.1-1")])
                == ["ALSA-2026:1 installed", "ALSA-2026:2 missing oak"]
        )
    }

    @Test("kernels stand side by side; the newest one decides")
    func keepsKernelsApart() {
        let records = [Self.advisory("ALSA-2026:3", [("kernel", "", "5.14.0-503.el9")])]
        let old = ("kernel", "x86_64", "5.14.0-427.el9")
        let new = ("kernel", "x86_64", "5.14.0-503.el9")
        #expect(Self.findings(records, installed: [old]) == ["ALSA-2026:3 missing kernel"])
        #expect(Self.findings(records, installed: [old, new]) == ["ALSA-2026:3 installed"])
        #expect(Self.findings(records, installed: [new, old]) == ["ALSA-2026:3 installed"])
    }

    @Test("a module's build never updates a package from outside of modules")
    func keepsModulesApart() {
        let plain = Self.advisory("ALSA-2026:4", [("perl", "", "4:5.40-1.el9")])
        let modular = Self.advisory("ALSA-2026:5", [("perl", "", "4:5.40-1.module_el9+1+abc")])
        #expect(
            Self.findings([plain, modular], installed: [("perl", "x86_64", "4:5.32-1.el9")])
                == ["ALSA-2026:4 missing perl"]
        )
        #expect(
            Self.findings(
                [plain, modular],
                installed: [("perl", "x86_64", "4:5.32-1.module_el9+0+abc")]
            ) == ["ALSA-2026:5 missing perl"]
        )
    }

    @Test("a fix for one architecture does not concern another")
    func keepsArchitecturesApart() {
        let records = [Self.advisory("ALSA-2026:6", [("oak", "aarch64", "2-1")])]
        #expect(Self.findings(records, installed: [("oak", "x86_64", "1-1")]).isEmpty)
        #expect(Self.findings(records, installed: [("oak", "aarch64", "1-1")]).count == 1)
    }
}
