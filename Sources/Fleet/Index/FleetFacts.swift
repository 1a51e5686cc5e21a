// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain

/// What one transaction read of the database for the index: everything, or what changed.
package struct FleetFacts: Sendable {
    /// The catalogue's part.
    package enum CatalogueChange: Sendable {
        /// Another catalogue.
        case whole(Catalogue)
        /// The same catalogue, in which these patches are new or different.
        case patches(Catalogue, [Patch])
    }

    /// One device, with its inventory.
    package struct DeviceFact: Sendable {
        /// The device.
        package let device: Device
        /// Its inventory; `nil` before the first.
        package let packages: PackageList?

        /// Makes a fact.
        package init(_ device: Device, packages: PackageList?) {
            self.device = device
            self.packages = packages
        }
    }

    /// The change number up to which this is the state of the database.
    package var changeNumber: Int64
    /// Whether this is everything, so that the index begins anew.
    package var isEverything: Bool
    /// The catalogue, where it changed.
    package var catalogue: CatalogueChange?
    /// The profiles that are new, in the order of their numbers.
    package var profiles: [InventoryProfile] = []
    /// The packages that are new, in the order of their numbers.
    package var packages: [InstalledPackage] = []
    /// The devices that are new or changed.
    package var devices: [DeviceFact] = []
    /// The devices that are gone.
    package var removed: [Device.Identity] = []
    /// The tenants, where they or the groups changed.
    package var tenants: [Tenant]?
    /// The groups, where they or the tenants changed.
    package var groups: [Group]?
    /// All memberships, where groups changed.
    package var memberships: [GroupMembership]?
    /// All decisions, where one changed.
    package var approvals: [Approval]?
    /// The deployments of ``executions`` that are new.
    package var deployments: [Deployment] = []
    /// The executions that are new or changed, those with reports first where it is everything.
    package var executions: [Execution] = []

    /// Makes facts that say nothing yet.
    package init(changeNumber: Int64, isEverything: Bool) {
        self.changeNumber = changeNumber
        self.isEverything = isEverything
    }
}
