// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct UserTests {
        @Test("a user is found by name and by id", arguments: Backend.all)
        func returnsUsers(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                var nobody = World.user(2, name: "zoë'); DROP TABLE login_user; --")
                nobody.permissions = []
                let users = [World.user(1, name: "zoë"), nobody]
                try await store.write { for user in users { try $0.insert(user) } }
                try await store.read { transaction throws in
                    for user in users {
                        #expect(try transaction.user(named: user.name) == user)
                        #expect(try transaction.user(user.id) == user)
                    }
                    #expect(try transaction.user(named: "Zoë") == nil)
                    #expect(try transaction.user(ID(derivedFrom: "nobody")) == nil)
                }
            }
        }

        @Test("a login name is given once, and the refusal leaves the rest", arguments: Backend.all)
        func refusesTakenNames(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                try await store.write { transaction throws in
                    try transaction.insert(World.user(1, name: "zoë"))
                    #expect(throws: DomainError(.userNameTaken)) {
                        try transaction.insert(World.user(2, name: "zoë"))
                    }
                    try transaction.insert(World.user(3, name: "yan"))
                }
                try await store.read { transaction throws in
                    #expect(try transaction.user(named: "zoë")?.number == 1)
                    #expect(try transaction.user(named: "yan")?.number == 3)
                }
            }
        }

        @Test("users are listed for a place and all below it, by number", arguments: Backend.all)
        func listsUsers(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let guest = changed(World.user(1, name: "yan")) { $0.tenant = World.site.id }
                let host = changed(World.user(2, name: "zoë")) { $0.tenant = World.customer.id }
                let other = changed(World.user(3, name: "xia")) { $0.tenant = World.stranger.id }
                try await store.write { for user in [other, host, guest] { try $0.insert(user) } }
                try await store.read { transaction throws in
                    func names(_ place: Tenant) throws -> [String] {
                        try transaction.users(in: place.path).map(\.name)
                    }
                    #expect(try transaction.users(in: World.root.path) == [guest, host, other])
                    #expect(try names(World.customer) == ["yan", "zoë"])
                    #expect(try names(World.site) == ["yan"])
                    #expect(try names(World.stranger) == ["xia"])
                }
            }
        }

        @Test("the same user twice, or one of no tenant, is refused", arguments: Backend.all)
        func refusesBrokenUsers(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                try await store.write { try $0.insert(World.user(1, name: "zoë")) }
                await #expect(throws: DomainError(.storageConflict)) {
                    try await store.write { try $0.insert(World.user(1, name: "yan")) }
                }
                let homeless = changed(World.user(2, name: "xia")) {
                    $0.tenant = ID(derivedFrom: "nowhere")
                }
                await #expect(throws: DomainError(.internalFault)) {
                    try await store.write { try $0.insert(homeless) }
                }
            }
        }
    }
}
