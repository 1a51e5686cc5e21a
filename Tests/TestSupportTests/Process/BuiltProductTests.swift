// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@Suite struct BuiltProductTests {
    private func folder(with mode: Int) throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        let path = try directory.write("#!/bin/sh\n", to: "debug/tool")
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return directory
    }

    @Test(
        "an executable is found in a folder above the running bundle",
        arguments: ["debug/all.xctest", "debug/all.xctest/Contents/MacOS/all"]
    )
    func findsAbove(bundle: String) throws {
        let directory = try folder(with: 0o755)
        let path = try BuiltProduct.path(
            of: "tool",
            environment: [:],
            startingPoints: ["/proc/none", directory.path(bundle)]
        )
        #expect(path == directory.path("debug/tool"))
    }

    @Test("a variable names the folder and nothing else is tried")
    func obeysVariable() throws {
        let directory = try folder(with: 0o755)
        let environment = ["THIMBLE_PRODUCTS": directory.path("debug")]
        let path = try BuiltProduct.path(of: "tool", environment: environment, startingPoints: [])
        #expect(path == directory.path("debug/tool"))
        let error = #expect(throws: BuiltProduct.NotFound.self) {
            try BuiltProduct.path(
                of: "tool",
                environment: ["THIMBLE_PRODUCTS": directory.path],
                startingPoints: [directory.path("debug/all.xctest")]
            )
        }
        #expect(error?.folders == [directory.path])
    }

    @Test("a file that is not executable is not a product")
    func wantsExecutable() throws {
        let directory = try folder(with: 0o644)
        #expect(throws: BuiltProduct.NotFound.self) {
            try BuiltProduct.path(
                of: "tool",
                environment: [:],
                startingPoints: [directory.path("debug/all.xctest")]
            )
        }
    }

    @Test("the running test bundle is one of the starting points")
    func knowsItself() {
        let points = BuiltProduct.runningBundle()
        #expect(points.contains { FileManager.default.isExecutableFile(atPath: $0) })
    }
}
