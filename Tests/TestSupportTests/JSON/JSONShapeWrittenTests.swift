// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@Suite struct JSONShapeWrittenTests {
    static let written = """
        # one device
        $.id: number|string
        $.name: string
        $.site?: string|null
        $.tags[]: string

        $.counts.*: number
        $.counts.total: number
        $.extra: any
        """

    static let whole = #"{"id": 1, "name": "a", "tags": [], "counts": {"total": 1}, "extra": [1]}"#

    @Test(
        "a document that fits has no differences",
        arguments: [
            whole,
            #"{"id": "x", "name": "a", "site": null, "tags": ["t"], "counts": {"total": 1, "c": 2}, "extra": {"a": 1}}"#,
        ]
    )
    func accepts(document: String) throws {
        let shape = try JSONShape(written: Self.written)
        #expect(try JSONShape(of: document).differences(from: shape) == [])
    }

    @Test(
        "each way not to fit is told with its place",
        arguments: [
            (#""id": true"#, "$.id: is bool, expected number|string"),
            (#""name": null"#, "$.name: is null, expected string"),
            (#""site": 1"#, "$.site: is number, expected null|string"),
            (#""tags": [1]"#, "$.tags[]: is number, expected string"),
            (#""tags": {}"#, "$.tags: is object, expected array"),
            (#""counts": {"c": 1}"#, "$.counts.total: missing"),
            (#""counts": {"total": 1, "c": "2"}"#, "$.counts.c: is string, expected number"),
            (#""other": 1"#, "$.other: not expected, is number"),
            (#""id": [1]"#, "$.id: is array, expected number|string"),
        ]
    )
    func tells(member: String, difference: String) throws {
        let shape = try JSONShape(written: Self.written)
        let key = member.prefix { $0 != ":" }
        let kept = [
            #""id": 1"#, #""name": "a""#, #""tags": []"#, #""counts": {"total": 1}"#,
            #""extra": 1"#,
        ].filter { !$0.hasPrefix(key) }
        let document = "{" + (kept + [member]).joined(separator: ", ") + "}"
        #expect(try JSONShape(of: document).differences(from: shape) == [difference])
    }

    @Test("a key that some elements lack is told where it is required")
    func tellsPartlyMissing() throws {
        let document = try JSONShape(of: #"[{"id": 1}, {}]"#)
        let required = try JSONShape(written: "$[].id: number")
        #expect(document.differences(from: required) == ["$[].id: missing in some objects"])
        let optional = try JSONShape(written: "$[].id?: number")
        #expect(document.differences(from: optional) == [])
    }

    @Test("elements of an array without a written element are told")
    func tellsUnexpectedElements() throws {
        let shape = try JSONShape(written: "$: array")
        let differences = try JSONShape(of: "[1]").differences(from: shape)
        #expect(differences == ["$[]: not expected, is number"])
    }

    @Test(
        "a line that is not path and types is refused with its number",
        arguments: [
            ("$.a: numbr", 1), ("# x\n\na: number", 3), ("$.a", 1), ("$.: number", 1),
            ("$[0]: null", 1),
            ("$.a:", 1), ("$.a: number|", 1), ("$.\"a: number", 1),
        ]
    )
    func refuses(text: String, number: Int) {
        let error = #expect(throws: JSONShape.Malformed.self) { try JSONShape(written: text) }
        #expect(error?.number == number)
    }
}
