// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain
import Fleet

/// What happens to the agents themselves: another program, or their end.
package struct AgentFleetService: Sendable {
    /// How long an agent may be away and still act on it: a week.
    private static let lifetime: Duration = .seconds(7 * 86_400)

    let environment: ServiceEnvironment

    init(_ environment: ServiceEnvironment) { self.environment = environment }

    /// Orders agents to change to a build of their program.
    ///
    /// Devices of another machine architecture, and those that say nothing of theirs, are passed
    /// over. An agent that runs this very build already says so and changes nothing.
    ///
    /// - Throws: ``DomainError/Code/deploymentEmpty`` where no agent can run the build,
    ///   ``DomainError/Code/requestInvalid`` for a query that cannot be read.
    package func updateAgents(
        _ targets: DeploymentTargets,
        to program: AgentProgram,
        by principal: Principal
    ) async throws -> Deployment {
        let devices = try await devices(of: targets, by: principal).filter {
            $0.facts.machine == program.machine
        }
        return try await order(
            .updateAgent,
            name: "Agent \(program.version) for \(program.machine)",
            on: devices,
            program,
            by: principal
        )
    }

    /// Orders agents to leave their machines.
    ///
    /// The devices stay, with what is known of them, until somebody removes them.
    ///
    /// - Throws: ``DomainError/Code/deploymentEmpty`` where no device with an agent is named,
    ///   ``DomainError/Code/requestInvalid`` for a query that cannot be read.
    package func removeAgents(
        _ targets: DeploymentTargets,
        by principal: Principal
    ) async throws -> Deployment {
        let devices = try await devices(of: targets, by: principal)
        return try await order(.removeAgent, name: "Agent removal", on: devices, nil, by: principal)
    }

    private func devices(
        of targets: DeploymentTargets,
        by principal: Principal
    ) async throws -> [Device] {
        try principal.require(.deploy)
        try principal.require(.manageDevices)
        let snapshot = environment.index.snapshot
        let now = environment.clock.now
        return try await environment.store.read { transaction in
            try SnapshotKnowledge(snapshot: snapshot, store: transaction)
                .devices(of: targets, in: principal.scope, now: now)
                .compactMap { snapshot.devices[$0.id]?.device }
        }
    }

    private func order(
        _ kind: Deployment.Kind,
        name: String,
        on devices: [Device],
        _ program: AgentProgram?,
        by principal: Principal
    ) async throws -> Deployment {
        guard !devices.isEmpty else {
            throw DomainError(
                .deploymentEmpty,
                subject: "targets",
                hint: "no device with an agent"
                    + (program.map { " and the machine \($0.machine)" } ?? "") + " matches them"
            )
        }
        let targets = DeploymentTargets(devices: devices.map(\.id))
        var plan = DeploymentPlan(
            targets: targets,
            patches: .none,
            schedule: .onDemand,
            policy: .immediate
        )
        plan.program = program
        plan.expiresAt = environment.clock.now + Self.lifetime
        return try await DeploymentService(environment).create(
            DeploymentDraft(kind: kind, name: name, plan: plan, isEnabled: true),
            by: principal
        )
    }
}
