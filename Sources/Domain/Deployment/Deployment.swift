// SPDX-License-Identifier: Apache-2.0

/// The intent to do something on devices.
package struct Deployment: Sendable, Equatable {
    /// The identity of a deployment.
    package typealias Identity = ID<Deployment>

    /// What is to be done.
    package enum Kind: String, Codable, Sendable {
        /// Read the inventories anew.
        case scan
        /// Install patches.
        case install
    }

    /// The deployment's identity.
    package var id: Identity
    /// The number that dialects show.
    package var number: Int64
    /// The tenant that it belongs to.
    package var tenant: Tenant.Identity
    /// Where that tenant stands in the tree.
    package var path: TenantPath
    /// What is to be done.
    package var kind: Kind
    /// Its name.
    package var name: String
    /// What people wrote about it.
    package var summary: String
    /// The patches to install; empty for a scan.
    package var patches: [Patch.Identity]
    /// Who made it.
    package var createdBy: String
    /// When.
    package var createdAt: Timestamp
    /// After this time no device begins it.
    package var expiresAt: Timestamp
    /// What the dialect asked for beside the above, as JSON in the dialect's own words; kept so that
    /// it can be shown again.
    package var request: String

    /// Makes a deployment.
    package init(
        id: Identity,
        number: Int64,
        tenant: Tenant.Identity,
        path: TenantPath,
        kind: Kind,
        name: String,
        summary: String,
        patches: [Patch.Identity],
        createdBy: String,
        createdAt: Timestamp,
        expiresAt: Timestamp,
        request: String
    ) {
        self.id = id
        self.number = number
        self.tenant = tenant
        self.path = path
        self.kind = kind
        self.name = name
        self.summary = summary
        self.patches = patches
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.expiresAt = expiresAt
        self.request = request
    }
}
