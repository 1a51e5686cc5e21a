// SPDX-License-Identifier: Apache-2.0
package import Domain

extension MitigationService {
    /// What a mitigation deployment came to on a device at a point in time: the execution that ended
    /// then, with its run; `nil` where none did.
    ///
    /// - Throws: ``DomainError/Code/deploymentNotFound``, also for a deployment of another kind.
    package func execution(
        of id: Deployment.Identity,
        on device: Device.Identity,
        endedAt: Timestamp,
        by principal: Principal
    ) async throws -> (run: Run, execution: Execution)? {
        try principal.require(.readDeployments)
        return try await environment.store.read { transaction in
            let deployment = try DeploymentService.require(id, transaction, principal)
            guard deployment.kind == .mitigate else {
                throw DomainError(.deploymentNotFound, subject: id.description)
            }
            // A device may report after its run has ended, so those that had not come first.
            let begun = try transaction.runs(of: id, limit: .max).filter {
                $0.createdAt <= endedAt
            }
            func isLate(_ run: Run) -> Bool { run.endedAt.map { $0 < endedAt } ?? false }
            let ordered = begun.filter { !isLate($0) } + begun.filter(isLate)
            for run in ordered {
                guard let execution = try transaction.execution(of: run.id, on: device),
                    execution.state.isFinal, execution.since == endedAt,
                    principal.scope.contains(execution.path)
                else { continue }
                return (run, execution)
            }
            return nil
        }
    }
}
