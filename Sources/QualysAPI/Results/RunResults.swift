// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Query
import Services

/// A job with the results of one of its runs, as a caller may see them.
///
/// Results are read a few hundred at a time, so that a run on a large fleet never is in memory as
/// a whole.
struct RunResults: Sendable {
    /// How many results are read at once.
    private static let batch = 250

    /// The job.
    let job: Deployment
    /// The run; `nil` before the first.
    let run: Run?
    /// The assets of the run, by name.
    let assets: [Device.Identity]
    /// The fleet, which knows the assets and their tags.
    let snapshot: FleetSnapshot
    private let principal: Principal
    private let deployments: DeploymentService

    /// Looks up a run of a job: the one with a number, or the newest.
    ///
    /// - Throws: ``DomainError/Code/deploymentNotFound``, also for a job of the other application;
    ///   ``DomainError/Code/runNotFound`` for a number that the job has no run of.
    init(
        of id: String,
        _ family: JobDocument.Family,
        instance: Int64?,
        in snapshot: FleetSnapshot,
        by principal: Principal,
        _ deployments: DeploymentService
    ) async throws {
        job = try await Self.job(id, family, by: principal, deployments)
        run =
            if let instance {
                try await deployments.run(number: instance, of: job.id, by: principal).run
            } else {
                try await deployments.latestRun(of: job.id, by: principal)?.run
            }
        var found: [Device.Identity] = []
        if let run { found = try await deployments.devices(of: run.id, by: principal) }
        // Equal names, and assets that are gone, keep the order of their identities.
        assets = FieldOrder(ResultField.assetName).sorted(found) { id in
            (snapshot.devices[id]?.device.name).map { [.text($0)] } ?? []
        }
        self.snapshot = snapshot
        self.principal = principal
        self.deployments = deployments
    }

    /// The job of an application with an identity.
    ///
    /// - Throws: ``DomainError/Code/deploymentNotFound``, also for a job of the other application.
    static func job(
        _ id: String,
        _ family: JobDocument.Family,
        by principal: Principal,
        _ deployments: DeploymentService
    ) async throws -> Deployment {
        guard let identity = Deployment.Identity(id) else {
            throw DomainError(.deploymentNotFound, subject: "job \(id.prefix(64))")
        }
        let job = try await deployments.deployment(identity, by: principal)
        guard family.kinds.contains(job.kind) else {
            throw DomainError(.deploymentNotFound, subject: "job \(identity)")
        }
        return job
    }
}

/// The results, by the names of the assets.
extension RunResults {
    /// Hands over the results on some assets, a few hundred at a time.
    func each(
        on assets: [Device.Identity],
        _ body: ([JobResult]) async throws -> Void
    ) async throws {
        guard let run else { return }
        for start in stride(from: 0, to: assets.count, by: Self.batch) {
            let some = Array(assets[start..<min(start + Self.batch, assets.count)])
            let executions = try await deployments.executions(of: run.id, on: some, by: principal)
            try await body(
                executions.map { JobResult($0, of: run, asset: snapshot.devices[$0.device]) }
            )
        }
    }

    /// The assets whose results a filter accepts, in the order of some fields.
    func assets(
        _ filter: Filter<ResultField>,
        by orders: [FieldOrder<ResultField>]
    ) async throws -> [Device.Identity] {
        if filter == .everything, orders.isEmpty { return assets }
        let groups = snapshot.groups
        var found: [(asset: Device.Identity, values: [[Value]])] = []
        try await each(on: assets) { results in
            for result in results {
                guard filter.accepts({ result.values(of: $0, groups: groups) }) else { continue }
                let values = orders.map { result.values(of: $0.field, groups: groups) }
                found.append((result.execution.device, values))
            }
        }
        for place in orders.indices.reversed() {
            found = orders[place].sorted(found) { $0.values[place] }
        }
        return found.map(\.asset)
    }

    /// How many patches the job has, as the list of jobs counts them; of a run in which each asset
    /// had patches of its own, how many different ones.
    var patchCount: Int {
        get async throws {
            if case .listed(let patches) = job.plan.patches { return patches.count }
            if let patches = run?.course.patches { return patches.count }
            var patches: Set<Patch.Identity> = []
            try await each(on: assets) { results in
                for patch in results.flatMap(\.patches) {
                    patches.insert(Patch.Identity(patch.patch.patch))
                }
            }
            return patches.count
        }
    }
}

extension JobDocument.Family {
    /// The deployments that are jobs of the application.
    var kinds: Set<Deployment.Kind> {
        switch self {
        case .patch: [.install, .rollback]
        case .mitigation: [.mitigate]
        }
    }
}
