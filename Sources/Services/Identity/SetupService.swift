// SPDX-License-Identifier: Apache-2.0
import Domain

/// Makes the first tenants and the first user.
package struct SetupService: Sendable {
    /// The login name of the first user.
    package static let adminName = "admin"

    private let environment: ServiceEnvironment
    private static let system = Principal(
        actor: .system,
        scope: TenantPath(root: 1),
        permissions: []
    )

    init(_ environment: ServiceEnvironment) { self.environment = environment }

    /// Makes the tenant tree in an empty database: an organisation, a customer and a site.
    package func makeTenants(organisation: String) async throws {
        guard try await environment.store.read({ try $0.rootTenant() == nil }) else { return }
        let random = environment.random
        try await environment.store.write { [environment] transaction in
            guard try transaction.rootTenant() == nil else { return }
            let levels: [(Tenant.Kind, String)] = [
                (.organisation, organisation), (.customer, "Default Customer"),
                (.site, DeviceService.defaultSiteName),
            ]
            var parent: Tenant?
            var root: Tenant?
            for (kind, name) in levels {
                let number = try transaction.nextNumber(of: "tenant")
                let tenant = Tenant(
                    id: Tenant.Identity(random.uuid()),
                    number: number,
                    kind: kind,
                    name: name,
                    path: parent?.path.appending(number) ?? TenantPath(root: number)
                )
                try transaction.insert(tenant)
                parent = tenant
                root = root ?? tenant
            }
            try transaction.append(.structure)
            guard let root else { return }
            try AuditRecorder(
                transaction: transaction,
                actor: Self.system.label,
                at: environment.clock.now
            ).record("server.begin", subject: organisation, tenant: root.id)
        }
    }

    /// Makes the user `admin` where there is none.
    ///
    /// Where `password` is `nil` or empty one is made up, and returned if the admin was made now.
    package func makeAdmin(password: String?) async throws -> String? {
        let name = Self.adminName
        let password = password.flatMap { $0.isEmpty ? nil : $0 }
        guard try await environment.store.read({ try $0.user(named: name) == nil }) else {
            return nil
        }
        let secret = password ?? String(environment.random.secret().prefix(20))
        let hash = try PasswordHash(secret, salt: environment.random.bytes(16)).text
        let random = environment.random
        let isMade = try await environment.change(by: Self.system) { transaction, now, audit in
            guard try transaction.user(named: name) == nil,
                let root = try transaction.rootTenant()
            else { return false }
            try transaction.insert(
                User(
                    id: User.Identity(random.uuid()),
                    number: try transaction.nextNumber(of: "user"),
                    tenant: root.id,
                    name: name,
                    passwordHash: hash,
                    permissions: Set(Permission.allCases),
                    createdAt: now
                )
            )
            try audit.record("user.make", subject: "user:\(name)", tenant: root.id)
            return true
        }
        return isMade && password == nil ? secret : nil
    }
}
