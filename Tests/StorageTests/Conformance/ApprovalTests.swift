// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct ApprovalTests {
        @Test("a decision is made, changed and taken back", arguments: Backend.all)
        func setsApprovals(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let patch = World.record("redis").patch
                let approved = approval(patch, World.site, .approved)
                let declined = approval(patch, World.site, .declined)
                let elsewhere = approval(patch, World.stranger, .declined)
                try await store.write { transaction throws in
                    #expect(try transaction.approvals() == [])
                    for one in [approved, elsewhere, declined] {
                        try transaction.setApproval(one, patch: patch, tenant: one.tenant)
                    }
                    #expect(try transaction.approvals() == [declined, elsewhere])
                    try transaction.setApproval(nil, patch: patch, tenant: World.site.id)
                    try transaction.setApproval(nil, patch: patch, tenant: World.root.id)
                }
                #expect(try await store.read { try $0.approvals() } == [elsewhere])
            }
        }

        @Test("a decision about something else is refused", arguments: Backend.all)
        func refusesMismatch(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let patch = World.record("redis").patch
                let decision = approval(patch, World.site, .approved)
                await #expect(throws: DomainError(.internalFault)) {
                    try await store.write {
                        try $0.setApproval(decision, patch: patch, tenant: World.root.id)
                    }
                }
                let stored = try await store.read { try $0.approvals() }
                #expect(stored == [])
            }
        }

        private func approval(
            _ patch: Patch.Identity,
            _ tenant: Tenant,
            _ decision: Approval.Decision
        ) -> Approval {
            Approval(
                tenant: tenant.id,
                path: tenant.path,
                patch: patch,
                decision: decision,
                by: "user:zoë",
                at: World.now
            )
        }
    }
}
