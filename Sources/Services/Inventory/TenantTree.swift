// SPDX-License-Identifier: Apache-2.0
import Domain

/// Finds sites and groups by name within one transaction, and makes those that do not exist.
struct TenantTree {
    private let transaction: any StoreTransaction
    private let random: any RandomSource

    init(_ transaction: any StoreTransaction, _ random: any RandomSource) {
        self.transaction = transaction
        self.random = random
    }

    /// The site of a name below a path; a new one belongs to the first customer there.
    func site(named name: String, in scope: TenantPath) throws -> Tenant {
        let tenants = try transaction.tenants(in: scope)
        if let site = tenants.first(where: { $0.kind == .site && $0.name == name }) { return site }
        guard let customer = tenants.first(where: { $0.kind == .customer }) else {
            throw DomainError(
                .siteNotFound,
                subject: name,
                hint: "the caller may not make a site here"
            )
        }
        let number = try transaction.nextNumber(of: "tenant")
        let site = Tenant(
            id: Tenant.Identity(random.uuid()),
            number: number,
            kind: .site,
            name: name,
            path: customer.path.appending(number)
        )
        try transaction.insert(site)
        try transaction.append(.structure)
        return site
    }

    /// The group of a name; a new one belongs to the organisation.
    func group(named name: String) throws -> Group {
        guard let root = try transaction.rootTenant() else {
            throw DomainError(.groupNotFound, subject: name, hint: "the server was never started")
        }
        if let group = try transaction.group(named: name, tenant: root.id) { return group }
        let group = Group(
            id: Group.Identity(random.uuid()),
            number: try transaction.nextNumber(of: "group"),
            tenant: root.id,
            name: name
        )
        try transaction.insert(group)
        try transaction.append(.structure)
        return group
    }
}
