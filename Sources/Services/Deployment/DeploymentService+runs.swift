// SPDX-License-Identifier: Apache-2.0
package import Domain

extension DeploymentService {
    /// What a person can do to a run.
    package enum Intervention: String, Sendable, CaseIterable {
        /// Nobody else begins, until it is resumed.
        case halt
        /// It goes on; what halted it is accepted.
        case resume
        /// The next ring begins without what it asks for.
        case skip
        /// It ends; who has begun goes on and reports.
        case abort
    }

    /// Halts, resumes or aborts a run, or opens its next ring.
    ///
    /// - Throws: ``DomainError/Code/runNotFound``, ``DomainError/Code/runStateUnfit``,
    ///   ``DomainError/Code/requestInvalid`` without a reason.
    package func intervene(
        _ intervention: Intervention,
        in id: Run.Identity,
        reason: String,
        by principal: Principal
    ) async throws -> Run {
        try principal.require(.deploy)
        guard !reason.allSatisfy(\.isWhitespace) else {
            throw DomainError(.requestInvalid, subject: "reason: it is empty")
        }
        let environment = environment
        return try await environment.change(by: principal) { transaction, now, audit in
            let run = try Self.require(id, transaction, principal)
            let engine = environment.engine(transaction, audit: audit)
            let actor = principal.label
            switch intervention {
            case .halt: try engine.halt(run, at: now, by: actor, reason: reason)
            case .resume: try engine.resume(run, at: now, by: actor, reason: reason)
            case .skip: try engine.skipRing(run, at: now, by: actor, reason: reason)
            case .abort: try engine.abort(run, at: now, by: actor, reason: reason)
            }
            return try transaction.run(id) ?? run
        }
    }

    /// One deployment.
    package func deployment(
        _ id: Deployment.Identity,
        by principal: Principal
    ) async throws -> Deployment {
        try principal.require(.readDeployments)
        return try await environment.store.read { try Self.require(id, $0, principal) }
    }

    /// The runs of a deployment with their counts, newest first.
    package func runs(
        of id: Deployment.Identity,
        limit: Int,
        by principal: Principal
    ) async throws -> [(run: Run, counts: RunCounts)] {
        try principal.require(.readDeployments)
        return try await environment.store.read { transaction in
            _ = try Self.require(id, transaction, principal)
            return try transaction.runs(of: id, limit: limit).map {
                ($0, try transaction.counts(of: $0.id))
            }
        }
    }

    /// One run with its counts and the executions of devices that the caller sees.
    package func run(
        _ id: Run.Identity,
        by principal: Principal
    ) async throws -> (run: Run, counts: RunCounts, executions: [Execution]) {
        try principal.require(.readDeployments)
        return try await environment.store.read { transaction in
            let run = try Self.require(id, transaction, principal)
            return (
                run,
                try transaction.counts(of: id),
                try transaction.executions(of: id).filter { principal.scope.contains($0.path) }
            )
        }
    }

    private static func require(
        _ id: Run.Identity,
        _ transaction: any StoreTransaction,
        _ principal: Principal
    ) throws -> Run {
        guard let run = try transaction.run(id), principal.scope.contains(run.path) else {
            throw DomainError(.runNotFound, subject: id.description)
        }
        return run
    }

    /// Does what the passing of time asks for: starts runs, opens rings, finds the silent.
    package func tick() async throws {
        let environment = environment
        let now = environment.clock.now
        let hasWork = try await environment.store.read { transaction in
            let audit = AuditRecorder(transaction: transaction, actor: "system", at: now)
            return try environment.engine(transaction, audit: audit).needsTick(at: now)
        }
        guard hasWork else { return }
        // Runs begin with what is known now, by whatever process.
        try await environment.index.refresh()
        try await environment.change(by: .engine) { transaction, now, audit in
            try environment.engine(transaction, audit: audit).tick(at: now)
        }
    }

    /// Removes runs that ended before a point in time; returns how many.
    package func deleteRuns(endedBefore limit: Timestamp) async throws -> Int {
        try await environment.store.write { transaction in
            try transaction.deleteRuns(endedBefore: limit, limit: 1_000)
        }
    }
}

extension Principal {
    /// The server itself, when nobody asked it.
    package static let engine = Principal(
        actor: .system,
        scope: TenantPath(root: 1),
        permissions: Set(Permission.allCases)
    )
}
