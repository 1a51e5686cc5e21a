// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Services

extension TestServer {
    /// Makes a deployment by its plan.
    @discardableResult
    func make(
        _ name: String,
        kind: Deployment.Kind = .install,
        patches: PatchChoice = .missing,
        _ recurrence: Recurrence = .onDemand,
        isEnabled: Bool = true,
        by principal: Principal? = nil,
        _ change: (inout DeploymentPlan) -> Void = { _ in }
    ) async throws -> Deployment {
        var plan = DeploymentPlan(
            targets: .everything,
            patches: patches,
            schedule: Schedule(recurrence: recurrence),
            policy: .standard
        )
        if recurrence.needsStart { plan.schedule.start = LocalDateTime("2024-01-01T22:00") }
        change(&plan)
        return try await services.deployments.create(
            DeploymentDraft(kind: kind, name: name, plan: plan, isEnabled: isEnabled),
            by: principal ?? operatorPrincipal
        )
    }

    /// Starts a run by hand, a second later.
    @discardableResult
    func start(_ deployment: Deployment) async throws -> Run {
        clock.advance(by: .seconds(1))
        return try await services.deployments.run(
            deployment.id,
            reason: "now",
            by: operatorPrincipal
        )
    }

    /// What the newest run of a deployment orders, as `device: patch patch`, by device.
    func ordered(_ deployment: Deployment) async throws -> [String] {
        let latest = try await services.deployments.latestRun(
            of: deployment.id,
            by: operatorPrincipal
        )
        guard let run = latest?.run else { return [] }
        let found = try await services.deployments.run(run.id, by: operatorPrincipal)
        let snapshot = services.index.snapshot
        return found.executions.map { execution in
            let name = snapshot.devices[execution.device]?.device.name ?? "?"
            let patches = execution.patches.compactMap {
                snapshot.catalogue.patch(Patch.Identity($0.patch))
            }.map { "\($0.source) \($0.version)" }
            return "\(name): " + patches.sorted().joined(separator: ", ")
        }.sorted()
    }
}
