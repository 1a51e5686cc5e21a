// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct RatingTests {
        private let patch = World.record("redis").patch

        @Test(
            "a rating is given, changed and taken back, for each tenant apart",
            arguments: Backend.all
        )
        func keeps(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let first = World.rating(patch, World.site, "WHITELISTED")
                let next = changed(first) {
                    $0.word = "geprüft ☂"
                    $0.cve = "CVE-2026-1"
                    $0.comment = "ja"
                    $0.updatedBy = "user:ada"
                    $0.updatedAt = World.now + .seconds(7)
                }
                let ofRoot = World.rating(patch, World.root, "TESTING")
                try await store.write { transaction throws in
                    for one in [first, ofRoot, next] {
                        try transaction.setRating(one, patch: patch, tenant: one.tenant)
                    }
                    #expect(try transaction.ratings() == [ofRoot, next])
                    #expect(try transaction.rating(of: patch, tenant: World.site.id) == next)
                    #expect(try transaction.rating(of: patch, tenant: World.customer.id) == nil)
                    try transaction.setRating(nil, patch: patch, tenant: World.site.id)
                    #expect(try transaction.ratings() == [ofRoot])
                }
            }
        }

        @Test("a rating of something else is refused", arguments: Backend.all)
        func refusesMismatch(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let rating = World.rating(patch, World.site, "TESTING")
                await #expect(throws: DomainError(.internalFault)) {
                    try await store.write {
                        try $0.setRating(rating, patch: patch, tenant: World.root.id)
                    }
                }
            }
        }
    }
}
