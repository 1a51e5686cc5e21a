// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation

extension DeploymentEngine {
    /// How many runs are looked at for one on all devices; those before it were asked for at single
    /// devices.
    private static let recentRuns = 100

    /// What a choice comes to now: a linked one is what the deployment that it names brought last.
    ///
    /// That is the list of the newest run on all devices, or what its devices were to get where it
    /// took all that each lacked. Before its first run, the deployment's own choice counts. A
    /// deployment that is gone, or a chain that comes back to itself, names nothing.
    func followed(_ choice: PatchChoice) throws -> PatchChoice {
        var choice = choice
        var passed: Set<Deployment.Identity> = []
        while case .linked(let id) = choice {
            guard passed.insert(id).inserted, let source = try store.deployment(id) else {
                return .listed([])
            }
            let runs = try store.runs(of: id, limit: Self.recentRuns)
            if let run = runs.first(where: { $0.subject == nil }) {
                return .listed(try patches(of: run))
            }
            choice = source.plan.patches
        }
        return choice
    }

    /// The patches that a run is about.
    private func patches(of run: Run) throws -> [Patch.Identity] {
        if let patches = run.course.patches { return patches }
        let all = try store.executions(of: run.id).flatMap(\.patches).map(\.patch)
        return Set(all).map { Patch.Identity($0) }.sorted()
    }
}
