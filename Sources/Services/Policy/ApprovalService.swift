// SPDX-License-Identifier: Apache-2.0
package import Domain
import Fleet

/// Decisions about patches.
package struct ApprovalService: Sendable {
    private let environment: ServiceEnvironment

    init(_ environment: ServiceEnvironment) { self.environment = environment }

    /// Decides about patches for the caller's tenant and all below it; `nil` takes decisions back.
    ///
    /// All patches or none: an unknown one is ``DomainError/Code/patchNotFound`` with its number.
    package func decide(
        _ decision: Approval.Decision?,
        patches: [Patch.Identity],
        by principal: Principal
    ) async throws {
        try principal.require(.approvePatches)
        let catalogue = environment.index.snapshot.catalogue
        for id in patches where catalogue.patch(id) == nil {
            throw DomainError(.patchNotFound, subject: id.description)
        }
        try await environment.change(by: principal) { transaction, now, audit in
            guard
                let tenant = try transaction.tenants(in: principal.scope).first(where: {
                    $0.path == principal.scope
                })
            else { throw DomainError(.siteNotFound, subject: principal.scope.description) }
            for id in patches {
                try transaction.setApproval(
                    decision.map {
                        Approval(
                            tenant: tenant.id,
                            path: tenant.path,
                            patch: id,
                            decision: $0,
                            by: principal.label,
                            at: now
                        )
                    },
                    patch: id,
                    tenant: tenant.id
                )
                try transaction.append(.approval(id))
                let patch = catalogue.patch(id)
                try audit.record(
                    "patch.\(decision?.rawValue ?? "unapproved")",
                    subject: id.description,
                    detail: patch.map { "\($0.stream) \($0.name)" } ?? "",
                    tenant: tenant.id
                )
            }
        }
    }
}
