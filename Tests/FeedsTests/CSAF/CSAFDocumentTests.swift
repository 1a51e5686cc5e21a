// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Testing

@testable import Feeds

@Suite struct CSAFDocumentTests {
    private static let tree = CSAFFixture.tree(["base": "cpe:/o:m:n:9"], ["hats"])
    private static let vulnerability = CSAFFixture.vulnerability(
        "CVE-2026-0001",
        ["fixed": ["base:hats"]],
        remediations: [
            CSAFFixture.remediation(
                "vendor_fix",
                ["base:hats"],
                fields: #""date":"2026-01-02T00:00:00Z","restart_required":{"category":"machine"},"#
                    + #""url":"a/RHSA-2026:1","#
            )
        ],
        threats: [CSAFFixture.impact("Low", ["base:hats"])]
    )
    private static let whole = CSAFFixture.document(
        "RHSA-2026:1",
        title: "hats  \\n update",
        issued: "2026-01-02T01:00:00+01:00",
        tree: tree,
        vulnerabilities: [vulnerability]
    )

    private func complaint(_ text: String) -> String {
        FeedsTests.complaint { _ = try CSAFDocument.read(Array(text.utf8), name: "x.json") }
    }

    @Test("everything that is kept is read")
    func reads() throws {
        let document = try CSAFDocument.read(Array(Self.whole.utf8), name: "x.json")
        #expect(document.header.category == "csaf_security_advisory")
        #expect(document.header.publisher == "Red Hat Product Security")
        #expect(document.header.title == "hats update")
        #expect(document.header.rating == "Important")
        #expect(document.header.id == "RHSA-2026:1")
        #expect(document.header.status == "final")
        #expect(document.header.issuedAt == Timestamp(milliseconds: 1_767_312_000_000))
        #expect(document.header.releasedAt == Timestamp(milliseconds: 1_770_091_506_000))
        let vulnerability = try #require(document.vulnerabilities.first)
        let product = try #require(document.products.ids.firstIndex(of: "base:hats"))
        #expect(document.vulnerabilities.count == 1)
        #expect(vulnerability.cve == "CVE-2026-0001")
        #expect(vulnerability.products == [.fixed: [product]])
        #expect(vulnerability.impacts.map(\.rating) == ["Low"])
        #expect(vulnerability.impacts.map(\.products) == [[product]])
        let remediation = try #require(vulnerability.remediations.first)
        #expect(remediation.category == .vendorFix)
        #expect(remediation.url == "a/RHSA-2026:1")
        #expect(remediation.date == Timestamp(milliseconds: 1_767_312_000_000))
        #expect(remediation.needsReboot == true)
        #expect(remediation.products == [product])
    }

    @Test("groups stand for their products, wherever they are defined")
    func readsGroups() throws {
        let groups = #","product_groups":[{"group_id":"all","product_ids":["base:hats"]}]}"#
        let tree = Self.tree.dropLast() + groups
        let vulnerability =
            #"{"remediations":[{"category":"no_fix_planned","group_ids":["all"]}],"#
            + #""threats":[{"category":"impact","details":"Low","group_ids":["all"]}]}"#
        let header = CSAFFixture.document("CVE-1").dropFirst().dropLast()
        let parts = [
            String(header), #""product_tree":\#(tree)"#, #""vulnerabilities":[\#(vulnerability)]"#,
        ]
        for parts in [parts, parts.reversed()] {
            let text = "{\(parts.joined(separator: ","))}"
            let read = try CSAFDocument.read(Array(text.utf8), name: "x.json")
            let product = try #require(read.products.ids.firstIndex(of: "base:hats"))
            #expect(read.vulnerabilities.map { $0.remediations.map(\.products) } == [[[product]]])
            #expect(read.vulnerabilities.map { $0.impacts.map(\.products) } == [[[product]]])
        }
    }

    @Test(
        "what must be restarted is told by the category",
        arguments: [
            ("machine", true), ("system", true), ("zone", true), ("none", false),
            ("service", false),
            ("vulnerable_component", false), ("moon", nil),
        ] as [(String, Bool?)]
    )
    func readsRestarts(category: String, expected: Bool?) throws {
        let fix = CSAFFixture.remediation(
            "vendor_fix",
            ["base:hats"],
            fields: #""restart_required":{"category":"\#(category)"},"#
        )
        let text = CSAFFixture.document(
            "X-1",
            tree: Self.tree,
            vulnerabilities: [CSAFFixture.vulnerability("CVE-1", [:], remediations: [fix])]
        )
        let document = try CSAFDocument.read(Array(text.utf8), name: "x.json")
        #expect(document.vulnerabilities[0].remediations.map(\.needsReboot) == [expected])
    }

    @Test(
        "publishers have a short name",
        arguments: [
            ("Red Hat Product Security", "redhat"), ("SUSE Product Security Team", "suse"),
            ("openSUSE", "suse"), ("Hat Maker", "Hat Maker"),
        ]
    )
    func readsPublishers(name: String, expected: String) throws {
        let text = CSAFFixture.document("X-1", publisher: name)
        let document = try CSAFDocument.read(Array(text.utf8), name: "x.json")
        #expect(document.header.publisherName == expected)
    }

    @Test("a document that is cut off anywhere is refused")
    func refusesCutOff() {
        let bytes = Array(Self.whole.utf8)
        for count in 0..<bytes.count {
            let found = FeedsTests.complaint {
                _ = try CSAFDocument.read(Array(bytes[..<count]), name: "x.json")
            }
            #expect(found.hasPrefix("feed.malformed: x.json: "), "\(count) bytes: \(found)")
        }
        #expect(complaint(Self.whole) == "")
        #expect(complaint(Self.whole + "\n") == "")
    }

    @Test(
        "what is no document of CSAF 2.0 is refused",
        arguments: [
            ("", "the document is empty (byte 0)"),
            ("<!DOCTYPE html>", "no CSAF document, which is a JSON object (byte 0)"),
            ("[]", "no CSAF document, which is a JSON object (byte 0)"),
            (#"{"id":"X"}"#, "no CSAF document: document is missing (byte 0)"),
            (#"{"document":{}}"#, "document: no CSAF document: no csaf_version (byte 12)"),
            (
                #"{"document":{"csaf_version":"2.1"}}"#,
                "document.csaf_version: not CSAF 2.0 but 2.1 (byte 28)"
            ),
            ("{} {}", "no CSAF document: document is missing (byte 0)"),
        ]
    )
    func refusesOthers(text: String, expected: String) {
        #expect(complaint(text) == "feed.malformed: x.json: \(expected)")
    }

    @Test(
        "what is missing or wrong is refused with its path",
        arguments: [
            (#""category":"csaf_security_advisory","#, "", "document: category is missing"),
            (
                #""publisher":{"name":"Red Hat Product Security"},"#, "",
                "document: publisher.name is missing"
            ),
            (#""title":"hats  \n update","#, "", "document: title is missing"),
            (#""id":"RHSA-2026:1","#, "", "document: tracking.id is missing"),
            (#","status":"final""#, "", "document: tracking.status is missing"),
            (
                #""initial_release_date":"2026-01-02T01:00:00+01:00","#, "",
                "document: tracking.initial_release_date is missing"
            ),
            (
                #""current_release_date":"2026-02-03T04:05:06Z","#, "",
                "document: tracking.current_release_date is missing"
            ),
            (
                "2026-02-03T04:05:06Z", "2026-02-03",
                "document.tracking.current_release_date: no date with time and zone: 2026-02-03"
            ),
            ("RHSA-2026:1\",\"init", "\",\"init", "document.tracking.id: the text is empty"),
            (
                #""cve":"CVE-2026-0001""#, #""cve":"2026-0001""#,
                "vulnerabilities[0].cve: no name of a CVE: 2026-0001"
            ),
            (
                #""fixed":["base:hats"]"#, #""fixed":["base:hats","base:felt"]"#,
                "vulnerabilities[0].product_status.fixed[1]: no product of the document is called"
                    + " base:felt"
            ),
            (
                #""category":"vendor_fix","#, "",
                "vulnerabilities[0].remediations[0]: the remediation has no category"
            ),
            (
                #""category":"impact","#, "",
                "vulnerabilities[0].threats[0]: the threat has no category"
            ),
            (
                #""date":"2026-01-02T00:00:00Z""#, #""date":"soon""#,
                "vulnerabilities[0].remediations[0].date: no date with time and zone: soon"
            ),
            (
                #""details":"said","product_ids""#, #""group_ids":["all"],"product_ids""#,
                "vulnerabilities[0].remediations[0].group_ids[0]: no product group of the document"
                    + " is called all"
            ),
        ]
    )
    func refusesParts(part: String, replacement: String, expected: String) throws {
        let range = try #require(Self.whole.firstRange(of: part))
        let found = complaint(Self.whole.replacingCharacters(in: range, with: replacement))
        #expect(found.hasPrefix("feed.malformed: x.json: \(expected) (byte "), "\(found)")
    }
}
