// SPDX-License-Identifier: Apache-2.0

/// The devices of a deployment: everything that one of its parts names, without what is excluded.
///
/// It is looked up anew for every run, so a device that joins a group later is in the next one.
package struct DeploymentTargets: Codable, Sendable, Equatable {
    /// Whether all devices of the tenant are meant.
    package var isEverything = false
    /// Devices by identity.
    package var devices: [Device.Identity] = []
    /// Devices by name, whatever its case.
    package var names: [String] = []
    /// Devices by an address of theirs.
    package var addresses: [String] = []
    /// Devices by group.
    package var groups: [Group.Identity] = []
    /// Whether a device must be in all of ``groups``; otherwise in any of them.
    package var matchesAllGroups = false
    /// Devices by the tenant that they belong to: a customer or a site, with all below it.
    package var sites: [Tenant.Identity] = []
    /// Devices by DNS or directory domain.
    package var domains: [String] = []
    /// Devices that a query accepts, in the language of `docs/query.md`; `nil` names none.
    package var query: String?
    /// A query of patches: of the devices above only those count that lack a patch which it
    /// accepts; `nil` for all.
    package var lacking: String?
    /// The only platform that counts: `Linux`, `Windows` or `Mac`; `nil` for all.
    package var platform: String?
    /// The devices that are left out, whoever names them.
    package var excludedDevices: [Device.Identity] = []
    /// The groups whose devices are left out.
    package var excludedGroups: [Group.Identity] = []
    /// Whether a device must be in all of ``excludedGroups`` to be left out.
    package var excludesOnlyAllGroups = false

    /// Names nothing.
    package init() {}

    /// All devices of the tenant.
    package static var everything: Self {
        var targets = Self()
        targets.isEverything = true
        return targets
    }

    /// These devices.
    package init(devices: [Device.Identity]) { self.devices = devices }
}

/// The patches of a deployment.
package enum PatchChoice: Codable, Sendable, Equatable {
    /// These patches.
    case listed([Patch.Identity])
    /// The patches that a query accepts and that are missing, looked up just before each run; at
    /// most so many, the newest first.
    case matching(query: String, limit: Int?)
    /// All that is missing.
    case missing
    /// The patches of another deployment, looked up just before each run: those of its newest run
    /// on all its devices; where it had none, what its own choice names then.
    case linked(Deployment.Identity)
    /// None: the deployment scans or runs scripts.
    case none
}
