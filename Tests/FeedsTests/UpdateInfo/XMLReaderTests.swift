// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Feeds

@Suite struct XMLReaderTests {
    private func events(_ text: String, by size: Int = 1_000) throws -> [String] {
        var reader = XMLReader(name: "x.xml")
        var found: [String] = []
        try Bytes.feed(text, by: size) { chunk in
            try reader.feed(chunk) { event, line in
                switch event {
                case .start(let name, let attributes):
                    let list = attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                    found.append("\(line) <\(([name] + list).joined(separator: " "))>")
                case .text(let text): found.append("\(line) [\(text)]")
                case .end(let name): found.append("\(line) </\(name)>")
                }
            }
        }
        try reader.finish()
        return found
    }

    @Test("a document gives the same in chunks of any size", arguments: [1, 2, 7, 1_000])
    func reads(size: Int) throws {
        let text = """
            \u{FEFF}<?xml version="1.0" encoding="UTF-8"?>
            <!-- a <comment> -> -->
            <a one = "1>0 &amp; &quot;x&quot;"
               two='"'><b/>é&lt;&#65;&#x42;<![CDATA[<&amp;]]]></a
            >

            """
        #expect(
            try events(text, by: size) == [
                "3 <a one=1>0 & \"x\" two=\">", "4 <b>", "4 </b>", "4 [é<AB]", "4 [<&amp;]]",
                "4 </a>",
            ]
        )
    }

    @Test("a document that is cut off anywhere is refused")
    func refusesCut() {
        let bytes = Array("<a b='c'>\n<d>e</d> &amp; </a>".utf8)
        for length in 0..<bytes.count {
            let text = String(decoding: bytes[..<length], as: UTF8.self)
            #expect(throws: DomainError(.feedMalformed)) { try events(text) }
        }
    }

    @Test(
        "what is wrong is refused with its line",
        arguments: [
            ("<a>\n<b>\n</a>", "line 3: </a> ends <b>"),
            ("<a/>\n<b/>", "line 2: a second root element: <b>"),
            ("<a/>\nx", "line 1: text after the root element"),
            ("<a/>x<!---->", "line 1: text after the root element"),
            ("Not Found\n", "line 1: no XML: there is no element"),
            ("x<a/>", "line 1: no XML: text before the root"),
            ("", "line 1: no XML: there is no element"),
            ("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", "line 1: a document type is not accepted"),
            ("<a>\n&b;</a>", "line 2: no reference of XML: &b"),
            ("<a>\n\n&#0;</a>", "line 3: no reference of XML: &#0"),
            ("<a>&amp</a>", "line 1: no reference of XML: &amp"),
            ("<a b=c/>", "line 1: <a>: the value of b has no quotes"),
            ("<a b/>", "line 1: <a>: b has no value"),
            ("<a b='1' b='2'/>", "line 1: <a>: b stands twice"),
            ("<a b='1'c='2'/>", "line 1: <a>: no space before an attribute"),
            ("<a b='<'/>", "line 1: <a>: a < in the value of b"),
            ("<a <b/>", "line 1: a < inside a tag"),
            ("<1/>", "line 1: a tag without a name"), ("<a></a b>", "line 1: </a> is no end tag"),
            ("<a>b]]></a>", "line 1: ]]> outside a CDATA section"),
            ("<a>\n\u{1}</a>", "line 2: a control character"),
            (
                "<?xml version='1.0' encoding='latin1'?><a/>",
                "line 1: the encoding is latin1, not UTF-8"
            ),
            ("<a>\n<b>\n", "line 2: the document is cut off: <b> has no end"),
        ]
    )
    func refuses(text: String, expected: String) {
        for size in [1, 1_000] {
            #expect(
                complaint { _ = try events(text, by: size) }
                    == "feed.malformed: x.xml, " + expected
            )
        }
    }

    @Test("elements in each other, and bytes that are not UTF-8, have a limit")
    func limits() throws {
        let open = String(repeating: "<a>", count: XMLReader.deepestNesting)
        let close = String(repeating: "</a>", count: XMLReader.deepestNesting)
        #expect(try events(open + close).count == 2 * XMLReader.deepestNesting)
        #expect(
            complaint { _ = try events(open + "<a/>" + close) }
                == "feed.malformed: x.xml, line 1: more than 64 elements in each other"
        )
        var reader = XMLReader(name: "x.xml")
        let bytes: [UInt8] = Array("<a>".utf8) + [0xFF] + Array("</a>".utf8)
        let text = complaint {
            try bytes.withUnsafeBytes { try reader.feed($0) { _, _ in } }
        }
        #expect(text == "feed.malformed: x.xml, line 1: not UTF-8")
    }
}
