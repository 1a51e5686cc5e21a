// SPDX-License-Identifier: Apache-2.0
import Domain
import TestSupport
import Testing

@testable import Feeds

@Suite struct SUSECVRFFeedTests {
    private static let server = "SUSE Linux Enterprise Server 15 SP1"
    private static let text = """
        <?xml version="1.0" encoding="UTF-8"?>
        <cvrfdoc xmlns:cvrf="c">
          <DocumentTitle>Security update
            for hats</DocumentTitle>
          <DocumentPublisher Type="Vendor"><IssuingAuthority>SUSE Security Team</IssuingAuthority>
          </DocumentPublisher>
          <DocumentTracking>
            <Identification><ID>SUSE-SU-2026:7-1</ID></Identification>
            <Status>Final</Status>
            <InitialReleaseDate>2026-01-02T00:00:00Z</InitialReleaseDate>
            <CurrentReleaseDate>2026-02-03T04:05:06Z</CurrentReleaseDate>
          </DocumentTracking>
          <prod:ProductTree>
            <Branch Type="Product Family" Name="f"><Branch Type="Product Name" Name="n">
              <FullProductName ProductID="base">\(server)</FullProductName>
            </Branch></Branch>
            <Branch Type="Product Version" Name="p">
              <FullProductName ProductID="hats-1.2-3.4">hats-1.2-3.4</FullProductName>
            </Branch>
            <FullProductName ProductID="felt">felt-1.2-3.4.noarch</FullProductName>
            <Relationship ProductReference="hats-1.2-3.4" RelationType="Default Component Of" \
        RelatesToProductReference="base">
              <FullProductName ProductID="base:hats">both</FullProductName>
            </Relationship>
            <Relationship ProductReference="felt" RelationType="Default Component Of" \
        RelatesToProductReference="base">
              <FullProductName ProductID="base:felt">both</FullProductName>
            </Relationship>
            <Relationship ProductReference="felt" RelationType="Installed With" \
        RelatesToProductReference="base">
              <FullProductName ProductID="base+felt">both</FullProductName>
            </Relationship>
          </prod:ProductTree>
          <Vulnerability Ordinal="1">
            <CVE>CVE-2026-0001</CVE>
            <ProductStatuses>
              <Status Type="Fixed"><ProductID>base:hats</ProductID></Status>
              <Status Type="Known Not Affected"><ProductID>base:felt</ProductID></Status>
            </ProductStatuses>
            <Threats>
              <Threat Type="Impact"><Description>important</Description></Threat>
              <Threat Type="Exploit Status"><Description>critical</Description></Threat>
            </Threats>
            <Remediations><Remediation Type="Vendor Fix"><URL>u</URL></Remediation></Remediations>
          </Vulnerability>
          <Vulnerability Ordinal="2">
            <CVE>CVE-2026-0002</CVE>
            <ProductStatuses>
              <Status Type="Fixed"><ProductID>base:felt</ProductID></Status>
            </ProductStatuses>
          </Vulnerability>
        </cvrfdoc>
        """

    private func content(_ text: String) throws -> (content: FeedContent, path: String) {
        let folder = try TemporaryDirectory()
        let path = try folder.write(text, to: "x.xml")
        return (try SUSECVRFFeed.content(path: path), path)
    }

    private func complaint(_ text: String) -> String {
        FeedsTests.complaint { _ = try CVRFDocument.read(Array(text.utf8), name: "x.xml") }
    }

    @Test("an advisory becomes the patch that its CSAF document would be")
    func reads() throws {
        let (content, path) = try content(Self.text)
        #expect(content.feed == "cvrf suse")
        #expect(content.source == path)
        #expect(content.publishedAt == Timestamp(milliseconds: 1_770_091_506_000))
        #expect(
            content.records == [
                PatchRecord(
                    stream: Stream(rawValue: "suse:sles:15.1"),
                    source: "SUSE-SU-2026:7-1",
                    version: "",
                    title: "Security update for hats",
                    binaries: [
                        PatchBinary(name: "hats", architecture: "", version: "1.2-3.4", size: nil),
                        PatchBinary(
                            name: "felt",
                            architecture: "noarch",
                            version: "1.2-3.4",
                            size: nil
                        ),
                    ],
                    advisories: [
                        AdvisoryReference(
                            name: "SUSE-SU-2026:7-1",
                            title: "Security update for hats",
                            issuedAt: Timestamp(milliseconds: 1_767_312_000_000),
                            cves: ["CVE-2026-0001", "CVE-2026-0002"]
                        )
                    ],
                    severity: .important,
                    classification: .security
                )
            ]
        )
    }

    @Test("every word for what helps is known")
    func readsRemediations() throws {
        let types = [
            "Workaround", "Mitigation", "Vendor Fix", "None Available", "Will Not Fix", "?",
        ]
        let remediations = types.map {
            #"<Remediation Type="\#($0)"><ProductID>base:hats</ProductID></Remediation>"#
        }
        let text = Self.text.replacing(
            #"<Remediation Type="Vendor Fix"><URL>u</URL></Remediation>"#,
            with: remediations.joined()
        )
        let document = try CVRFDocument.read(Array(text.utf8), name: "x.xml")
        let found = document.vulnerabilities[0].remediations
        #expect(
            found.map(\.category) == [
                .workaround, .mitigation, .vendorFix, .noneAvailable, .noFixPlanned, nil,
            ]
        )
        #expect(found.allSatisfy { $0.products.count == 1 })
    }

    @Test("a document that is cut off anywhere is refused")
    func refusesCutOff() {
        let bytes = Array(Self.text.utf8)
        for count in 0..<bytes.count {
            let found = FeedsTests.complaint {
                _ = try CVRFDocument.read(Array(bytes[..<count]), name: "x.xml")
            }
            #expect(found.hasPrefix("feed.malformed: x.xml"), "\(count) bytes: \(found)")
        }
    }

    @Test(
        "what is missing or wrong is refused with its line",
        arguments: [
            ("cvrfdoc", "html", ", line 2: the root is <html>, not <cvrfdoc>"),
            ("SUSE Security Team", "", ": DocumentPublisher/IssuingAuthority is missing"),
            ("SUSE-SU-2026:7-1", "", ": DocumentTracking/Identification/ID is missing"),
            ("<Status>Final</Status>", "", ": DocumentTracking/Status is missing"),
            (
                "<InitialReleaseDate>2026-01-02T00:00:00Z</InitialReleaseDate>", "",
                ": DocumentTracking/InitialReleaseDate is missing"
            ),
            (
                "2026-02-03T04:05:06Z", "later",
                ", line 11: no date with time and zone: later"
            ),
            (
                #"<FullProductName ProductID="base">"#, "<FullProductName>",
                ", line 15: the product has no ProductID"
            ),
            (
                #"<FullProductName ProductID="felt">"#, #"<FullProductName ProductID="base">"#,
                ", line 20: base stands for two different products"
            ),
            (
                #"<Relationship ProductReference="hats-1.2-3.4""#, "<Relationship",
                ", line 22: the relationship has no ProductReference"
            ),
            (
                "<ProductID>base:felt</ProductID>", "<ProductID>x</ProductID>",
                ", line 35: no product of the document is called x"
            ),
            (
                #"<Status Type="Fixed">"#, #"<Status Type="Mended">"#,
                ", line 34: no status of a product: Mended"
            ),
            ("CVE-2026-0001", "2026-0001", ", line 32: no name of a CVE: 2026-0001"),
        ]
    )
    func refuses(part: String, replacement: String, expected: String) {
        #expect(Self.text.contains(part))
        let found = complaint(Self.text.replacing(part, with: replacement))
        #expect(found == "feed.malformed: x.xml\(expected)")
    }

    @Test("a document of another publisher is refused")
    func refusesOthers() throws {
        let folder = try TemporaryDirectory()
        let text = Self.text.replacing("SUSE Security Team", with: "Hat Maker")
        let path = try folder.write(text, to: "x.xml")
        #expect(
            FeedsTests.complaint { _ = try SUSECVRFFeed.content(path: path) }
                == "feed.malformed: \(path): a document of Hat Maker, not of SUSE"
        )
    }
}
