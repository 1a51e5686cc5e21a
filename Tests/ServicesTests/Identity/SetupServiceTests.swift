// SPDX-License-Identifier: Apache-2.0

import Domain
import Services
import Testing

@Suite struct SetupServiceTests {
    @Test("the first start makes an organisation, a customer and a site, once")
    func makesTenants() async throws {
        let server = try await TestServer()
        try await server.services.setup.makeTenants(organisation: "Other")
        let tenants = try await server.store.read { try $0.tenants(in: TenantPath(root: 1)) }
        #expect(tenants.map(\.name) == ["Example", "Default Customer", "Local Office"])
        #expect(tenants.map(\.kind) == [.organisation, .customer, .site])
        #expect(tenants.map(\.path.description) == ["/1/", "/1/2/", "/1/2/3/"])
        #expect(try await server.auditLines() == ["system server.begin "])
    }

    @Test("the admin's password is made up and told once")
    func makesAdmin() async throws {
        let server = try await TestServer()
        let setup = server.services.setup
        let password = try #require(try await setup.makeAdmin(password: nil))
        #expect(password.count == 20)
        #expect(try await setup.makeAdmin(password: nil) == nil)
        #expect(try await setup.makeAdmin(password: "changed") == nil)
        let admin = try await server.services.access.logIn(name: "admin", password: password)
        #expect(admin.scope == TenantPath(root: 1))
        #expect(admin.permissions == Set(Permission.allCases))
        #expect(admin.label == "user:admin")
        await #expect(throws: DomainError(.credentialUnknown)) {
            try await server.services.access.logIn(name: "admin", password: "changed")
        }
        #expect(try await server.auditLines().last == "system user.make ")
    }

    @Test("a given password is taken and not told; an empty one counts as none")
    func takesPassword() async throws {
        let first = try await TestServer()
        #expect(try await first.services.setup.makeAdmin(password: "s3cret é") == nil)
        _ = try await first.services.access.logIn(name: "admin", password: "s3cret é")

        let second = try await TestServer()
        let madeUp = try await second.services.setup.makeAdmin(password: "")
        #expect(madeUp?.count == 20)
    }

    @Test("two nodes that start at once make one tree and one admin")
    func startsTwice() async throws {
        let server = try await TestServer()
        let second = try await server.secondNode()
        async let first = server.services.setup.makeAdmin(password: "one")
        async let other = second.services.setup.makeAdmin(password: "two")
        _ = try await (first, other)
        try await second.services.setup.makeTenants(organisation: "Second")
        let made = try await server.auditLines().filter { $0.contains("user.make") }
        #expect(made.count == 1)
        let tenants = try await second.store.read { try $0.tenants(in: TenantPath(root: 1)) }
        #expect(tenants.count == 3)
    }
}
