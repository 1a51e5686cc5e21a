// SPDX-License-Identifier: Apache-2.0

import Domain
import Services
import Testing

@Suite struct EnablingTests {
    private let server: TestServer

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        try await server.approve(try server.patch("a"))
        _ = try await server.enroll("web-1", having: ["a": "1.0"])
    }

    private var service: DeploymentService { server.services.deployments }

    private func count(_ deployment: Deployment) async throws -> Int {
        try await service.runs(of: deployment.id, limit: 10, by: server.operatorPrincipal).count
    }

    @Test("what was enabled once and for all can neither be disabled nor begun again")
    func lasts() async throws {
        let made = try await server.make("x")
        #expect(made.status == .ended)
        await #expect(throws: DomainError(.deploymentEnabled)) {
            try await service.setEnabled(
                false,
                made.id,
                enabling: .lasting,
                by: server.operatorPrincipal
            )
        }
        server.clock.advance(by: .seconds(1))
        let again = try await service.setEnabled(
            true,
            made.id,
            enabling: .lasting,
            by: server.operatorPrincipal
        )
        #expect(again.status == .ended)
        #expect(try await count(made) == 1)
    }

    @Test("where the enabling may be taken back, what has ended begins again")
    func isRevocable() async throws {
        let made = try await server.make("x")
        server.clock.advance(by: .seconds(1))
        let again = try await service.setEnabled(true, made.id, by: server.operatorPrincipal)
        #expect(again.status == .ended)
        #expect(try await count(made) == 2)
        let off = try await service.setEnabled(false, made.id, by: server.operatorPrincipal)
        #expect(off.status == .ended)
    }

    @Test("what recurs is disabled and enabled, whatever the rule")
    func recurs() async throws {
        let made = try await server.make("x", .daily(every: 1))
        for isEnabled in [false, true, true] {
            let changed = try await service.setEnabled(
                isEnabled,
                made.id,
                enabling: .lasting,
                by: server.operatorPrincipal
            )
            #expect(changed.status == (isEnabled ? .enabled : .disabled))
            #expect((changed.nextSlot != nil) == isEnabled)
        }
    }

    @Test("a change enables in the same step, and what has ended only with another schedule")
    func changesAndEnables() async throws {
        let draft = try await server.make("x", isEnabled: false)
        let begun = try await service.update(
            draft.id,
            isEnabled: true,
            enabling: .lasting,
            by: server.operatorPrincipal
        ) { $0.name = "y" }
        #expect(begun.name == "y")
        #expect(try await count(draft) == 1)
        let same = try await service.update(
            draft.id,
            isEnabled: true,
            enabling: .lasting,
            by: server.operatorPrincipal
        ) { $0.name = "z" }
        #expect(same.status == .ended)
        #expect(try await count(draft) == 1)
        let later = LocalDateTime("2030-01-01T22:00")
        let moved = try await service.update(
            draft.id,
            isEnabled: true,
            enabling: .lasting,
            by: server.operatorPrincipal
        ) { $0.plan.schedule = Schedule(recurrence: .once, start: later) }
        #expect(moved.status == .enabled)
        #expect(moved.nextSlot == later.map { DeviceZone().timeZone.instant(of: $0) })
        #expect(try await count(draft) == 1)
    }

    @Test("of several, each has an outcome of its own")
    func several() async throws {
        let daily = try await server.make("daily", .daily(every: 1), isEnabled: false)
        let once = try await server.make("once")
        let scan = try await server.make("scan", kind: .scan, patches: .none, isEnabled: false)
        let unknown = Deployment.Identity(derivedFrom: "nothing")
        let ids = [unknown, daily.id, once.id, scan.id, daily.id]
        let on = try await service.setEnabled(
            true,
            ids,
            kinds: [.install],
            enabling: .lasting,
            by: server.operatorPrincipal
        )
        #expect(on.map(\.id) == [unknown, daily.id, once.id, scan.id])
        #expect(on.map(\.name) == [nil, "daily", "once", nil])
        #expect(
            on.map(\.error?.code) == [.deploymentNotFound, nil, nil, .deploymentNotFound]
        )
        let off = try await service.setEnabled(
            false,
            [daily.id, once.id],
            kinds: [.install],
            enabling: .lasting,
            by: server.operatorPrincipal
        )
        #expect(off.map(\.error?.code) == [nil, .deploymentEnabled])
        let site = try await server.principal(ofSite: "Local Office")
        let hidden = try await service.setEnabled(true, [daily.id], kinds: [.install], by: site)
        #expect(hidden.map(\.error?.code) == [.deploymentNotFound])
        #expect(hidden.map(\.name) == [nil])
        let reader = TestServer.principal(TenantPath(root: 1), permissions: [.readDeployments])
        await #expect(throws: DomainError(.permissionMissing)) {
            try await service.setEnabled(true, [daily.id], kinds: [.install], by: reader)
        }
        await #expect(throws: DomainError(.permissionMissing)) {
            try await service.delete([daily.id], kinds: [.install], by: reader)
        }
    }
}
