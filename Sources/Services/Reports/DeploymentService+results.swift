// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The executions of a run a few at a time: all of those of a large run would fill the memory.
extension DeploymentService {
    /// The devices of a run, by identity.
    ///
    /// - Throws: ``DomainError/Code/runNotFound``, also for a run outside of the caller's scope.
    package func devices(
        of id: Run.Identity,
        by principal: Principal
    ) async throws -> [Device.Identity] {
        try principal.require(.readDeployments)
        return try await environment.store.read { transaction in
            try transaction.requireRun(id, for: principal)
            return try transaction.devices(of: id)
        }
    }

    /// The executions of a run on some devices, in the order of the devices; those outside of the
    /// caller's scope, and devices that are not in the run, are left out.
    ///
    /// - Throws: ``DomainError/Code/runNotFound``, also for a run outside of the caller's scope.
    package func executions(
        of id: Run.Identity,
        on devices: [Device.Identity],
        by principal: Principal
    ) async throws -> [Execution] {
        try principal.require(.readDeployments)
        return try await environment.store.read { transaction in
            try transaction.requireRun(id, for: principal)
            return try devices.compactMap { try transaction.execution(of: id, on: $0) }
                .filter { principal.scope.contains($0.path) }
        }
    }
}

extension StoreTransaction {
    /// Lets the call pass where the caller sees a run; else ``DomainError/Code/runNotFound``.
    fileprivate func requireRun(_ id: Run.Identity, for principal: Principal) throws {
        guard let run = try run(id), principal.scope.contains(run.path) else {
            throw DomainError(.runNotFound, subject: id.description)
        }
    }
}
