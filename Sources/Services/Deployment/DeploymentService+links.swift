// SPDX-License-Identifier: Apache-2.0
import Domain

extension DeploymentService {
    /// Refuses links to what is not there, and links that come back to where they began.
    static func requireLinks(
        _ deployment: Deployment,
        _ transaction: any StoreTransaction
    ) throws {
        try requireChain(
            from: deployment,
            transaction,
            "link",
            next: \.plan.link?.predecessor
        ) { other in
            other.path.contains(deployment.path) || deployment.path.contains(other.path)
        }
        try requireChain(
            from: deployment,
            transaction,
            "patches",
            next: \.plan.patches.source
        ) { other in
            // Whoever sees a deployment sees whose patches it takes.
            other.kind == .install && deployment.path.contains(other.path)
        }
    }

    private static func requireChain(
        from deployment: Deployment,
        _ transaction: any StoreTransaction,
        _ place: String,
        next: KeyPath<Deployment, Deployment.Identity?>,
        _ isFit: (Deployment) -> Bool
    ) throws {
        var current = deployment
        var passed: Set<Deployment.Identity> = [deployment.id]
        while let id = current[keyPath: next] {
            guard passed.insert(id).inserted else {
                throw DomainError(
                    .requestInvalid,
                    subject: "\(place): the deployments form a circle"
                )
            }
            guard let other = try transaction.deployment(id), isFit(other) else {
                throw DomainError(.deploymentNotFound, subject: "\(place): \(id)")
            }
            current = other
        }
    }

    /// The deployments that take their patches from others, by those.
    static func takers(
        _ transaction: any StoreTransaction
    ) throws -> [Deployment.Identity: [Deployment]] {
        guard let root = try transaction.rootTenant()?.path else { return [:] }
        var takers: [Deployment.Identity: [Deployment]] = [:]
        for deployment in try transaction.deployments(in: root, offset: 0, limit: .max) {
            if let source = deployment.plan.patches.source {
                takers[source, default: []].append(deployment)
            }
        }
        return takers
    }
}

extension PatchChoice {
    /// The deployment whose patches are meant; `nil` for every other choice.
    var source: Deployment.Identity? {
        if case .linked(let source) = self { source } else { nil }
    }
}
