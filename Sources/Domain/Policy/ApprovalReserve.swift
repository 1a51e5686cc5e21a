// SPDX-License-Identifier: Apache-2.0

/// A patch that a person took a decision back about: no rule decides about it there any more, until
/// a person does.
///
/// Without it a patch that somebody unapproves would be approved again by the rule that did before.
package struct ApprovalReserve: Sendable, Hashable {
    /// The tenant.
    package var tenant: Tenant.Identity
    /// The group whose decision was taken back; `nil` for the tenant's.
    package var group: Group.Identity?
    /// The patch.
    package var patch: Patch.Identity
    /// Who took the decision back.
    package var by: String
    /// When.
    package var at: Timestamp

    /// Makes a reserve.
    package init(
        tenant: Tenant.Identity,
        group: Group.Identity?,
        patch: Patch.Identity,
        by: String,
        at: Timestamp
    ) {
        self.tenant = tenant
        self.group = group
        self.patch = patch
        self.by = by
        self.at = at
    }
}
