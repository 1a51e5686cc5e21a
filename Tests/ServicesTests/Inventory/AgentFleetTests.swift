// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Services
import Testing

@Suite struct AgentFleetTests {
    private let server: TestServer
    private let program = AgentProgram(
        version: "0.2.0",
        machine: "x86_64",
        digest: String(repeating: "a", count: 64),
        size: 17
    )

    init() async throws { server = try await TestServer() }

    @Test("agents whose machine can run a build are ordered to change to it, at once")
    func updates() async throws {
        let agent = try await machine("web-1", "x86_64")
        _ = try await machine("arm-1", "aarch64", keyByte: 2)
        let deployment = try await server.services.fleet.updateAgents(
            .everything,
            to: program,
            by: server.operatorPrincipal
        )
        #expect(deployment.kind == .updateAgent)
        let order = try #require(try await agent.orders().first)
        #expect(order.kind == .updateAgent)
        #expect(order.program == program)
        #expect(order.patches.isEmpty && order.conduct == nil)
        #expect(try await server.execution(deployment).device == agent.identity)
        try await agent.report(order)
        #expect(try await server.states(deployment) == ["completed"])
    }

    @Test("an update that failed says so")
    func fails() async throws {
        let agent = try await machine("web-1", "x86_64")
        let deployment = try await server.services.fleet.updateAgents(
            .everything,
            to: program,
            by: server.operatorPrincipal
        )
        let order = try #require(try await agent.orders().first)
        var report = TestAgent.report(order.id, [], .failed)
        report.failure = Failure(exitCode: nil, text: "its SHA-256 is another")
        try await server.services.agents.report(report, by: agent.principal)
        let execution = try await server.execution(deployment)
        #expect(execution.state == .failed)
        #expect(execution.reason == "its SHA-256 is another")
    }

    @Test("a machine that no build fits is no target")
    func refusesOthers() async throws {
        _ = try await machine("arm-1", "aarch64")
        await #expect(throws: DomainError(.deploymentEmpty)) {
            try await server.services.fleet.updateAgents(
                .everything,
                to: program,
                by: server.operatorPrincipal
            )
        }
    }

    @Test("an agent that is removed gets one order, and others none")
    func removes() async throws {
        let agent = try await machine("web-1", "x86_64")
        let other = try await machine("web-2", "x86_64", keyByte: 2)
        var targets = DeploymentTargets()
        targets.names = ["WEB-1"]
        let deployment = try await server.services.fleet.removeAgents(
            targets,
            by: server.operatorPrincipal
        )
        let order = try #require(try await agent.orders().first)
        #expect(order.kind == .removeAgent)
        #expect(order.program == nil)
        #expect(try await other.orders().isEmpty)
        try await agent.report(order)
        #expect(try await server.states(deployment) == ["completed"])
    }

    @Test("both need the permissions to deploy and to manage devices")
    func needsPermissions() async throws {
        _ = try await machine("web-1", "x86_64")
        for permission in [Permission.deploy, .manageDevices] {
            let principal = TestServer.principal(
                TenantPath(root: 1),
                permissions: Set(Permission.allCases).subtracting([permission])
            )
            await #expect(throws: DomainError(.permissionMissing)) {
                try await server.services.fleet.removeAgents(.everything, by: principal)
            }
        }
    }

    private func machine(
        _ name: String,
        _ machine: String,
        keyByte: UInt8 = 1
    ) async throws -> TestAgent {
        let agent = try await server.enroll(name, keyByte: keyByte)
        var facts = DeviceFacts(hostName: name)
        facts.machine = machine
        _ = try await server.services.agents.checkIn(
            CheckIn(
                inventoryDigest: nil,
                scannedAt: nil,
                facts: facts,
                waitSeconds: 0
            ),
            by: agent.principal,
            sleep: { _ in }
        )
        return agent
    }
}
