// SPDX-License-Identifier: Apache-2.0
import Services
import Testing

@Suite struct CSVTextTests {
    @Test(
        "a line is written as RFC 4180 has it",
        arguments: [
            (["a", "b"], "a,b\r\n"),
            ([""], "\"\"\r\n"),
            (["", ""], ",\r\n"),
            (["a", ""], "a,\r\n"),
            ([], "\r\n"),
            (["one, two"], "\"one, two\"\r\n"),
            (["say \"so\""], "\"say \"\"so\"\"\"\r\n"),
            (["\""], "\"\"\"\"\r\n"),
            (["up\r\ndown", "x"], "\"up\r\ndown\",x\r\n"),
            (["up\ndown"], "\"up\ndown\"\r\n"),
            (["up\rdown"], "\"up\rdown\"\r\n"),
            ([" padded "], " padded \r\n"),
            (["größer", "日本 ☂", "e\u{301}"], "größer,日本 ☂,e\u{301}\r\n"),
            (["tab\there"], "tab\there\r\n"),
            // A spreadsheet may take these for formulas; a program must get them as they are.
            (["=1+1", "+1", "-1", "@a"], "=1+1,+1,-1,@a\r\n"),
        ]
    )
    func writes(row: [String], text: String) {
        var bytes: [UInt8] = []
        CSVText.append(row, to: &bytes)
        #expect(bytes == Array(text.utf8))
    }

    @Test("lines follow one another")
    func follows() {
        var bytes = Array("x\r\n".utf8)
        for row in [["1", "2"], ["3", "4"]] { CSVText.append(row, to: &bytes) }
        #expect(String(decoding: bytes, as: UTF8.self) == "x\r\n1,2\r\n3,4\r\n")
    }
}
