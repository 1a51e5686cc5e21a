// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct ApprovalSettingsTests {
        @Test("settings are stored with all their parts, and replaced", arguments: Backend.all)
        func keeps(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let first = World.settings(of: World.site)
                let next = ApprovalSettings(
                    tenant: World.site.id,
                    path: World.site.path,
                    mode: .automatic,
                    updatedBy: "user:ada"
                )
                try await store.write { transaction throws in
                    #expect(try transaction.approvalSettings(of: World.site.id) == nil)
                    try transaction.setApprovalSettings(first)
                    #expect(try transaction.approvalSettings(of: World.site.id) == first)
                    try transaction.setApprovalSettings(next)
                }
                let stored = try await store.read {
                    try $0.approvalSettings(of: World.site.id)
                }
                #expect(stored == next)
            }
        }

        @Test("the settings of a path are those of its tenants, by path", arguments: Backend.all)
        func finds(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let all = [World.stranger, World.site, World.root].map { World.settings(of: $0) }
                try await store.write { transaction throws in
                    for one in all { try transaction.setApprovalSettings(one) }
                }
                try await store.read { transaction throws in
                    let found = try transaction.approvalSettings(in: World.root.path)
                    let expected = [World.root.id, World.site.id, World.stranger.id]
                    #expect(found.map(\.tenant) == expected)
                    let below = try transaction.approvalSettings(in: World.customer.path)
                    #expect(below.map(\.tenant) == [World.site.id])
                }
            }
        }
    }
}
