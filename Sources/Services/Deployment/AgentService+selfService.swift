// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain
import Fleet
import Foundation

extension AgentService {
    /// What the people at a machine may install themselves, the most severe first.
    package func available(to principal: Principal) async throws -> AvailablePatches {
        let id = try Self.device(principal)
        let environment = environment
        let now = environment.clock.now
        let catalogue = environment.index.snapshot.catalogue
        let patches = try await environment.store.read { transaction in
            let engine = environment.engine(
                transaction,
                audit: AuditRecorder(transaction: transaction, actor: principal.label, at: now)
            )
            return Set(try engine.offered(to: id, at: now).flatMap { $0.patches.map(\.patch) })
        }
        let known = patches.compactMap { catalogue.patch(Patch.Identity($0)) }.sorted {
            ($1.severity.rawValue, $0.number) < ($0.severity.rawValue, $1.number)
        }
        return AvailablePatches(
            patches: known.map { patch in
                AvailablePatch(
                    patch: patch.id.uuid,
                    name: patch.name,
                    title: patch.title,
                    severity: "\(patch.severity)",
                    needsReboot: patch.needsReboot ?? false
                )
            }
        )
    }

    /// Begins a published patch on the machine whose people ask for it.
    ///
    /// - Throws: ``DomainError/Code/patchNotFound`` where it is not published for the machine.
    package func install(_ request: SelfServiceRequest, by principal: Principal) async throws {
        let id = try Self.device(principal)
        try await environment.change(by: principal) { [environment] transaction, now, audit in
            let run = try environment.engine(transaction, audit: audit).install(
                published: Patch.Identity(request.patch),
                on: id,
                at: now
            )
            guard let site = try transaction.device(id)?.site else { return }
            try audit.record(
                "order.self_service",
                subject: run.id.description,
                detail: request.patch.uuidString.lowercased(),
                tenant: site
            )
        }
    }
}
