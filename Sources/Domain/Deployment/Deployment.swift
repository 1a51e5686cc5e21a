// SPDX-License-Identifier: Apache-2.0

/// The intent to do something on devices, once or again and again.
package struct Deployment: Sendable, Equatable {
    /// The identity of a deployment.
    package typealias Identity = ID<Deployment>

    /// What is to be done.
    package enum Kind: String, Codable, Sendable, CaseIterable {
        /// Read the inventories anew.
        case scan
        /// Install patches.
        case install
        /// Bring the packages of patches back to the versions before them.
        case rollback
        /// Lower the risk of vulnerabilities that have no patch, by scripts.
        case mitigate
        /// Run scripts.
        case script
        /// Replace the agent's own program.
        case updateAgent
        /// Take the agent off the machine.
        case removeAgent

        /// Whether it is about packages.
        package var hasPatches: Bool { self == .install || self == .rollback }

        /// Whether it changes what its people work with, so that windows, messages and restarts
        /// count; a scan and the agent's own business need none of them.
        package var touchesSoftware: Bool {
            switch self {
            case .install, .rollback, .mitigate, .script: true
            case .scan, .updateAgent, .removeAgent: false
            }
        }
    }

    /// Whether it starts runs.
    package enum Status: String, Codable, Sendable, CaseIterable {
        /// It is being written and starts nothing.
        case draft
        /// It starts a run at each slot of its schedule.
        case enabled
        /// It starts nothing until someone enables it.
        case disabled
        /// It has no slot left.
        case ended
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
    /// Whom, what, when and how.
    package var plan: DeploymentPlan
    /// Whether it starts runs.
    package var status: Status
    /// The slot that was stamped last; `nil` before the first.
    package var lastSlot: Timestamp?
    /// The slot that comes next; `nil` where none does, or where an event brings it.
    package var nextSlot: Timestamp?
    /// Who made it.
    package var createdBy: String
    /// When.
    package var createdAt: Timestamp
    /// Who changed it last; `nil` where nobody did.
    package var updatedBy: String?
    /// When.
    package var updatedAt: Timestamp?
    /// Since when it is enabled; `nil` before.
    package var enabledAt: Timestamp?
    /// What the dialect asked for beside the above, as JSON in the dialect's own words; kept so that
    /// it can be shown again.
    package var request: String

    /// Makes a deployment that starts nothing yet.
    package init(
        id: Identity,
        number: Int64,
        tenant: Tenant.Identity,
        path: TenantPath,
        kind: Kind,
        name: String,
        summary: String,
        plan: DeploymentPlan,
        createdBy: String,
        createdAt: Timestamp,
        request: String
    ) {
        self.id = id
        self.number = number
        self.tenant = tenant
        self.path = path
        self.kind = kind
        self.name = name
        self.summary = summary
        self.plan = plan
        status = .draft
        self.createdBy = createdBy
        self.createdAt = createdAt
        self.request = request
    }
}
