// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation

extension DeploymentEngine {
    /// How many runs are looked at for one on all devices; those before it were asked for at single
    /// devices.
    private static let recentRuns = 100

    /// A plan with what its choice of patches comes to now: a linked one is what the deployment
    /// that it names brought last.
    ///
    /// That is the list of the newest run on all devices, or what its devices were to get where it
    /// took all that each lacked. Before its first run, the deployment's own choice counts. A
    /// deployment that is gone, or a chain that comes back to itself, names nothing.
    ///
    /// What any deployment of the chain asks of approvals is asked here too: its list may name
    /// patches that it was itself kept from installing.
    func followed(_ plan: DeploymentPlan) throws -> DeploymentPlan {
        var plan = plan
        var choice = plan.patches
        var found: PatchChoice?
        var passed: Set<Deployment.Identity> = []
        while case .linked(let id) = choice {
            guard passed.insert(id).inserted, let source = try store.deployment(id) else {
                choice = .listed([])
                break
            }
            plan.addNeed(of: source.plan)
            if found == nil {
                let runs = try store.runs(of: id, limit: Self.recentRuns)
                if let run = runs.first(where: { $0.subject == nil }) {
                    plan.addNeed(of: run.course.plan)
                    found = .listed(try patches(of: run))
                }
            }
            choice = source.plan.patches
        }
        plan.patches = found ?? choice
        return plan
    }

    /// The patches that a run is about.
    private func patches(of run: Run) throws -> [Patch.Identity] {
        if let patches = run.course.patches { return patches }
        let all = try store.executions(of: run.id).flatMap(\.patches).map(\.patch)
        return Set(all).map { Patch.Identity($0) }.sorted()
    }
}

extension DeploymentPlan {
    /// Asks of approvals also what another plan asks.
    fileprivate mutating func addNeed(of other: DeploymentPlan) {
        needsApproval = needsApproval || other.needsApproval
        daysAfterApproval = max(daysAfterApproval, other.daysAfterApproval)
    }
}
