// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Testing

@Suite struct DeviceFileFaultTests {
    /// A file of a good device and one of some members.
    private static func file(_ members: String) -> String {
        #"{"devices":[{"name":"ok","stream":"debian:12","packages":[]},{\#(members)}]}"#
    }

    /// A file whose second device has two good rows, read once and recalled, and then another.
    private static func rows(_ stream: String, _ row: String) -> String {
        let good = #"{"name":"a","version":"1","kb":"5001330"}"#
        return file(#""name":"x","stream":"\#(stream)","packages":[\#(good),\#(good),\#(row)]"#)
    }

    private static func text(_ count: Int) -> String { String(repeating: "a", count: count) }

    static let documents = [
        ("", "the document is empty (byte 0)"), ("{", "expected a key, found the end (byte 1)"),
        ("[]", "expected an object, found an array (byte 0)"), ("{}", "devices: missing"),
        (#"{"devices":[]}x"#, "something follows the document: x (byte 14)"),
        (#"{"devices":{}}"#, "devices: expected an array, found an object (byte 11)"),
        (#"{"devices":[7]}"#, "devices[0]: expected an object, found a number (byte 12)"),
        (#"{"devices":[],"devices":[]}"#, "devices: stands twice"),
    ]

    static let devices = [
        (file(""), "devices[1].name: missing"),
        (file(#""name":"x","packages":[]"#), "devices[1].stream: missing"),
        (file(#""name":"x","stream":"debian:12""#), "devices[1].packages: missing"),
        (
            file(#""name":7,"stream":"debian:12""#),
            "devices[1].name: expected a string, found a number (byte 69)"
        ),
        (file(#""name":null"#), "devices[1].name: expected a string, found null (byte 69)"),
        (file(#""name":"","stream":"debian:12""#), "devices[1].name: empty"),
        (file(#""name":"\u001b[2J""#), "devices[1].name: a control character"),
        (file("\"name\":\"a\u{85}b\""), "devices[1].name: a control character"),
        (file("\"name\":\"a\u{7F}\""), "devices[1].name: a control character"),
        (file(#""name":"\#(text(257))""#), "devices[1].name: longer than 256 bytes"),
        (
            file(#""name":"ok","stream":"debian:12","packages":[]"#),
            "devices[1]: the name ok stands twice"
        ),
        (file(#""name":"x","stream":"","packages":[]"#), "devices[1].stream: "),
        (file(#""name":"x","stream":"debian","packages":[]"#), "devices[1].stream: debian"),
        (file(#""name":"x","stream":"debian:","packages":[]"#), "devices[1].stream: debian:"),
        (file(#""name":"x","stream":":12","packages":[]"#), "devices[1].stream: :12"),
        (file(#""packages":[],"stream":"plan9:4""#), "devices[1].stream: plan9:4"),
        (file(#""stream":"debian:1\n2""#), "devices[1].stream: a control character"),
        (file(#""stream":null"#), "devices[1].stream: expected a string, found null (byte 71)"),
        (file(#""arch":"a\tb""#), "devices[1].arch: a control character"),
        (file(#""arch":[]"#), "devices[1].arch: expected a string, found an array (byte 69)"),
        (
            file(#""name":"x","stream":"debian:12","packages":null"#),
            "devices[1].packages: expected an array, found null (byte 105)"
        ),
        (
            file(#""repositories":{}"#),
            "devices[1].repositories: expected an array, found an object (byte 77)"
        ),
        (
            file(#""repositories":[{},{"suite":"a\u0000"}]"#),
            "devices[1].repositories[1].suite: a control character"
        ),
        (
            file(#""repositories":[{"label":"\#(text(513))"}]"#),
            "devices[1].repositories[0].label: longer than 512 bytes"
        ),
    ]

    static let debRows = [
        (#"{"source":"a"}"#, ".version: missing"),
        (#"{"source":"a","version":""}"#, ".version: missing"),
        (#"{"source":"a","version":null}"#, ".version: missing"),
        (#"{"version":"1"}"#, ".source: missing"),
        (#"{"version":"1","source":"","name":"a"}"#, ".source: missing"),
        (#"{"version":"1","source":"a","name":""}"#, ".name: empty"),
        (#"{"version":1}"#, ".version: expected a string, found a number"),
        (#"{"source":[]}"#, ".source: expected a string, found an array"),
        (#"{"name":{}}"#, ".name: expected a string, found an object"),
        (#"{"arch":true}"#, ".arch: expected a string, found a boolean"),
        (#"{"evr":5}"#, ".evr: expected a string, found a number"),
        (#"{"hold":"yes"}"#, ".hold: expected a boolean, found a string"),
        (#"{"source_version":5}"#, ".source_version: expected a string, found a number"),
        (#"{"source":"a\u009f"}"#, ".source: a control character"),
        (#"{"name":"a\rb"}"#, ".name: a control character"),
        (#"{"version":"1\u0000"}"#, ".version: a control character"),
        (#"{"source_version":"\b"}"#, ".source_version: a control character"),
        (#"{"source":"\#(text(257))"}"#, ".source: longer than 256 bytes"),
        (#"{"name":"\#(text(257))"}"#, ".name: longer than 256 bytes"),
        (#"{"arch":"\#(text(257))"}"#, ".arch: longer than 256 bytes"),
        (#"{"version":"\#(text(513))"}"#, ".version: longer than 512 bytes"),
        (#"{"source_version":"\#(text(513))"}"#, ".source_version: longer than 512 bytes"),
        ("7", ": expected an object, found a number"), ("null", ": expected an object, found null"),
        (#"{"name":"a","version":"1","kb":"5001330",}"#, ": expected a key, found }"),
        (#"{"x":{"y":[0,tru]}}"#, ".x.y[1]: expected true"), ("", ": expected a"),
    ]

    static let otherRows = [
        ("almalinux:9", #"{"evr":"1"}"#, ".name: missing"),
        ("almalinux:9", #"{"name":"","evr":"1"}"#, ".name: missing"),
        ("almalinux:9", #"{"name":"a"}"#, ".evr: missing"),
        ("almalinux:9", #"{"name":"a","evr":"","version":"1"}"#, ".evr: missing"),
        ("almalinux:9", #"{"name":"a","evr":"\#(text(513))"}"#, ".evr: longer than 512 bytes"),
        ("windows:w", "{}", ".kb: missing"), ("windows:w", #"{"kb":null}"#, ".kb: missing"),
        ("windows:w", #"{"kb":""}"#, ".kb: no number of an update: "),
        ("windows:w", #"{"kb":"KB"}"#, ".kb: no number of an update: KB"),
        ("windows:w", #"{"kb":"KB50x"}"#, ".kb: no number of an update: KB50x"),
        ("windows:w", #"{"kb":"0123456"}"#, ".kb: no number of an update: 0123456"),
        ("windows:w", #"{"kb":"1234567890"}"#, ".kb: no number of an update: 1234567890"),
        ("windows:w", #"{"kb":5001330.0}"#, ".kb: no number of an update: 5001330.0"),
        ("windows:w", #"{"kb":-1}"#, ".kb: no number of an update: -1"),
        ("windows:w", #"{"kb":"５001330"}"#, ".kb: no number of an update: ５001330"),
        ("windows:w", #"{"kb":[1]}"#, ".kb: expected a string, found an array"),
        ("macos:15", #"{"source":"a"}"#, ".version: missing"),
        ("macos:15", #"{"version":"1"}"#, ".source: missing"),
    ]

    private func subject(_ text: some StringProtocol) -> String? {
        let error = #expect(throws: DomainError.self) {
            try DeviceFileScannerTests.read(String(text))
        }
        #expect(error == DomainError(.inventoryMalformed))
        return error?.subject
    }

    @Test("a malformed file or device is refused with its place", arguments: documents + devices)
    func refuses(text: String, expected: String) {
        #expect(subject(text) == expected)
    }

    @Test(
        "a malformed row is refused with its place",
        arguments: debRows.map { ("debian:12", $0.0, $0.1) } + otherRows
    )
    func refusesRows(stream: String, row: String, expected: String) {
        let found = subject(Self.rows(stream, row)) ?? ""
        let place = "devices[1].packages[2]"
        #expect(found.hasPrefix(place + expected), "\(found)")
        // The same row is refused the same way where the stream follows it.
        let head = #""name":"x","stream":"\#(stream)","#
        let text =
            Self.rows(stream, row).replacing(head, with: "").dropLast(3)
            + #","stream":"\#(stream)","name":"x"}]}"#
        #expect(subject(text)?.hasPrefix(place + expected) ?? false)
    }

    @Test("texts of the greatest length are taken")
    func takesLongTexts() throws {
        let row = """
            {"name":"\(Self.text(256))","source":"\(Self.text(256))","arch":"\(Self.text(256))",
            "version":"\(Self.text(512))","source_version":"\(Self.text(511))"}
            """
        let devices = try DeviceFileScannerTests.read(Self.rows("debian:12", row))
        #expect(devices.last?.packages.last?.version.count == 512)
    }

    @Test("a stream of another family is refused with what there is")
    func hintsAtStreams() {
        let error = #expect(throws: DomainError.self) {
            try DeviceFileScannerTests.read(Self.file(#""stream":"plan9:4""#))
        }
        #expect(error?.hint?.contains("debian:12") ?? false)
    }
}
