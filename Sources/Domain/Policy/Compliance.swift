// SPDX-License-Identifier: Apache-2.0

/// A promise that some devices have the patches of some baselines; a run tells whether it is kept.
package struct Compliance: Sendable, Equatable {
    /// The identity of a compliance.
    package typealias Identity = ID<Compliance>

    /// The most bytes that a name may have.
    package static let nameMax = 256
    /// How many runs of one compliance are kept.
    package static let runsKept = 50

    /// The compliance's identity.
    package var id: Identity
    /// The number that dialects show.
    package var number: Int64
    /// The tenant that it belongs to.
    package var tenant: Tenant.Identity
    /// Where that tenant stands in the tree; no device outside of it is measured.
    package var path: TenantPath
    /// Its name.
    package var name: String
    /// What people wrote about it.
    package var summary: String
    /// The platform of the devices that are measured; others of its groups are passed over.
    package var platform: CompliancePlatform
    /// The baselines.
    package var baselines: Set<Baseline.Identity> = []
    /// The devices that were assigned one by one.
    package var devices: Set<Device.Identity> = []
    /// The groups whose devices are measured as well.
    package var groups: Set<Group.Identity> = []
    /// Who made it.
    package var createdBy: String
    /// When.
    package var createdAt: Timestamp
    /// Who changed it last.
    package var updatedBy: String
    /// When.
    package var updatedAt: Timestamp

    /// Makes a compliance to which nothing is assigned.
    package init(
        id: Identity,
        number: Int64,
        tenant: Tenant.Identity,
        path: TenantPath,
        name: String,
        summary: String,
        platform: CompliancePlatform,
        createdBy: String,
        createdAt: Timestamp
    ) {
        self.id = id
        self.number = number
        self.tenant = tenant
        self.path = path
        self.name = name
        self.summary = summary
        self.platform = platform
        self.createdBy = createdBy
        self.createdAt = createdAt
        updatedBy = createdBy
        updatedAt = createdAt
    }
}
