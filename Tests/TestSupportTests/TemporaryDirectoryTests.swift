// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@Suite struct TemporaryDirectoryTests {
    @Test("a folder is unique and goes away with its owner")
    func goesAway() throws {
        var paths: [String] = []
        do {
            let first = try TemporaryDirectory()
            let second = try TemporaryDirectory()
            try first.write("text", to: "a/b/c.txt")
            #expect(try first.read("a/b/c.txt") == "text")
            paths = [first.path, second.path]
            #expect(paths.allSatisfy { FileManager.default.fileExists(atPath: $0) })
        }
        #expect(Set(paths).count == 2)
        #expect(paths.allSatisfy { !FileManager.default.fileExists(atPath: $0) })
    }

    @Test("a folder can be removed early and twice")
    func removesTwice() throws {
        let directory = try TemporaryDirectory()
        directory.remove()
        #expect(!FileManager.default.fileExists(atPath: directory.path))
        directory.remove()
        #expect(throws: (any Error).self) { try directory.read("a") }
    }
}
