// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Agent

@Suite struct RemovalTests {
    @Test("the agent's own files go, another's stay, and doing it twice is fine")
    func removes() throws {
        let directory = try TemporaryDirectory(prefix: "removal")
        let own = [
            "identity.json", "key", "scan.json", "journal/0/order.json", "apt.conf", "rpm/x",
        ]
        for name in own + ["notes.txt"] { try directory.write("x", to: "state/" + name) }
        let state = StateDirectory(directory.path("state"))
        for _ in 0..<2 {
            try state.removeAll()
            #expect(try DurableFile.names(in: state.path) == ["notes.txt"])
        }
        try FileManager.default.removeItem(atPath: state.file("notes.txt"))
        try state.removeAll()
        #expect(!FileManager.default.fileExists(atPath: state.path))
    }
}
