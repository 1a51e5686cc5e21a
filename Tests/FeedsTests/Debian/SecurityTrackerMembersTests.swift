// SPDX-License-Identifier: Apache-2.0
import PackageFormats
import Testing

@testable import Feeds

@Suite struct SecurityTrackerMembersTests {
    /// The members of a text as objects, or what is wrong with it.
    private func members(
        _ text: String,
        by size: Int = 1_000,
        limit: Int = SecurityTrackerMembers.memberLimit
    ) -> (objects: [String], fault: String) {
        var cutter = SecurityTrackerMembers(name: "x", memberLimit: limit)
        var objects: [String] = []
        do {
            try Bytes.feed(text, by: size) { chunk in
                try cutter.cut(chunk) { bytes in
                    try JSONCursor.read(bytes: bytes, name: "x") { try $0.skip() }
                    objects.append(String(decoding: bytes, as: UTF8.self))
                }
            }
            try cutter.finish()
            return (objects, "")
        } catch {
            return (objects, "\(error)")
        }
    }

    @Test("an object is cut into its members, in chunks of any size", arguments: [1, 2, 7, 1_000])
    func cuts(size: Int) {
        let text = """
            \u{FEFF} {"a": [1, {"b": "},{\\"\\\\"}], "c":{},
             "d" : "x" }

            """
        let found = members(text, by: size)
        #expect(found.fault == "")
        #expect(
            found.objects == [
                #"{"a": [1, {"b": "},{\"\\"}]}"#, #"{ "c":{}}"#, "{\n \"d\" : \"x\" }",
            ]
        )
        #expect(members(" { } ", by: size).objects.isEmpty)
        #expect(members(" { } ", by: size).fault == "")
    }

    @Test(
        "what is no object is refused with its place",
        arguments: [
            ("", "x: the document is empty (byte 0)"), (" \n", "x: the document is empty (byte 2)"),
            ("nope", "x: expected the object of the security tracker's packages (byte 0)"),
            ("{} x", "x: something follows the document (byte 3)"),
            (#"{"a":1,}"#, "x: expected a key, found } (byte 7)"),
            (#"{"a":1,,"b":2}"#, "x: expected a key, found , (byte 7)"),
            (#"{,"a":1}"#, "x: expected a key, found , (byte 1)"),
            (#"{"a":1 "b":2}"#, "x: a: expected , or }, found a string (byte 7)"),
            (#"{"a":1,"b":[}]}"#, "x: b[0]: expected a value, found } (byte 12)"),
            (#"{"a":{"b":01}}"#, "x: a.b: a number with a leading zero (byte 10)"),
            (#"{"a":1,"b":{"c":"#, "x: b.c: expected a value, found the end (byte 16)"),
            (#"{"a":1,"#, "x: expected a key, found the end (byte 7)"),
        ]
    )
    func refuses(text: String, fault: String) {
        for size in [1, 4, 1_000] { #expect(members(text, by: size).fault == fault, "\(size)") }
    }

    @Test("a member beyond the limit is refused")
    func limits() {
        let text = #"{"a":1,"b":"0123456789"}"#
        #expect(members(text, by: 3, limit: 17).objects.count == 2)
        #expect(
            members(text, by: 3, limit: 16).fault == "x: a member of more than 16 bytes (byte 7)"
        )
    }
}
