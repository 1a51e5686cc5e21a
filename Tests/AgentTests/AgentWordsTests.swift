// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import Testing

@testable import Agent

/// The words for people in the agent's output and log.
@Suite struct AgentWordsTests {
    @Test("an identity is written as the server writes it, in lower case")
    func identity() throws {
        let uuid = try #require(UUID(uuidString: "07E93F6D-B9A3-4FFF-9536-3C219FF5DCC5"))
        #expect(uuid.text == "07e93f6d-b9a3-4fff-9536-3c219ff5dcc5")
    }

    @Test(
        "a patch is called by its first package and that one's version",
        arguments: [([], "a title"), (["app"], "app 1.1"), (["app", "app-data"], "app +1 1.1")]
    )
    func patch(names: [String], label: String) throws {
        let packages = names.map {
            TargetPackage(name: $0, architecture: "all", version: "1.1")
        }
        let uuid = try #require(UUID(uuidString: "07E93F6D-B9A3-4FFF-9536-3C219FF5DCC5"))
        #expect(OrderPatch(patch: uuid, title: "a title", packages: packages).label == label)
    }

    @Test("a number has its noun", arguments: [(0, "0 hats"), (1, "1 hat"), (2, "2 hats")])
    func count(number: Int, words: String) {
        #expect(number.counted("hat", "hats") == words)
    }
}
