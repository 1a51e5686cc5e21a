// SPDX-License-Identifier: Apache-2.0

import Domain
import Services
import Testing

@Suite struct DeviceEventTests {
    private static let day: Duration = .seconds(86_400)

    private let server: TestServer

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        try await server.approve(try server.patch("a"))
    }

    private func runs(_ deployment: Deployment) async throws -> [Device.Identity?] {
        try await server.services.deployments.runs(
            of: deployment.id,
            limit: 10,
            by: server.operatorPrincipal
        ).map(\.run.subject)
    }

    @Test("a deployment for new devices and for those that come back starts for both")
    func startsForBoth() async throws {
        let old = try await server.enroll("old", having: ["a": "1.0"])
        try await old.checkIn()
        server.clock.advance(by: .seconds(60))
        let made = try await server.make("x", .onActivationOrInactivity(days: 3))
        #expect(made.status == .enabled)
        // Who was there before is not new.
        #expect(try await old.orders().isEmpty)

        server.clock.advance(by: .seconds(60))
        let new = try await server.enroll("new", having: ["a": "1.0"], keyByte: 2)
        let order = try #require(try await new.orders().first)
        #expect(try await runs(made) == [new.identity])
        try await new.report(order)
        #expect(try await new.orders().isEmpty)

        server.clock.advance(by: Self.day * 2)
        try await old.checkIn()
        #expect(try await runs(made).count == 1)
        server.clock.advance(by: Self.day * 3)
        #expect(try await old.orders().count == 1)
        #expect(try await runs(made) == [old.identity, new.identity])
    }

    @Test("what events start is changed only while it is disabled")
    func changesWhileDisabled() async throws {
        let made = try await server.make("x", .onActivation)
        let service = server.services.deployments
        let rename: @Sendable (inout Deployment) -> Void = { $0.name = "y" }
        let error = await #expect(throws: DomainError.self) {
            try await service.update(made.id, by: server.operatorPrincipal, rename)
        }
        #expect(error?.code == .deploymentEnabled)
        // Nor while it is disabled by the same change: who comes meanwhile gets one of the two.
        await #expect(throws: DomainError(.deploymentEnabled)) {
            try await service.update(
                made.id,
                isEnabled: false,
                by: server.operatorPrincipal,
                rename
            )
        }
        _ = try await service.setEnabled(false, made.id, by: server.operatorPrincipal)
        let changed = try await service.update(
            made.id,
            isEnabled: true,
            by: server.operatorPrincipal,
            rename
        )
        #expect(changed.name == "y")
        #expect(changed.status == .enabled)
    }
}
