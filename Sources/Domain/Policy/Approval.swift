// SPDX-License-Identifier: Apache-2.0

/// A decision about a patch: for a tenant and all below it, or for one group of devices there.
package struct Approval: Sendable, Equatable {
    /// The decisions.
    package enum Decision: String, Codable, Sendable, CaseIterable {
        /// It may be installed.
        case approved
        /// It must not be installed.
        case declined
    }

    /// Who decides where a rule does, and no person: the label of ``Principal/Actor/system``.
    package static let automatic = "system"

    /// The tenant that decided.
    package var tenant: Tenant.Identity
    /// Where that tenant stands in the tree; the decision counts for nothing outside of it.
    package var path: TenantPath
    /// The group whose devices alone are meant; `nil` for every device of the tenant.
    package var group: Group.Identity?
    /// The patch.
    package var patch: Patch.Identity
    /// What was decided.
    package var decision: Decision
    /// Who said so last.
    package var by: String
    /// Since when it holds; who says the same again does not change it.
    package var at: Timestamp
    /// Why, in the words of who decided; empty where nobody said.
    package var reason: String

    /// Makes an approval.
    package init(
        tenant: Tenant.Identity,
        path: TenantPath,
        group: Group.Identity? = nil,
        patch: Patch.Identity,
        decision: Decision,
        by: String,
        at: Timestamp,
        reason: String = ""
    ) {
        self.tenant = tenant
        self.path = path
        self.group = group
        self.patch = patch
        self.decision = decision
        self.by = by
        self.at = at
        self.reason = reason
    }

    /// Whether a rule of the server decided, and no person.
    package var isAutomatic: Bool { by == Self.automatic }

    /// Whether it is an approval that has waited long enough for tasks that run by themselves.
    ///
    /// - Parameters:
    ///   - delayDays: How many days of 24 hours they wait after an approval; none for 0 and below.
    ///   - now: The time of the question.
    /// - Returns: Whether it is.
    package func isRipe(delayDays: Int, now: Timestamp) -> Bool {
        guard decision == .approved else { return false }
        return now >= at + .seconds(86_400 * Int64(max(0, min(delayDays, Self.delayDaysMax))))
    }

    /// The longest delay that counts: a hundred years.
    private static let delayDaysMax = 36_525
}
