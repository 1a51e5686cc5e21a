// SPDX-License-Identifier: Apache-2.0
package import Domain

extension DeploymentService {
    /// The deployments inside the caller's scope without their executions, newest first.
    package func deployments(
        offset: Int = 0,
        limit: Int = .max,
        by principal: Principal
    ) async throws -> [Deployment] {
        try principal.require(.readDeployments)
        return try await environment.store.read { transaction in
            try transaction.deployments(in: principal.scope, offset: offset, limit: limit)
        }
    }

    /// The deployment of a number, an identity or a name, which must be the only one of its name.
    ///
    /// - Throws: ``DomainError/Code/deploymentNotFound``; ``DomainError/Code/requestInvalid`` for a
    ///   name that several have.
    package func deployment(
        named text: String,
        by principal: Principal
    ) async throws -> Deployment {
        let all = try await deployments(by: principal)
        if let found = all.first(where: {
            String($0.number) == text || $0.id.description == text.lowercased()
        }) {
            return found
        }
        let named = all.filter { $0.name == text }
        guard let found = named.first else {
            throw DomainError(.deploymentNotFound, subject: "deployment \(text)")
        }
        guard named.count == 1 else {
            let numbers = named.prefix(10).map { "\($0.number)" }.joined(separator: ", ")
            throw DomainError(
                .requestInvalid,
                subject: "deployment \(text)",
                hint: "\(named.count) have the name: give the number, one of \(numbers)"
            )
        }
        return found
    }
}
