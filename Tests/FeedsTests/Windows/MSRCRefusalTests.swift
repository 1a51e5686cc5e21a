// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import TestSupport
import Testing

@testable import Feeds

@Suite struct MSRCRefusalTests {
    private typealias Fixture = MSRCFixture

    private static let fixed = Fixture.vulnerability("CVE-2026-1001", Fixture.fix())
    private static let expected =
        "(a CVRF document of the Microsoft Security Response Center is expected)"

    private func refusal(_ text: String) throws -> String {
        let folder = try TemporaryDirectory()
        try folder.write(text, to: "m.xml")
        let path = folder.path("m.xml")
        return complaint { _ = try MSRCFeed.content(path: path) }.replacing(path, with: "m.xml")
    }

    @Test(
        "what contradicts itself is refused with its line",
        arguments: [
            (
                "ProductID=\"3\"", "ProductID=\"1\"",
                "20: the product 1 is Window Pane 3 and Glass & Putty"
            ),
            (" ProductID=\"3\"", "", "20: the product Glass & Putty has no ProductID"),
            ("Glass &amp; Putty", " ", "20: the product 3 has no name"),
            ("2026-04-14T07:00:00", "in April", "9: no date: in April"),
            ("2026-03-10T07:00:00Z", "2026-02-30T07:00:00Z", "38: no date: 2026-02-30T07:00:00Z"),
            (
                "<vuln:Status Type=\"Known Affected\"><vuln:ProductID>1<",
                "<vuln:Status Type=\"Known Affected\"><vuln:ProductID>9<",
                "27: the product 9 is not in the product tree"
            ),
            (
                "<vuln:ProductID>1<", "<vuln:ProductID>8<",
                "27: the product 8 is not in the product tree"
            ),
            ("(MSRC)", "& Sons", "5: no reference of XML: & Sons"),
            (
                "The Microsoft Security Response Center (MSRC)", "The Glaziers",
                "6: the publisher is not Microsoft: The Glaziers"
            ), ("</vuln:Threats>", "", "39: </vuln:Vulnerability> ends <vuln:Threats>"),
        ]
    )
    func refusesFaults(part: String, replacement: String, what: String) throws {
        let text = Fixture.document(Self.fixed)
        #expect(text.contains(part))
        let found = try refusal(text.replacing(part, with: replacement))
        #expect(found == "feed.malformed: m.xml, line \(what)")
    }

    @Test("a document without a publisher's name is taken")
    func acceptsNoPublisher() throws {
        #expect(try refusal(Fixture.document(Self.fixed, publisher: " ")) == "")
    }

    @Test("what is no CVRF document is refused with what is expected")
    func refusesOthers() throws {
        for (text, what) in [
            ("<html><body/></html>", "line 1: the root is <html>, not <cvrfdoc>"),
            ("<!DOCTYPE html>\n<html/>", "line 1: a document type is not accepted"),
            ("a,b\n1,2\n<", "line 1: no XML: text before the root"),
            ("\n", "line 1: no XML: there is no element"),
        ] {
            #expect(
                try refusal(text) == "feed.malformed: m.xml, \(what) \(Self.expected)",
                "\(text)"
            )
        }
        #expect(
            try refusal("") == "feed.malformed: m.xml: it is empty, or has no .xml file in it"
        )
    }

    @Test("a document without a vulnerability or without any KB is refused")
    func refusesEmpty() throws {
        #expect(
            try refusal(Fixture.document()) == "feed.malformed: m.xml: it names no vulnerability"
        )
        let notes = Fixture.vulnerability("CVE-2026-1001", Fixture.fix("Release Notes"))
        #expect(
            try refusal(Fixture.document(notes))
                == "feed.malformed: m.xml: no vulnerability in it names a KB"
        )
    }

    @Test("one bad document refuses all that came with it")
    func refusesWhole() throws {
        let folder = try TemporaryDirectory()
        try folder.write(Fixture.document(Self.fixed), to: "all/a.xml")
        try folder.write(Fixture.document(), to: "all/b.xml")
        let path = folder.path("all")
        #expect(
            complaint { _ = try MSRCFeed.content(path: path) }
                == "feed.malformed: \(path)/b.xml: it names no vulnerability"
        )
    }

    @Test("a document that is cut off anywhere is refused")
    func refusesCuts() throws {
        let folder = try TemporaryDirectory()
        let text = Fixture.document(Self.fixed)
        try folder.write(text, to: "m.xml")
        let path = folder.path("m.xml")
        // The last byte is the line's end behind the root.
        for length in (0..<(text.utf8.count - 1)).reversed() {
            try #require(truncate(path, length) == 0)
            #expect(throws: DomainError(.feedMalformed), "\(length)") {
                try MSRCFeed.content(path: path)
            }
        }
    }

    @Test("a document comes out the same in chunks of any size", arguments: [1, 7, 64, 4_096])
    func readsChunks(size: Int) throws {
        var document = MSRCDocument(name: "m.xml")
        var collection = MSRCCollection()
        try Bytes.feed(Fixture.document(Self.fixed, Self.fixed), by: size) { bytes in
            try document.feed(bytes) { collection.add($0, products: $1) }
        }
        try document.finish()
        #expect(collection.records().map(\.source) == ["KB5100001"])
        #expect(document.releasedAt == CalendarDate(year: 2026, month: 4, day: 14)?.midnight)
    }
}
