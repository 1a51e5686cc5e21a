// SPDX-License-Identifier: Apache-2.0

extension DeploymentPlan {
    /// Refuses a plan that cannot be carried out, naming the first setting that is wrong.
    package func validate(for kind: Deployment.Kind) throws(SettingError) {
        do { try schedule.validate() } catch { throw error.inside("schedule") }
        do { try policy.validate() } catch { throw error.inside("policy") }
        switch (kind, patches) {
        case (.install, .none), (.rollback, .none):
            throw SettingError("patches", "a deployment of this kind needs patches")
        case (.rollback, .matching), (.rollback, .missing), (.rollback, .linked):
            throw SettingError("patches", "what is to be taken back must be listed")
        case (.scan, .listed), (.mitigate, .listed), (.script, .listed),
            (.updateAgent, .listed), (.removeAgent, .listed), (.scan, .linked),
            (.mitigate, .linked), (.script, .linked), (.updateAgent, .linked),
            (.removeAgent, .linked):
            throw SettingError("patches", "a deployment of this kind has none")
        default: break
        }
        if kind == .mitigate || kind == .script, actions.isEmpty {
            throw SettingError("actions", "there is nothing to run")
        }
        switch (kind, program) {
        case (.updateAgent, nil): throw SettingError("program", "no build of the agent is named")
        case (.updateAgent, .some): break
        case (_, .some): throw SettingError("program", "a deployment of this kind has none")
        case (_, nil): break
        }
        try targets.validate()
        if schedule.recurrence == .windows, policy.window == nil {
            throw SettingError("schedule.recurrence", "the policy has no window that could open")
        }
        if schedule.recurrence == .afterDeployment, link == nil {
            throw SettingError("link", "the schedule waits for a deployment that is not named")
        }
        if let link { try Self.require(link.minimumSuccessShare, "link.minimumSuccessShare") }
        if let installAfter, let expiresAt, expiresAt <= installAfter {
            throw SettingError("expiresAt", "it is not after installAfter")
        }
        try SettingError.require(daysAfterApproval, in: 0...3_650, "daysAfterApproval")
        for (number, ring) in rings.enumerated() {
            do { try ring.validate() } catch { throw error.inside("rings[\(number)]") }
        }
        do { try brakes.validate() } catch { throw error.inside("brakes") }
    }

    fileprivate static func require(_ share: Double?, _ field: String) throws(SettingError) {
        guard let share, !(0...1).contains(share) else { return }
        throw SettingError(field, "\(share) is not in 0...1")
    }
}

extension DeploymentTargets {
    fileprivate func validate() throws(SettingError) {
        let isEmpty =
            !isEverything && devices.isEmpty && names.isEmpty && addresses.isEmpty
            && groups.isEmpty && sites.isEmpty && domains.isEmpty && query == nil
        if isEmpty { throw SettingError("targets", "they name no device") }
    }
}

extension Ring {
    fileprivate func validate() throws(SettingError) {
        if name.isEmpty { throw SettingError("name", "it is empty") }
        try DeploymentPlan.require(share, "share")
        try DeploymentPlan.require(minimumSuccessShare, "minimumSuccessShare")
        try SettingError.require(minimumCount, in: 0...1_000_000, "minimumCount")
        try SettingError.require(Int(clamping: soakSeconds), in: 0...31_536_000, "soakSeconds")
    }
}

extension Brakes {
    fileprivate func validate() throws(SettingError) {
        try DeploymentPlan.require(failureShare, "failureShare")
        try DeploymentPlan.require(silentShare, "silentShare")
        try SettingError.require(decidedMinimum, in: 0...1_000_000, "decidedMinimum")
        try SettingError.require(failureCount ?? 0, in: 0...1_000_000, "failureCount")
        try SettingError.require(silentCount ?? 0, in: 0...1_000_000, "silentCount")
        for (number, limit) in unavailable.enumerated() {
            try DeploymentPlan.require(limit.share, "unavailable[\(number)].share")
            guard limit.count != nil || limit.share != nil else {
                throw SettingError("unavailable[\(number)]", "it has neither count nor share")
            }
            try SettingError.require(
                limit.count ?? 1,
                in: 1...1_000_000,
                "unavailable[\(number)].count"
            )
        }
    }
}
