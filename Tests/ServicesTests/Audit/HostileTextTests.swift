// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Foundation
import Services
import Testing

/// What machines write never breaks the audit log, nor forges a line of it.
@Suite struct HostileTextTests {
    private let server: TestServer
    private let agent: TestAgent

    init() async throws {
        server = try await TestServer()
        agent = try await server.enroll("web-1")
    }

    @Test(
        "a refusal's words stand on one line, and the chain stays whole",
        arguments: [
            ("a\u{0}b", "unreadable: a\\u{0}b"),
            ("x\n99 user:admin patch.approved", "unreadable: x\\u{a}99 user:admin patch.approved"),
            ("\u{1B}[2J\u{9B}1A", "unreadable: \\u{1b}[2J\\u{9b}1A"),
            ("a\u{202E}b\u{2028}c", "unreadable: a\\u{202e}b\\u{2028}c"),
            ("wörter — 日本", "unreadable: wörter — 日本"),
        ]
    )
    func writesOneLine(_ words: String, _ detail: String) async throws {
        try await server.services.agents.refuse(
            OrderRefusal(order: nil, reason: .forged, detail: words),
            by: agent.principal
        )
        let entries = try await server.services.audit.entries(
            last: 1,
            by: server.operatorPrincipal
        )
        #expect(entries.map(\.detail) == [detail])
        // A database that ends a text at its first NUL gives back other bytes than were hashed.
        _ = try await server.services.audit.verify(by: server.operatorPrincipal)
    }

    @Test("a refusal's words are cut, however much one visible character holds")
    func cutsWords() async throws {
        let words = "e" + String(repeating: "\u{301}", count: 100_000)
        try await server.services.agents.refuse(
            OrderRefusal(order: nil, reason: .malformed, detail: words),
            by: agent.principal
        )
        let entries = try await server.services.audit.entries(
            last: 1,
            by: server.operatorPrincipal
        )
        #expect(entries.map { $0.detail.unicodeScalars.count } == [512 + "unreadable: ".count])
    }

    @Test(
        "an inventory with a control character is refused with its place",
        arguments: [
            (#"{"stream":"debian:12\u0000x","architecture":"amd64","packages":[]}"#, "stream"),
            (#"{"stream":"debian:12","architecture":"\u007f","packages":[]}"#, "architecture"),
            (
                #"{"stream":"debian:12","architecture":"amd64","packages":["#
                    + #"{"name":"a","version":"1","source":"a"},"#
                    + #"{"name":"b","version":"1\u001b[31m","source":"b"}]}"#, "packages[1]"
            ),
            (
                #"{"stream":"debian:12","architecture":"amd64","packages":[],"repositories":["#
                    + #"{"origin":"a\nb","label":"","suite":"","codename":"","component":""}]}"#,
                "repositories[0]"
            ),
        ]
    )
    func refusesInventories(_ json: String, _ place: String) async throws {
        let bytes = Data(json.utf8)
        let error = await #expect(throws: DomainError.self) {
            try await server.services.agents.storeInventory(
                bytes,
                digest: Hex.sha256(bytes),
                by: agent.principal
            )
        }
        #expect(error == DomainError(.inventoryMalformed))
        #expect(error?.subject == "\(place): a control character")
        #expect(try server.indexed(agent).device.inventoryDigest == nil)
    }
}
