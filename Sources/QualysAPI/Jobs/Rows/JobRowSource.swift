// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Services
import Web

/// What the rows of one answer have in common.
struct JobRowSource {
    private let view: FleetView
    private let reach: DeploymentReach
    private let users: [String: User.Identity]
    private let jobs: [Deployment.Identity: Deployment]
    private let takers: [Deployment.Identity: [JobReference]]
    private let tags: [String: String]
    private let customer: Tenant.Identity?
    private let isReadOnly: Bool

    /// Prepares the rows of a caller; `jobs` are all that it sees.
    init(_ view: FleetView, _ principal: Principal, users: [User], jobs: [Deployment]) {
        self.view = view
        reach = DeploymentReach(view)
        self.users = Dictionary(
            users.map { ($0.name, $0.id) },
            uniquingKeysWith: { first, _ in first }
        )
        self.jobs = Dictionary(
            jobs.map { ($0.id, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        var takers: [Deployment.Identity: [JobReference]] = [:]
        for job in jobs {
            if case .linked(let source) = job.plan.patches {
                takers[source, default: []].append(JobReference(job))
            }
        }
        self.takers = takers
        tags = Dictionary(
            view.snapshot.groups.map { ($0.id.description, $0.name) },
            uniquingKeysWith: { first, _ in first }
        )
        customer = view.snapshot.tenants.first { $0.path == principal.scope }?.id
        isReadOnly = !principal.permissions.contains(.deploy)
    }

    /// The row of a job.
    func row(
        _ deployment: Deployment,
        _ document: JobDocument,
        _ latest: (run: Run, counts: RunCounts)?
    ) -> JobRow {
        var source: JobReference?
        if case .linked(let id) = deployment.plan.patches {
            source = jobs[id].map(JobReference.init)
        }
        let tagged = document.members.value("assetTagIds")?.elements ?? []
        return JobRow(
            deployment: deployment,
            document: document,
            figures: JobFigures(deployment, latest, reach),
            disabledPatches: view.snapshot.disabledPatches(of: deployment),
            source: source,
            takers: takers[deployment.id] ?? [],
            tags: tagged.compactMap(\.text).map { id in
                JobReference(id: id, name: tags[id] ?? "")
            },
            customer: customer,
            isReadOnly: isReadOnly,
            created: JobPerson(deployment.createdBy, at: deployment.createdAt, users: users),
            updated: deployment.updatedAt.map { date in
                JobPerson(deployment.updatedBy ?? "", at: date, users: users)
            }
        )
    }
}

extension JobReference {
    /// Refers to a job.
    init(_ deployment: Deployment) {
        self.init(id: deployment.id.description, name: deployment.name)
    }
}

extension FleetSnapshot {
    /// The patches of a deployment's list that nobody offers any more, or that newer ones replace,
    /// in the order of the list; `nil` for a deployment without a list.
    func disabledPatches(of deployment: Deployment) -> [Patch.Identity]? {
        guard case .listed(let patches) = deployment.plan.patches,
            deployment.kind == .install || !patches.isEmpty
        else { return nil }
        return patches.filter { id in
            guard let patch = catalogue.patch(id) else { return true }
            return patch.isWithdrawn || isSuperseded(patch) == true
        }
    }
}
