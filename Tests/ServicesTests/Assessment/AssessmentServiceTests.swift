// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Query
import Services
import Testing

@Suite struct AssessmentServiceTests {
    private let server: TestServer
    private let agent: TestAgent

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        _ = try await server.services.catalog.importFeeds(
            [
                Feeds.content(
                    "main",
                    [
                        Feeds.record("b", "1.1", codename: "bookworm"),
                        Feeds.record("a", "1.2", codename: "bookworm"),
                    ]
                )
            ],
            by: server.operatorPrincipal
        )
        agent = try await server.enroll("web-1", having: ["a": "1.0", "b": "1.1"])
    }

    private func explain(_ patch: String, device: String = "web-1") throws -> [String] {
        try server.services.assessment.explain(
            device: device,
            patch: patch,
            by: server.operatorPrincipal
        ).explanations.map { explanation in
            let finding = explanation.finding
            return "\(finding.patch.source) \(finding.patch.version) \(finding.reason.rawValue)"
        }
    }

    @Test("a patch is named by source, source and version, advisory, number or identity")
    func namesPatches() throws {
        let patch = try server.patch("a")
        for text in ["a 1.1", "a=1.1", "DSA-1", "\(patch.number)", "\(patch.id)"] {
            #expect(try explain(text) == ["a 1.1 binary_older"], "\(text)")
        }
        // A bare name means what the device lacks of it now.
        #expect(try explain("a") == ["a 1.2 binary_older"])
        #expect(try explain("b") == ["b 1.1 up_to_date"])
        #expect(try explain("c") == ["c 1.1 package_not_installed"])
        #expect(throws: DomainError(.patchNotFound)) { try explain("nothing") }
        #expect(throws: DomainError(.patchNotFound)) { try explain("0") }
    }

    @Test("a device is named by name, number or identity")
    func namesDevices() throws {
        for text in ["web-1", "1", "\(agent.identity)", "\(agent.identity)".uppercased()] {
            #expect(try explain("b", device: text).count == 1, "\(text)")
        }
        #expect(throws: DomainError(.deviceNotFound)) { try explain("b", device: "2") }
    }

    @Test("a device that was never scanned is explained as such")
    func neverScanned() async throws {
        _ = try await server.enroll("new", keyByte: 2)
        #expect(try explain("a 1.1", device: "new") == ["a 1.1 never_scanned"])
    }

    @Test("an explanation has the rule, the feeds with their revisions, and the successor")
    func explainsWhole() throws {
        let found = try server.services.assessment.explain(
            device: "web-1",
            patch: "DSA-1",
            by: server.operatorPrincipal
        )
        let explanation = try #require(found.explanations.first)
        #expect(explanation.rule == "a 1.1 in debian:12 brings a 1.1")
        #expect(
            explanation.reason == "an installed package is older than the one in the repository"
        )
        #expect(explanation.successor?.version == "1.2")
        #expect(
            explanation.revisions.map { "\($0.feed) \($0.number)" } == ["dsa 1", "security 1"]
        )
        let bare = try server.services.assessment.explain(
            device: "web-1",
            patch: "DSA-2",
            by: server.operatorPrincipal
        )
        #expect(
            bare.explanations.map(\.rule) == ["source package c is fixed in debian:12 at 1.1"]
        )
    }

    @Test("what is tried is part of the explanation")
    func explainsAttempts() async throws {
        let patch = try server.patch("a", "1.2")
        try await server.approve(patch)
        try await server.install([patch])
        #expect(try explain("a 1.2") == ["a 1.2 order_open"])
        let order = try #require(try await agent.orders().first)
        try await agent.report(order, .failed)
        #expect(try explain("a 1.2") == ["a 1.2 install_failed"])
    }

    @Test("every reason is a sentence of its own")
    func reasonsAreSentences() throws {
        let patch = try server.patch("a")
        let view = try server.view()
        let sentences = Finding.Reason.allCases.map { reason in
            view.explanation(
                Finding(patch: patch, state: .missing, reason: reason, packages: [])
            ).reason
        }
        #expect(Set(sentences).count == Finding.Reason.allCases.count)
        #expect(sentences.allSatisfy { $0.count > 10 })
    }

    @Test("patches are listed with the counts of the caller's devices, and filtered")
    func listsPatches() throws {
        let rows = try server.view().patches().map { row in
            "\(row.patch.source) \(row.patch.version) \(row.tally.missing) \(row.tally.installed)"
        }
        #expect(rows.sorted() == ["a 1.2 1 0", "b 1.1 0 1"])
        let missing = try server.view().patches(.test(.missingCount, .isBetween(1, nil)))
        #expect(missing.map(\.patch.version) == ["1.2"])
    }

    @Test("an inventory grows old: then its device is unknown, whatever was found")
    func growsOld() throws {
        let device = try server.indexed(agent)
        let reason = { try server.view().snapshot.unknown(device, now: server.clock.now) }
        server.clock.advance(by: TestServer.inventoryMaxAge)
        #expect(try reason() == nil)
        server.clock.advance(by: .milliseconds(1))
        #expect(try reason() == .inventoryStale)
        let health = try server.view().snapshot.health(
            server.indexed(agent),
            now: server.clock.now
        )
        #expect(health == .unknown)
    }
}
