// SPDX-License-Identifier: Apache-2.0
package import Domain

/// One device of a file of devices, its packages as numbers of a ``PackageTable``.
package struct ScannedDevice: Sendable {
    /// The device's name; not empty, without control characters, once in the file.
    package let name: String
    /// What decides, beside the packages, which patches concern the device.
    package let profile: InventoryProfile
    /// The numbers of its packages in the order of the file; one that stands twice is there twice.
    package let packages: [UInt32]
}
