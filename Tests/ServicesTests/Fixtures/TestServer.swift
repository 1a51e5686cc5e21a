// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Crypto
import Domain
import Fleet
import Foundation
import Logging
import Query
import Services
import Storage
import TestSupport

/// The real services over a real database in a folder of their own, with clock and chance injected.
final class TestServer: Sendable {
    /// How old an inventory may be.
    static let inventoryMaxAge: Duration = .seconds(7 * 86_400)
    private static let orderKeyByte: UInt8 = 77

    let folder: TemporaryDirectory
    let clock = TestClock()
    let store: any Store
    let services: Services
    /// A principal that may do everything everywhere.
    let operatorPrincipal: Principal

    /// Opens a server with the first tenants: organisation `/1/`, customer `/1/2/`, site `/1/2/3/`.
    init(seed: UInt64 = 1) async throws {
        folder = try TemporaryDirectory()
        store = try SQLStore.open(path: folder.path("thimble.sqlite"))
        services = try Self.services(store, clock, seed)
        operatorPrincipal = Self.principal(TenantPath(root: 1))
        try await services.setup.makeTenants(organisation: "Example")
        try await services.index.refresh()
    }

    /// Another node: its own store and index over the same file.
    func secondNode(seed: UInt64 = 2) async throws -> (store: any Store, services: Services) {
        let store = try SQLStore.open(path: folder.path("thimble.sqlite"))
        return (store, try Self.services(store, clock, seed))
    }

    /// Another node over a store of the test's choice.
    func node(over store: any Store, seed: UInt64 = 5) throws -> Services {
        try Self.services(store, clock, seed)
    }

    private static func services(
        _ store: any Store,
        _ clock: TestClock,
        _ seed: UInt64
    ) throws -> Services {
        let key = try Curve25519.Signing.PrivateKey(
            rawRepresentation: Data(repeating: orderKeyByte, count: 32)
        )
        return Services(
            ServiceEnvironment(
                store: store,
                clock: clock,
                random: TestRandom(seed: seed),
                index: FleetIndex(
                    store: store,
                    limits: FreshnessLimits(inventoryMaxAge: inventoryMaxAge)
                ),
                orderKey: OrderKey(key),
                logger: Logger(label: "test")
            )
        )
    }

    /// A principal of a place with some permissions, all by default.
    static func principal(
        _ scope: TenantPath,
        permissions: Set<Permission> = Set(Permission.allCases)
    ) -> Principal {
        Principal(actor: .local(name: "ada"), scope: scope, permissions: permissions)
    }

    /// The principal of the site with a name.
    func principal(ofSite name: String) async throws -> Principal {
        let root = TenantPath(root: 1)
        let site = try await store.read { transaction in
            try transaction.tenants(in: root).first { $0.kind == .site && $0.name == name }
        }
        guard let site else { throw DomainError(.siteNotFound, subject: name) }
        return Self.principal(site.path)
    }

    /// Makes a user who may do everything and has no password.
    func makeUser(_ name: String, at path: TenantPath = TenantPath(root: 1)) async throws {
        let now = clock.now
        try await store.write { transaction in
            let tenant = try transaction.tenants(in: path).first { $0.path == path }
            guard let tenant else { throw DomainError(.siteNotFound, subject: path.description) }
            try transaction.insert(
                User(
                    id: User.Identity(derivedFrom: name),
                    number: try transaction.nextNumber(of: "user"),
                    tenant: tenant.id,
                    name: name,
                    passwordHash: "",
                    permissions: Set(Permission.allCases),
                    createdAt: now
                )
            )
        }
    }

    /// Every entry of the audit log as `actor action detail`.
    func auditLines() async throws -> [String] {
        try await services.audit.entries(last: 10_000, by: operatorPrincipal).map {
            "\($0.actor) \($0.action) \($0.detail)"
        }
    }

    /// What everyone may see of the fleet now.
    func view() throws -> FleetView { try services.assessment.view(by: operatorPrincipal) }

    /// Imports the standard catalogue: `a` and `b` are fixed in 1.1, `a` for security.
    func importCatalogue() async throws {
        _ = try await services.catalog.importFeeds(Feeds.standard, by: operatorPrincipal)
    }

    /// A patch of the catalogue by its source package.
    func patch(_ source: String, _ version: String = "1.1") throws -> Patch {
        let found = try view().snapshot.catalogue.ordered.first {
            $0.source == source && $0.version == version
        }
        guard let found else { throw DomainError(.patchNotFound, subject: "\(source) \(version)") }
        return found
    }
}
