// SPDX-License-Identifier: Apache-2.0

import Domain
import Server
import TestSupport
import Testing

/// Each kind of feed reaches its parser; what the parsers do with it is their own tests' matter.
@Suite struct FeedImportTests {
    private func contents(
        _ kind: FeedImport.Kind,
        _ paths: [String],
        stream: String? = nil
    ) async throws -> [FeedContent] {
        try await FeedImport(
            kind: kind,
            paths: paths,
            keyrings: [],
            allowUnsigned: false,
            aptConfig: nil,
            stream: stream
        ).contents { _ in }
    }

    /// The contents of texts, each in a file of its own.
    private func contents(
        _ kind: FeedImport.Kind,
        of texts: [String],
        stream: String? = nil
    ) async throws -> [FeedContent] {
        let folder = try TemporaryDirectory()
        let paths = try texts.enumerated().map { try folder.write($1, to: "\($0)") }
        return try await contents(kind, paths, stream: stream)
    }

    struct Sample: Sendable, CustomTestStringConvertible {
        let kind: FeedImport.Kind
        let text: String
        var stream: String?
        /// The feed, and what it says: patches and vulnerabilities.
        let says: String

        var testDescription: String { kind.rawValue }
    }

    static let samples = [
        Sample(
            kind: .dsa,
            text: "[01 Nov 2025] DSA-1-1 oak - security update\n\t[bookworm] - oak 2\n",
            says: "dsa: debian:12 oak 2"
        ),
        Sample(
            kind: .osv,
            text: """
                {"id": "ALSA-2026:0001", "summary": "Important: oak security update",
                 "published": "2026-01-02T00:00:00Z", "modified": "2026-01-02T00:00:00Z",
                 "affected": [{"package": {"ecosystem": "AlmaLinux:9", "name": "oak"},
                  "ranges": [{"type": "ECOSYSTEM",
                   "events": [{"introduced": "0"}, {"fixed": "1.2-3.el9"}]}]}]}
                """,
            says: "osv almalinux: almalinux:9 ALSA-2026:0001"
        ),
        Sample(
            kind: .updateinfo,
            text: """
                <updates><update type="security" status="final" version="1"><id>ELM-2026:7</id>
                <title>elm update</title><issued date="2026-01-03"/>
                <pkglist><collection short="c"><name>c</name>
                <package name="elm" epoch="0" version="2.0" release="1.el9" arch="x86_64" src="e">
                <filename>elm.rpm</filename></package></collection></pkglist></update></updates>
                """,
            stream: "almalinux:9",
            says: "updateinfo almalinux:9: almalinux:9 ELM-2026:7"
        ),
        Sample(
            kind: .securityTracker,
            text: """
                {"oak": {"CVE-2026-0001": {"scope": "local", "releases":
                 {"bookworm": {"status": "open", "urgency": "not yet assigned"}}}}}
                """,
            says: "security-tracker: debian:12 CVE-2026-0001"
        ),
        Sample(
            kind: .csaf,
            text: """
                {"document": {"category": "csaf_security_advisory", "csaf_version": "2.0",
                  "publisher": {"name": "Red Hat Product Security"}, "title": "oak update",
                  "tracking": {"id": "RHSA-2026:1", "status": "final",
                   "initial_release_date": "2026-01-02T00:00:00+00:00",
                   "current_release_date": "2026-01-02T00:00:00+00:00"}},
                 "product_tree": {"branches": [{"category": "vendor", "name": "Red Hat",
                  "branches": [
                   {"category": "product_name", "name": "os", "product": {"name": "os",
                    "product_id": "os", "product_identification_helper":
                    {"cpe": "cpe:/o:redhat:enterprise_linux:9::baseos"}}},
                   {"category": "product_version", "name": "oak-0:1-1.x86_64", "product":
                    {"name": "oak-0:1-1.x86_64", "product_id": "oak-0:1-1.x86_64",
                     "product_identification_helper": {}}}]}],
                  "relationships": [{"category": "default_component_of",
                   "full_product_name": {"name": "both", "product_id": "os:oak-0:1-1.x86_64"},
                   "product_reference": "oak-0:1-1.x86_64",
                   "relates_to_product_reference": "os"}]},
                 "vulnerabilities": [{"cve": "CVE-2026-0001",
                  "product_status": {"fixed": ["os:oak-0:1-1.x86_64"]}}]}
                """,
            says: "csaf redhat: rhel:9 RHSA-2026:1"
        ),
        Sample(
            kind: .cvrf,
            text: """
                <?xml version="1.0" encoding="utf-8"?>
                <cvrf:cvrfdoc xmlns:cvrf="http://x" xmlns:prod="http://y" xmlns:vuln="http://z">
                <cvrf:DocumentTitle>January</cvrf:DocumentTitle>
                <cvrf:DocumentPublisher Type="Vendor"><cvrf:IssuingAuthority>\
                The Microsoft Security Response Center (MSRC)</cvrf:IssuingAuthority>
                </cvrf:DocumentPublisher>
                <cvrf:DocumentTracking>
                <cvrf:InitialReleaseDate>2026-01-13T07:00:00</cvrf:InitialReleaseDate>
                <cvrf:CurrentReleaseDate>2026-01-14T07:00:00</cvrf:CurrentReleaseDate>
                </cvrf:DocumentTracking>
                <prod:ProductTree>
                <prod:FullProductName ProductID="1">Oak 3</prod:FullProductName>
                </prod:ProductTree>
                <vuln:Vulnerability Ordinal="1"><vuln:Title>It leaks</vuln:Title>
                <vuln:CVE>CVE-2026-0001</vuln:CVE>
                <vuln:ProductStatuses><vuln:Status Type="Known Affected">
                <vuln:ProductID>1</vuln:ProductID></vuln:Status></vuln:ProductStatuses>
                <vuln:Remediations><vuln:Remediation Type="Vendor Fix">
                <vuln:Description>5100001</vuln:Description><vuln:URL>none</vuln:URL>
                <vuln:ProductID>1</vuln:ProductID>
                </vuln:Remediation></vuln:Remediations></vuln:Vulnerability></cvrf:cvrfdoc>
                """,
            says: "cvrf msrc: windows:Oak 3 KB5100001"
        ),
        Sample(
            kind: .kbCSV,
            text: kbTable("5100001"),
            says: "kb-csv: windows:Oak 3 KB5100001"
        ),
        Sample(
            kind: .apple,
            text: """
                {"UpdateHash": "00", "OSVersions": [{"OSVersion": "Oak 26", "SecurityReleases": [
                 {"UpdateName": "macOS Oak 26.1", "ProductName": "macOS", "ProductVersion": "26.1",
                  "Build": "1A1", "ReleaseDate": "2026-01-02T00:00:00Z",
                  "SecurityInfo": "https://support.example/en-us/100100", "CVEs": {},
                  "ActivelyExploitedCVEs": [], "DeviceScope": "universal"}]}]}
                """,
            says: "apple: macos:26 macOS 26.1"
        ),
        Sample(
            kind: .kev,
            text: """
                cveID,dateAdded,dueDate,knownRansomwareCampaignUse
                CVE-2026-0002,2026-02-03,2026-02-24,Unknown

                """,
            says: "kev: CVE-2026-0002"
        ),
        Sample(
            kind: .epss,
            text: """
                #model_version:v2026.01.01,score_date:2026-02-03T00:00:00+0000
                cve,epss,percentile
                CVE-2026-0001,0.5,0.9

                """,
            says: "epss: CVE-2026-0001"
        ),
    ]

    private static func kbTable(_ kb: String) -> String {
        "\"DatePosted\",\"CVE\",\"BulletinKB\",\"Title\",\"AffectedProduct\","
            + "\"AffectedComponent\",\"Severity\",\"Impact\",\"Supersedes\",\"Exploits\"\r\n"
            + "\"20260310\",\"CVE-2026-0001\",\"\(kb)\",\"It leaks\",\"Oak 3\",\"Glass\","
            + "\"Important\",\"Draught\",\"\",\r\n"
    }

    /// What contents say, a line each.
    private static func lines(_ contents: [FeedContent]) -> [String] {
        contents.flatMap { content in
            let patches = content.records.map { record in
                "\(record.stream) \(record.source)"
                    + (record.version.isEmpty ? "" : " \(record.version)")
            }
            return (patches + content.vulnerabilities.map(\.cve)).map { "\(content.feed): \($0)" }
        }
    }

    @Test("a document of each kind is read", arguments: samples)
    func reads(_ sample: Sample) async throws {
        let found = try await contents(sample.kind, of: [sample.text], stream: sample.stream)
        #expect(Self.lines(found) == [sample.says])
        #expect(found.allSatisfy { !$0.digest.isEmpty && !$0.source.isEmpty })
    }

    @Test("every kind has a sample here but the repositories, which need a signature")
    func coversKinds() {
        #expect(
            Set(Self.samples.map(\.kind)).union([.apt]) == Set(FeedImport.Kind.allCases)
        )
        #expect(FeedImport.Kind.names.split(separator: ", ").count == 11)
        #expect(FeedImport.Kind(rawValue: "security-tracker") == .securityTracker)
        #expect(FeedImport.Kind(rawValue: "kb-csv") == .kbCSV)
    }

    @Test("several files of one feed are one content: all that it says from now on")
    func joinsFiles() async throws {
        let tables = ["5100001", "5100002"].map { Self.kbTable($0) }
        let found = try await contents(.kbCSV, of: tables)
        #expect(
            Self.lines(found) == [
                "kb-csv: windows:Oak 3 KB5100001", "kb-csv: windows:Oak 3 KB5100002",
            ]
        )
        #expect(found.count == 1)
        let single = try await contents(.kbCSV, of: [tables[0]])
        #expect(found.first?.digest != single.first?.digest)
    }

    @Test("files of several feeds are as many contents, in the order of their names")
    func keepsFeedsApart() async throws {
        let found = try await contents(
            .dsa,
            of: [
                "[01 Nov 2025] DSA-1-1 oak - security update\n\t[bookworm] - oak 2\n",
                "[01 Nov 2025] DLA-1-1 elm - security update\n\t[bullseye] - elm 3\n",
            ]
        )
        #expect(Self.lines(found) == ["dla: debian:11 elm 3", "dsa: debian:12 oak 2"])
    }

    @Test(
        "updateinfo, which does not say what it is for, needs a release of rpm packages",
        arguments: [nil, "", "debian:12", "windows:Oak"] as [String?]
    )
    func needsStream(stream: String?) async throws {
        let text = try #require(Self.samples.first { $0.kind == .updateinfo }?.text)
        let error = await #expect(throws: DomainError.self) {
            try await contents(.updateinfo, of: [text], stream: stream)
        }
        #expect(error?.code == .requestInvalid)
        #expect(error?.subject == "stream: \(stream ?? "missing")")
        #expect(error?.hint?.contains("--stream almalinux:9") ?? false)
    }

    @Test("of several files one bad one is enough to refuse all", arguments: samples)
    func refusesAll(_ sample: Sample) async throws {
        await #expect(throws: DomainError(.feedMalformed)) {
            try await contents(
                sample.kind,
                of: [sample.text, "neither this nor that {"],
                stream: sample.stream
            )
        }
        await #expect(throws: DomainError(.feedUnavailable)) {
            try await contents(sample.kind, ["/no/such/file"], stream: sample.stream)
        }
    }
}
