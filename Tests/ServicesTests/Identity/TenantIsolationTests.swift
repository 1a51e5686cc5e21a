// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Query
import Services
import Testing

/// Two sites with a machine each; the caller belongs to one of them.
@Suite struct TenantIsolationTests {
    private let server: TestServer
    private let mine: TestAgent
    private let theirs: TestAgent
    private let caller: Principal
    private let patch: Patch

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        mine = try await server.enroll("web-1", having: ["a": "1.0"], site: "Mine")
        theirs = try await server.enroll("web-2", having: ["a": "1.0"], keyByte: 2, site: "Theirs")
        caller = try await server.principal(ofSite: "Mine")
        patch = try server.patch("a")
        try await server.approve(patch)
    }

    private func view() throws -> FleetView { try server.services.assessment.view(by: caller) }

    @Test("a caller sees the devices of its place only, whatever it asks for")
    func seesOwnDevices() throws {
        let theirNumber = try server.indexed(theirs).device.number
        #expect(try view().devices().map(\.device.name) == ["web-1"])
        #expect(try view().devices(.named("web-2")).isEmpty)
        #expect(try view().devices(.not(.named("web-1"))).isEmpty)
        #expect(try view().device("web-1").device.name == "web-1")
        for text in ["web-2", "\(theirNumber)", "\(theirs.identity)"] {
            #expect(throws: DomainError(.deviceNotFound)) { try view().device(text) }
        }
    }

    @Test("counts of patches are those of the caller's place")
    func countsOwnDevices() throws {
        #expect(try view().patches().map(\.tally.missing) == [1])
        #expect(try server.view().patches().map(\.tally.missing) == [2])
    }

    @Test("a caller explains nothing about another's device")
    func explainsOwnDevices() throws {
        let own = try server.services.assessment.explain(
            device: "web-1",
            patch: "a",
            by: caller
        )
        #expect(own.explanations.map(\.finding.state) == [.missing])
        #expect(throws: DomainError(.deviceNotFound)) {
            try server.services.assessment.explain(device: "web-2", patch: "a", by: caller)
        }
    }

    @Test("a caller orders nothing on another's device")
    func targetsOwnDevices() async throws {
        await #expect(throws: DomainError(.deploymentEmpty)) {
            try await server.install([patch], on: .named("web-2"), by: caller)
        }
        await #expect(throws: DomainError(.deploymentEmpty)) {
            try await server.services.deployments.scan(.named("web-2"), by: caller)
        }
        let deployment = try await server.install([patch], by: caller)
        #expect(try await server.execution(deployment).device == mine.identity)
        #expect(try await theirs.orders().isEmpty)
        #expect(try await mine.orders().count == 1)
    }

    @Test("a caller lists its place's deployments only")
    func listsOwnDeployments() async throws {
        let other = try await server.principal(ofSite: "Theirs")
        let deployment = try await server.install([patch], by: other)
        #expect(try await theirs.orders().count == 1)
        let own = try await server.services.deployments.list(offset: 0, limit: 9, by: caller)
        #expect(own.total == 0 && own.page.isEmpty)
        let all = try await server.services.deployments.list(
            offset: 0,
            limit: 9,
            by: server.operatorPrincipal
        )
        #expect(all.page.map(\.deployment.id) == [deployment.id])
    }

    @Test("a caller reads its place's lines of the audit log only, however far back they are")
    func readsOwnAudit() async throws {
        for _ in 0..<3 { try await theirs.upload(Feeds.inventory(["a": "1.0"])) }
        let entries = try await server.services.audit.entries(last: 100, by: caller)
        let site = try server.indexed(mine).device.site
        #expect(entries.allSatisfy { $0.tenant == site })
        #expect(
            entries.map(\.action) == [
                "enrolment.make_token", "device.enroll", "device.inventory",
            ]
        )
        let last = try await server.services.audit.entries(last: 1, by: caller)
        #expect(last.map(\.action) == ["device.inventory"])
        #expect(try await server.services.audit.entries(last: 0, by: caller).isEmpty)
        #expect(try await server.services.audit.entries(last: -1, by: caller).isEmpty)
    }

    @Test("a place next to one with a longer number is not below it")
    func numbersAreNotPrefixes() async throws {
        // The sites get the numbers 4 and 5, and those to come up to 40: `/1/2/4/` and `/1/2/40/`.
        for number in 6...40 {
            _ = try await server.services.devices.makeEnrolmentToken(
                site: "Site \(number)",
                group: nil,
                by: server.operatorPrincipal
            )
        }
        _ = try await server.enroll("web-40", keyByte: 3, site: "Site 40")
        #expect(caller.scope.description == "/1/2/4/")
        #expect(try view().devices().map(\.device.name) == ["web-1"])
        let far = try await server.principal(ofSite: "Site 40")
        #expect(far.scope.description == "/1/2/40/")
        let farView = try server.services.assessment.view(by: far)
        #expect(farView.devices().map(\.device.name) == ["web-40"])
    }
}
