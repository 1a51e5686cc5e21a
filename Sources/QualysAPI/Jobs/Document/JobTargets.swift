// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Web

/// The devices that a job names.
struct JobTargets {
    private let members: JSONObject
    private let references: JobReferences

    init(_ members: JSONObject, _ references: JobReferences) {
        self.members = members
        self.references = references
    }

    /// A query that accepts no device: what a job names that has no assets yet.
    static let nothing = "not *"

    /// The targets of a plan.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` with the assets and tags that do not exist.
    var targets: DeploymentTargets {
        get throws(DomainError) {
            var targets = DeploymentTargets()
            targets.devices = try references.devices(members, "assetIds")
            targets.groups = try references.groups(members, "assetTagIds")
            targets.matchesAllGroups = members.text("filterType") == "All"
            let all = try references.groups(members, "matchAllTagIds")
            if !all.isEmpty {
                targets.groups = all
                targets.matchesAllGroups = true
            }
            if targets.devices.isEmpty, targets.groups.isEmpty { targets.query = Self.nothing }
            targets.excludedDevices = try references.devices(members, "exclusionAssetIds")
            targets.excludedGroups = try references.groups(members, "exclusionTagIds")
            targets.excludesOnlyAllGroups = members.text("exclusionFilterType") == "All"
            targets.platform = members.text("platform").map {
                Platforms.platform(named: $0).rawValue
            }
            targets.lacking = members.text("assetDetectionsQQL")
            return targets
        }
    }
}
