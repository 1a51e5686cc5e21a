// SPDX-License-Identifier: Apache-2.0
import Domain
import Services
import Testing

/// The executions of a run, a few at a time.
@Suite struct RunReadingTests {
    private let server: TestServer
    private let devices: [Device.Identity]
    private let run: Run

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        let first = try await server.enroll("web-1", having: ["a": "1.0"], site: "Mine")
        let second = try await server.enroll(
            "web-2",
            having: ["a": "1.0"],
            keyByte: 2,
            site: "Theirs"
        )
        devices = [first.identity, second.identity].sorted()
        let patch = try server.patch("a")
        try await server.approve(patch)
        let deployment = try await server.install([patch])
        let latest = try await server.services.deployments.latestRun(
            of: deployment.id,
            by: server.operatorPrincipal
        )
        run = try #require(latest).run
    }

    @Test("the devices of a run come in order, their executions in the order asked for")
    func reads() async throws {
        let service = server.services.deployments
        let principal = server.operatorPrincipal
        #expect(try await service.devices(of: run.id, by: principal) == devices)
        let backwards = [devices[1], devices[0], ID(derivedFrom: "nobody")]
        let found = try await service.executions(of: run.id, on: backwards, by: principal)
        #expect(found.map(\.device) == [devices[1], devices[0]])
        #expect(found.allSatisfy { $0.run == run.id })
    }

    @Test("who does not see the run, or no deployments, reads nothing")
    func guards() async throws {
        let service = server.services.deployments
        let mine = try await server.principal(ofSite: "Mine")
        await #expect(throws: DomainError(.runNotFound)) {
            try await service.devices(of: run.id, by: mine)
        }
        await #expect(throws: DomainError(.runNotFound)) {
            try await service.executions(of: run.id, on: devices, by: mine)
        }
        await #expect(throws: DomainError(.runNotFound)) {
            try await service.devices(of: ID(derivedFrom: "none"), by: server.operatorPrincipal)
        }
        let blind = TestServer.principal(TenantPath(root: 1), permissions: [.readDevices])
        await #expect(throws: DomainError(.permissionMissing)) {
            try await service.devices(of: run.id, by: blind)
        }
        await #expect(throws: DomainError(.permissionMissing)) {
            try await service.executions(of: run.id, on: devices, by: blind)
        }
    }
}
