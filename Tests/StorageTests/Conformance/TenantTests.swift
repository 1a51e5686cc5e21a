// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct TenantTests {
        @Test("an empty database has no tenant", arguments: Backend.all)
        func hasNoTenantAtFirst(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                try await store.read { transaction throws in
                    #expect(try transaction.rootTenant() == nil)
                    #expect(try transaction.tenant(World.site.id) == nil)
                    #expect(try transaction.tenants(in: World.root.path) == [])
                }
            }
        }

        @Test("a tenant comes back as it went in", arguments: Backend.all)
        func returnsTenants(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                try await store.read { transaction throws in
                    #expect(try transaction.rootTenant() == World.root)
                    for tenant in World.tenants {
                        #expect(try transaction.tenant(tenant.id) == tenant)
                    }
                    #expect(try transaction.tenant(ID(derivedFrom: "nobody")) == nil)
                }
            }
        }

        @Test("a path sees itself and what lies below it, and no other", arguments: Backend.all)
        func scopesByPath(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                for (path, expected) in [
                    ("/1/", [World.root, World.customer, World.site, World.stranger]),
                    ("/1/2/", [World.customer, World.site]),
                    ("/1/2/3/", [World.site]),
                    ("/1/20/", [World.stranger]),
                    ("/1/3/", []),
                    ("/1/2", []), ("/1/_/", []), ("/1/%/", []), ("%", []), ("", []),
                ] {
                    let seen = try await store.read {
                        try $0.tenants(in: TenantPath(stored: path))
                    }
                    #expect(seen == expected, "path \(path)")
                }
            }
        }

        @Test("a number and a path belong to one tenant", arguments: Backend.all)
        func refusesTwins(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                for twin in [
                    World.tenant("same number", .site, World.site.number, "/1/2/99/"),
                    World.tenant("same path", .site, 99, World.site.path.description),
                    World.site,
                ] {
                    await #expect(throws: DomainError(.storageConflict)) {
                        try await store.write { try $0.insert(twin) }
                    }
                }
            }
        }
    }
}
