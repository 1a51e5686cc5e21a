// SPDX-License-Identifier: Apache-2.0

/// One of the groups of devices that a run goes through, one after the other.
package struct Ring: Codable, Sendable, Equatable {
    /// Its name, for people.
    package var name: String
    /// The devices that it takes of those that no earlier ring has; `nil` takes all that are left.
    package var targets: DeploymentTargets?
    /// The share of all devices of the run that it takes of what ``targets`` names, 0 to 1; `nil`
    /// takes all.
    package var share: Double?
    /// The share of decided executions that must be good before the next ring opens, 0 to 1.
    package var minimumSuccessShare: Double
    /// How many must be good, where the ring has as many devices.
    package var minimumCount: Int
    /// How long that must have been true before the next ring opens, in seconds.
    package var soakSeconds: Int64

    /// Makes a ring.
    package init(
        name: String,
        targets: DeploymentTargets? = nil,
        share: Double? = nil,
        minimumSuccessShare: Double = 1,
        minimumCount: Int = 1,
        soakSeconds: Int64 = 0
    ) {
        self.name = name
        self.targets = targets
        self.share = share
        self.minimumSuccessShare = minimumSuccessShare
        self.minimumCount = minimumCount
        self.soakSeconds = soakSeconds
    }
}

/// When a run stops by itself, and how much of a group may be away at once.
package struct Brakes: Codable, Sendable, Equatable {
    /// The share of decided executions that may fail, 0 to 1; more halt the run, and `nil` never does.
    package var failureShare: Double?
    /// How many must be decided before ``failureShare`` and ``silentShare`` count.
    package var decidedMinimum = 1
    /// How many may fail; more halt the run, and `nil` never does.
    package var failureCount: Int?
    /// The share of decided executions whose devices may fall silent, 0 to 1; `nil` is any.
    package var silentShare: Double?
    /// How many devices may fall silent; `nil` is any number.
    package var silentCount: Int?
    /// How much may be away at once.
    package var unavailable: [UnavailableLimit] = []

    /// Brakes that never stop anything.
    package init() {}
}

/// How many devices of a group, or of the whole run, may be worked on or silent at once.
package struct UnavailableLimit: Codable, Sendable, Equatable {
    /// The group; `nil` for all devices of the run.
    package var group: Group.Identity?
    /// How many, from 1; `nil` where ``share`` says it.
    package var count: Int?
    /// The share of the group's devices in the run, 0 to 1; at least one device may always go.
    package var share: Double?

    /// Makes a limit.
    package init(group: Group.Identity?, count: Int? = nil, share: Double? = nil) {
        self.group = group
        self.count = count
        self.share = share
    }

    /// How many of so many devices may be away.
    package func allowed(of members: Int) -> Int {
        let byShare = share.map { max(1, Int(($0 * Double(members)).rounded(.down))) }
        return max(1, min(count ?? .max, byShare ?? .max))
    }
}
