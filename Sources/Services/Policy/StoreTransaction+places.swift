// SPDX-License-Identifier: Apache-2.0
import Domain

extension StoreTransaction {
    /// The tenant at a place; throws ``DomainError/Code/siteNotFound`` where there is none.
    func tenant(at path: TenantPath) throws -> Tenant {
        guard let tenant = try tenants(in: path).first(where: { $0.path == path }) else {
            throw DomainError(.siteNotFound, subject: path.description)
        }
        return tenant
    }

    /// A group that a caller of a place may name: one of its own tenant, above, or below.
    ///
    /// - Throws: ``DomainError/Code/groupNotFound``.
    func group(_ id: Group.Identity, for path: TenantPath) throws -> Group {
        guard let group = try groups().first(where: { $0.id == id }),
            let owner = try tenant(group.tenant),
            owner.path.contains(path) || path.contains(owner.path)
        else { throw DomainError(.groupNotFound, subject: "group \(id)") }
        return group
    }
}
