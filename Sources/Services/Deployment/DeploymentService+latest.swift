// SPDX-License-Identifier: Apache-2.0
package import Domain

extension DeploymentService {
    /// The deployments of some kinds inside the caller's scope, newest first, each with whether a
    /// run of it is under way.
    package func deployments(
        kinds: Set<Deployment.Kind>,
        by principal: Principal
    ) async throws -> [(deployment: Deployment, isUnderWay: Bool)] {
        try principal.require(.readDeployments)
        return try await environment.store.read { transaction in
            let open = Set(try transaction.openRuns().map(\.deployment))
            return try transaction.deployments(in: principal.scope, offset: 0, limit: .max)
                .filter { kinds.contains($0.kind) }
                .map { ($0, open.contains($0.id)) }
        }
    }

    /// The newest runs of deployments with the counts of their executions.
    ///
    /// A deployment that has had none, or that the caller does not see, is left out.
    package func latestRuns(
        of ids: [Deployment.Identity],
        by principal: Principal
    ) async throws -> [Deployment.Identity: (run: Run, counts: RunCounts)] {
        try principal.require(.readDeployments)
        return try await environment.store.read { transaction in
            var found: [Deployment.Identity: (run: Run, counts: RunCounts)] = [:]
            for id in ids where found[id] == nil {
                guard let latest = try Self.latestRun(of: id, transaction),
                    principal.scope.contains(latest.run.path)
                else { continue }
                found[id] = latest
            }
            return found
        }
    }

    /// The newest run of a deployment with the counts of its executions; `nil` before the first.
    ///
    /// - Throws: ``DomainError/Code/deploymentNotFound``.
    package func latestRun(
        of id: Deployment.Identity,
        by principal: Principal
    ) async throws -> (run: Run, counts: RunCounts)? {
        try principal.require(.readDeployments)
        return try await environment.store.read { transaction in
            _ = try Self.require(id, transaction, principal)
            return try Self.latestRun(of: id, transaction)
        }
    }

    /// The run of a deployment with a number, with the counts of its executions.
    ///
    /// - Throws: ``DomainError/Code/deploymentNotFound``, ``DomainError/Code/runNotFound``.
    package func run(
        number: Int64,
        of id: Deployment.Identity,
        by principal: Principal
    ) async throws -> (run: Run, counts: RunCounts) {
        try principal.require(.readDeployments)
        return try await environment.store.read { transaction in
            _ = try Self.require(id, transaction, principal)
            guard let run = try transaction.run(number: number, of: id) else {
                throw DomainError(.runNotFound, subject: "run \(number) of deployment \(id)")
            }
            return (run, try transaction.counts(of: run.id))
        }
    }

    private static func latestRun(
        of id: Deployment.Identity,
        _ transaction: any StoreTransaction
    ) throws -> (run: Run, counts: RunCounts)? {
        guard let run = try transaction.runs(of: id, limit: 1).first else { return nil }
        return (run, try transaction.counts(of: run.id))
    }
}
