// SPDX-License-Identifier: Apache-2.0

extension Approval {
    /// The one of several decisions about a patch that counts for the whole of a place: that of the
    /// nearest tenant above it.
    ///
    /// Decisions for groups do not count here.
    package static func nearest(
        _ approvals: some Sequence<Approval>,
        to path: TenantPath
    ) -> Approval? {
        var found: Approval?
        for approval in approvals where approval.group == nil && approval.path.contains(path) {
            if approval.isNearer(than: found) { found = approval }
        }
        return found
    }

    /// The one of several decisions about a patch that counts for a device.
    ///
    /// 1. Only tenants above the device decide about it.
    /// 2. A decision for a group that the device is in comes before every decision for a tenant.
    /// 3. About one group the nearest tenant decides.
    /// 4. Between several groups of the device a decline wins.
    /// 5. Without such a group the nearest tenant decides.
    ///
    /// Where several groups say the same, the decision of the nearest tenant is given, and of one
    /// tenant's the one that holds the longest, so that every node gives the same.
    ///
    /// - Parameters:
    ///   - approvals: Decisions about one patch, in any order.
    ///   - path: Where the device stands in the tenant tree.
    ///   - groups: The groups that the device is in.
    /// - Returns: The decision; `nil` where nobody decided.
    package static func deciding(
        _ approvals: some Sequence<Approval>,
        for path: TenantPath,
        groups: Set<Group.Identity>
    ) -> Approval? {
        var ofTenant: Approval?
        var ofGroups: [Group.Identity: Approval] = [:]
        for approval in approvals where approval.path.contains(path) {
            guard let group = approval.group else {
                if approval.isNearer(than: ofTenant) { ofTenant = approval }
                continue
            }
            if groups.contains(group), approval.isNearer(than: ofGroups[group]) {
                ofGroups[group] = approval
            }
        }
        if ofGroups.isEmpty { return ofTenant }
        let declined = ofGroups.values.filter { $0.decision == .declined }
        return (declined.isEmpty ? Array(ofGroups.values) : declined).min { $0.rank < $1.rank }
    }

    /// Whether its tenant stands nearer to the places that both contain.
    private func isNearer(than other: Approval?) -> Bool {
        guard let other else { return true }
        return path.description.utf8.count > other.path.description.utf8.count
    }

    /// The order between decisions that say the same: the nearest tenant, the longest, the group.
    private var rank: (Int, Int64, String) {
        (-path.description.utf8.count, at.milliseconds, group?.description ?? "")
    }
}
