// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@Suite struct GoldenFileTests {
    @Test("an equal text has no difference")
    func acceptsEqual() throws {
        let directory = try TemporaryDirectory()
        let file = GoldenFile(path: try directory.write("a\nb\n", to: "x.txt"), environment: [:])
        #expect(try file.difference(from: "a\nb\n") == nil)
    }

    @Test("a different text is shown by lines and the file is left alone")
    func showsDifference() throws {
        let directory = try TemporaryDirectory()
        let file = GoldenFile(path: try directory.write("a\nb\nc\n", to: "x.txt"), environment: [:])
        let difference = try #require(try file.difference(from: "a\nB\nc\n"))
        #expect(difference.hasPrefix(file.path))
        #expect(difference.hasSuffix("\n a\n-b\n+B\n c"))
        #expect(try directory.read("x.txt") == "a\nb\nc\n")
    }

    @Test("a missing file is told, also for an empty text")
    func tellsMissing() throws {
        let directory = try TemporaryDirectory()
        let file = GoldenFile(path: directory.path("none"), environment: [:])
        #expect(try file.difference(from: "")?.contains("missing") == true)
        #expect(try file.difference(from: "a\n")?.hasSuffix("+a") == true)
    }

    @Test("recording writes the file, makes its folder, and then there is no difference")
    func records() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("Golden/deep/x.txt")
        let file = GoldenFile(path: path, environment: ["GOLDEN": "record"])
        #expect(try file.difference(from: "new\n") == nil)
        #expect(try directory.read("Golden/deep/x.txt") == "new\n")
        #expect(try GoldenFile(path: path, environment: [:]).difference(from: "new\n") == nil)
        #expect(try GoldenFile(path: path, environment: [:]).difference(from: "old\n") != nil)
    }

    @Test(
        "a name is looked up in the test target of the caller",
        arguments: [
            ("/r/Tests/WebTests/A/BTests.swift", "/r/Tests/WebTests/Golden/x.txt"),
            ("/r/Tests/WebTests/BTests.swift", "/r/Tests/WebTests/Golden/x.txt"),
            ("/r/tool/main.swift", "/r/tool/Golden/x.txt"),
        ]
    )
    func findsFolder(caller: String, path: String) {
        #expect(GoldenFile("x.txt", environment: [:], callerPath: caller).path == path)
    }

    @Test("equal lines far from a change are left out")
    func leavesOutFarLines() {
        let old = (1...9).map { "\($0)\n" }.joined()
        let new = old.replacingOccurrences(of: "5\n", with: "five\nsix\n")
        #expect(LineDifference.text(old, new, context: 1) == "...\n 4\n-5\n+five\n+six\n 6\n...")
    }

    @Test("a missing newline at the end is a difference of its own")
    func tellsNewline() {
        #expect(LineDifference.text("a\n", "a").contains("newline"))
        #expect(LineDifference.text("a\n", "a\n") == "")
    }
}
