// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

extension LawBook {
    /// Holds what a run brings against the last run of the deployment whose patches it takes.
    func source(of run: Run, at now: Timestamp) {
        guard case .linked(let source) = deployments[run.deployment]?.latest.plan.patches else {
            return
        }
        let former = runs.values.filter { view in
            view.made.deployment == source && view.made.subject == nil
                && view.made.number < run.number
        }
        guard let last = former.max(by: { $0.made.number < $1.made.number }) else { return }
        var wanted = Set(last.made.course.patches ?? [])
        if last.made.course.patches == nil {
            for id in last.members {
                let patches = executions[id]?.made ?? []
                wanted.formUnion(patches.map { Patch.Identity($0.patch) })
            }
        }
        guard case .listed(let found) = run.course.plan.patches, Set(found) == wanted else {
            find(
                "sources",
                "it brings other patches than run \(last.made.number)",
                run: run.id,
                at: now
            )
            return
        }
    }
}
