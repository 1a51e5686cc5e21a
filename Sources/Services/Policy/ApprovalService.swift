// SPDX-License-Identifier: Apache-2.0
package import Domain
import Fleet

/// Decisions about patches, and how tenants come to them.
package struct ApprovalService: Sendable {
    /// The most bytes that a reason may have.
    package static let reasonMax = 2_048

    let environment: ServiceEnvironment

    init(_ environment: ServiceEnvironment) { self.environment = environment }

    /// Decides about patches for the caller's tenant and all below it, or for the devices of one
    /// group there; `nil` takes decisions back.
    ///
    /// All patches or none. Who says again what holds already does not change since when it
    /// holds. A decision that is taken back is not made again by a rule, until a person decides. A
    /// decision for the tenant ends the tests of the patch there.
    /// - Throws: ``DomainError/Code/patchNotFound`` with the identity of the first unknown patch,
    ///   ``DomainError/Code/groupNotFound``, ``DomainError/Code/requestInvalid`` where the reason
    ///   is too long.
    package func decide(
        _ decision: Approval.Decision?,
        patches: [Patch.Identity],
        for group: Group.Identity? = nil,
        reason: String = "",
        by principal: Principal
    ) async throws {
        try principal.require(.approvePatches)
        guard reason.utf8.count <= Self.reasonMax else {
            throw DomainError(
                .requestInvalid,
                subject: "reason: has more than \(Self.reasonMax) bytes"
            )
        }
        let catalogue = environment.index.snapshot.catalogue
        for id in patches where catalogue.patch(id) == nil {
            throw DomainError(.patchNotFound, subject: id.description)
        }
        let reason = PlainText.line(reason)
        try await environment.change(by: principal) { transaction, now, audit in
            let tenant = try transaction.tenant(at: principal.scope)
            let named = try group.map { try transaction.group($0, for: principal.scope) }
            let ballot = ApprovalBallot(transaction, audit, catalogue, tenant: tenant, at: now)
            for id in patches {
                try ballot.cast(
                    decision,
                    patch: id,
                    group: named,
                    by: principal.label,
                    reason: reason
                )
            }
        }
    }

    /// Every decision that reaches the caller's place or was made below it, the newest first.
    package func decisions(by principal: Principal) throws -> [Approval] {
        try principal.require(.readPatches)
        return environment.index.snapshot.approvals.values.joined()
            .filter { $0.path.contains(principal.scope) || principal.scope.contains($0.path) }
            .sorted { ($0.at, $0.patch) > ($1.at, $1.patch) }
    }
}
