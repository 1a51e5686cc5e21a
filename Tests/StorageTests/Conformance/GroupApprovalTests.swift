// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct GroupApprovalTests {
        private let patch = World.record("redis").patch
        private let other = World.record("nginx").patch
        private let pilot = World.group(1, name: "pilot")
        private let lab = World.group(2, name: "labor")

        private func set(_ approval: Approval, _ transaction: any StoreTransaction) throws {
            try transaction.setApproval(
                approval,
                patch: approval.patch,
                group: approval.group,
                tenant: approval.tenant
            )
        }

        @Test(
            "decisions for a tenant and for its groups stand beside each other",
            arguments: Backend.all
        )
        func keepsApart(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let ofTenant = World.approval(patch, World.site, .declined, reason: "zu früh")
                let ofPilot = World.approval(patch, World.site, group: pilot, reason: "Test → 3 d")
                let ofLab = World.approval(patch, World.site, group: lab, .declined)
                let ofRoot = World.approval(patch, World.root, group: pilot)
                let second = World.approval(other, World.site, group: pilot)
                try await store.write { transaction throws in
                    try transaction.insert(pilot)
                    try transaction.insert(lab)
                    for one in [ofLab, second, ofRoot, ofTenant, ofPilot] {
                        try set(one, transaction)
                    }
                    let all = try transaction.approvals()
                    #expect(all.count == 5)
                    #expect(all.first == ofTenant)
                    #expect(all.dropFirst().first == ofRoot)
                    let ofPatch = try transaction.approvals(of: patch)
                    #expect(ofPatch.prefix(2) == [ofTenant, ofRoot])
                    #expect(Set(ofPatch.compactMap(\.group)) == [pilot.id, lab.id])
                    #expect(ofPatch.count == 4)
                    #expect(ofPatch.contains(ofPilot) && ofPatch.contains(ofLab))
                    #expect(try transaction.approvals(of: World.record("x").patch) == [])
                }
                // Each is taken back alone.
                try await store.write { transaction throws in
                    try transaction.setApproval(nil, patch: patch, tenant: World.site.id)
                    try transaction.setApproval(
                        nil,
                        patch: patch,
                        group: lab.id,
                        tenant: World.site.id
                    )
                    #expect(try transaction.approvals(of: patch) == [ofRoot, ofPilot])
                }
            }
        }

        @Test("a decision for a group is changed in its place", arguments: Backend.all)
        func changes(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let first = World.approval(patch, World.site, group: pilot)
                let next = changed(first) {
                    $0.decision = .declined
                    $0.by = "system"
                    $0.at = World.now + .seconds(1)
                    $0.reason = "anders"
                }
                try await store.write { transaction throws in
                    try transaction.insert(pilot)
                    try set(first, transaction)
                    try set(next, transaction)
                }
                #expect(try await store.read { try $0.approvals() } == [next])
            }
        }

        @Test(
            "a decision for another group, or for one that does not exist, is refused",
            arguments: Backend.all
        )
        func refusesMismatch(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let approval = World.approval(patch, World.site, group: pilot)
                for group in [nil, lab.id] {
                    await #expect(throws: DomainError(.internalFault)) {
                        try await store.write {
                            try $0.setApproval(
                                approval,
                                patch: patch,
                                group: group,
                                tenant: World.site.id
                            )
                        }
                    }
                }
                await #expect(throws: DomainError(.internalFault)) {
                    try await store.write { try set(approval, $0) }
                }
                #expect(try await store.read { try $0.approvals() } == [])
            }
        }

        @Test("patches are kept for people, each once, and given back", arguments: Backend.all)
        func reserves(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let whole = ApprovalReserve(
                    tenant: World.site.id,
                    group: nil,
                    patch: patch,
                    by: "user:zoë",
                    at: World.now
                )
                let group = changed(whole) { $0.group = pilot.id }
                let later = changed(whole) { $0.by = "user:ada" }
                let elsewhere = changed(whole) { $0.tenant = World.root.id }
                try await store.write { transaction throws in
                    for one in [whole, group, later, elsewhere] { try transaction.reserve(one) }
                    #expect(try transaction.reserves(of: World.site.id) == [later, group])
                    try transaction.endReserve(patch: patch, group: nil, tenant: World.site.id)
                    try transaction.endReserve(patch: other, group: nil, tenant: World.site.id)
                    #expect(try transaction.reserves(of: World.site.id) == [group])
                    #expect(try transaction.reserves(of: World.root.id) == [elsewhere])
                }
            }
        }
    }
}
