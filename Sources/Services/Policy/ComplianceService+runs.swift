// SPDX-License-Identifier: Apache-2.0
package import Domain
import Fleet

extension ComplianceService {
    /// Measures the devices of a compliance against its active baselines, and keeps the result.
    ///
    /// Inactive baselines take no part. The newest ``Compliance/runsKept`` runs are kept.
    /// - Throws: ``DomainError/Code/complianceNotFound``, ``DomainError/Code/requestInvalid`` where
    ///   the query of a baseline's rule cannot be read any more.
    package func run(
        _ id: Compliance.Identity,
        by principal: Principal
    ) async throws -> ComplianceRun {
        try principal.require(.approvePatches)
        let environment = environment
        let (compliance, baselines, ratings) = try await environment.store.read { transaction in
            let compliance = try transaction.compliance(id, for: principal.scope)
            let baselines = try compliance.baselines.compactMap { try transaction.baseline($0) }
            return (compliance, baselines, try transaction.ratings())
        }
        // A large fleet takes seconds, so nobody who writes waits for it.
        let results = environment.index.snapshot.measure(
            compliance,
            against: try baselines.filter(\.isActive).sorted { $0.number < $1.number }.map {
                (id: $0.id, patches: try environment.patches(of: $0, ratings: ratings))
            },
            now: environment.clock.now
        )
        return try await environment.change(by: principal) { transaction, now, audit in
            let compliance = try transaction.compliance(id, for: principal.scope)
            let run = ComplianceRun(
                id: ComplianceRun.Identity(environment.random.uuid()),
                number: try transaction.nextNumber(of: "compliance_run"),
                compliance: compliance.id,
                at: now,
                by: principal.label,
                results: results
            )
            try transaction.insert(run, keeping: Compliance.runsKept)
            let totals = run.totals
            try audit.record(
                "compliance.run",
                of: compliance,
                detail: "\(totals.compliant) compliant, \(totals.missing) missing, "
                    + "\(totals.unknown) unknown"
            )
            return run
        }
    }

    /// The runs of a compliance without their results, newest first.
    ///
    /// - Throws: ``DomainError/Code/complianceNotFound``.
    package func runs(
        of id: Compliance.Identity,
        by principal: Principal
    ) async throws -> [ComplianceRunSummary] {
        try Self.requireReading(principal)
        return try await environment.store.read { transaction in
            _ = try transaction.compliance(id, for: principal.scope)
            return try transaction.complianceRuns(of: id, limit: Compliance.runsKept)
        }
    }

    /// One run with its results.
    ///
    /// - Throws: ``DomainError/Code/complianceRunNotFound``.
    package func run(
        _ id: ComplianceRun.Identity,
        by principal: Principal
    ) async throws -> ComplianceRun {
        try Self.requireReading(principal)
        return try await environment.store.read { transaction in
            guard let run = try transaction.complianceRun(id),
                let compliance = try transaction.compliance(run.compliance),
                principal.scope.contains(compliance.path)
            else { throw DomainError(.complianceRunNotFound, subject: "run \(id)") }
            return run
        }
    }

    /// The newest run of a compliance; `nil` before the first.
    ///
    /// - Throws: ``DomainError/Code/complianceNotFound``.
    package func lastRun(
        of id: Compliance.Identity,
        by principal: Principal
    ) async throws -> ComplianceRun? {
        try Self.requireReading(principal)
        return try await environment.store.read { transaction in
            _ = try transaction.compliance(id, for: principal.scope)
            return try transaction.lastComplianceRun(of: id)
        }
    }

    private static func requireReading(_ principal: Principal) throws {
        try principal.require(.readDevices)
        try principal.require(.readPatches)
    }
}
