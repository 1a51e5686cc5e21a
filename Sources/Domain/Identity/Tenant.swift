// SPDX-License-Identifier: Apache-2.0

/// A node of the tenant tree: service organisation > customer > site.
package struct Tenant: Codable, Sendable, Equatable {
    /// The identity of a tenant.
    package typealias Identity = ID<Tenant>

    /// The three levels of the tree.
    package enum Kind: String, Codable, Sendable {
        /// The organisation that runs the server.
        case organisation
        /// A customer, or a division, of the organisation.
        case customer
        /// A place of a customer: a remote office, a branch office.
        case site
    }

    /// The tenant's identity.
    package var id: Identity
    /// The number that dialects show.
    package var number: Int64
    /// The level.
    package var kind: Kind
    /// The name that people gave it.
    package var name: String
    /// Where it stands in the tree.
    package var path: TenantPath

    /// Makes a tenant.
    package init(id: Identity, number: Int64, kind: Kind, name: String, path: TenantPath) {
        self.id = id
        self.number = number
        self.kind = kind
        self.name = name
        self.path = path
    }
}

/// The place of a tenant in the tree, as `/1/4/9/`: the numbers from the root to the tenant.
package struct TenantPath: Hashable, Codable, Sendable, CustomStringConvertible {
    /// The text form; it begins and ends with a slash.
    package let description: String

    /// The path of a root.
    package init(root number: Int64) { description = "/\(number)/" }

    /// A path as it was stored.
    package init(stored text: String) { description = text }

    /// The path of a child.
    package func appending(_ number: Int64) -> Self { Self(stored: "\(description)\(number)/") }

    /// Whether the other path is this one or lies below it.
    package func contains(_ other: Self) -> Bool { other.description.hasPrefix(description) }
}
