// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

/// The devices.
package protocol DeviceStore {
    /// Adds a device; fails with ``DomainError/Code/deviceNameTaken``.
    func insert(_ device: Device) throws
    /// Replaces everything about a device but its identity, number and site.
    func update(_ device: Device) throws
    /// Notes when a device called last, if it was later than what is known; whether it was.
    func setContact(of id: Device.Identity, at: Timestamp) throws -> Bool
    /// One device.
    func device(_ id: Device.Identity) throws -> Device?
    /// The device of a name in a site.
    func device(named name: String, site: Tenant.Identity) throws -> Device?
    /// All devices of a path and below, by number.
    func devices(in path: TenantPath) throws -> [Device]
}

/// The groups and their members.
package protocol GroupStore {
    /// Adds a group.
    func insert(_ group: Group) throws
    /// The group of a name in a tenant.
    func group(named name: String, tenant: Tenant.Identity) throws -> Group?
    /// All groups, by number.
    func groups() throws -> [Group]
    /// Adds a device to a group; adding it twice changes nothing.
    func add(_ device: Device.Identity, to group: Group.Identity) throws
    /// Every membership.
    func memberships() throws -> [GroupMembership]
}

/// One device in one group.
package struct GroupMembership: Sendable, Hashable {
    /// The group.
    package var group: Group.Identity
    /// The device.
    package var device: Device.Identity

    /// Makes a membership.
    package init(group: Group.Identity, device: Device.Identity) {
        self.group = group
        self.device = device
    }
}

/// The inventories, stored once for all devices that share one, as lists of numbered packages.
package protocol InventoryStore {
    /// Whether an inventory is stored.
    func hasInventory(digest: String) throws -> Bool
    /// Stores an inventory; storing it again changes nothing.
    func insertInventory(digest: String, list: PackageList, at: Timestamp) throws
    /// One inventory.
    func inventory(digest: String) throws -> PackageList?
    /// Every inventory that at least one device has, by digest.
    func inventories(_ each: (String, PackageList) throws -> Void) throws
    /// Removes the inventories that no device has, made before a point in time.
    func deleteUnusedInventories(madeBefore: Timestamp) throws

    /// The number of a profile, which is stored where it is new; from 0, without gaps.
    func number(of profile: InventoryProfile) throws -> UInt32
    /// The numbers of packages, in their order; new ones are stored. From 0, without gaps.
    func numbers(of packages: [InstalledPackage]) throws -> [UInt32]
    /// The profiles from a number on, in order.
    func profiles(from number: UInt32) throws -> [InventoryProfile]
    /// The packages from a number on, in order.
    func packages(from number: UInt32, _ each: (InstalledPackage) throws -> Void) throws
}
