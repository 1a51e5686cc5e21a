// SPDX-License-Identifier: Apache-2.0

/// A person's decision about a patch, for a tenant and all below it.
package struct Approval: Sendable, Equatable {
    /// The decisions.
    package enum Decision: String, Codable, Sendable {
        /// It may be installed.
        case approved
        /// It must not be installed.
        case declined
    }

    /// The tenant that decided.
    package var tenant: Tenant.Identity
    /// Where that tenant stands in the tree.
    package var path: TenantPath
    /// The patch.
    package var patch: Patch.Identity
    /// What was decided.
    package var decision: Decision
    /// Who decided.
    package var by: String
    /// When.
    package var at: Timestamp

    /// Makes an approval.
    package init(
        tenant: Tenant.Identity,
        path: TenantPath,
        patch: Patch.Identity,
        decision: Decision,
        by: String,
        at: Timestamp
    ) {
        self.tenant = tenant
        self.path = path
        self.patch = patch
        self.decision = decision
        self.by = by
        self.at = at
    }

    /// The one of several decisions about a patch that counts at a place: that of the nearest tenant
    /// above it.
    package static func nearest(
        _ approvals: some Sequence<Approval>,
        to path: TenantPath
    ) -> Approval? {
        approvals.filter { $0.path.contains(path) }
            .max { $0.path.description.count < $1.path.description.count }
    }
}
