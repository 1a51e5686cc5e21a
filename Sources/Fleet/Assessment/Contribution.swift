// SPDX-License-Identifier: Apache-2.0
package import Domain

/// What one installed package says about one patch, whatever else is installed beside it.
///
/// It depends on the package, the profile and the catalogue alone, so a fleet needs it once for
/// each distinct package of a profile. A finding is the sum of them over one device.
package struct Contribution: Sendable {
    /// What is said, as bits that findings of many devices are computed from.
    package struct Flags: OptionSet, Sendable {
        /// The bits.
        package let rawValue: UInt16

        /// Makes a set of bits.
        package init(rawValue: UInt16) { self.rawValue = rawValue }

        /// The package is older than the patch.
        package static let older = Self(rawValue: 1)
        /// The package is at least as new.
        package static let upToDate = Self(rawValue: 2)
        /// Nobody can tell which is newer.
        package static let incomparable = Self(rawValue: 4)
        /// The package (an update of Windows) installs the patch, or one that replaces it.
        package static let covers = Self(rawValue: 8)
        /// The package is vulnerable, and the device cannot get a fix.
        package static let unfixed = Self(rawValue: 16)
        /// Older, and within reach: it is offered, or a newer one that brings it is.
        package static let reachable = Self(rawValue: 32)
        /// Older, and this patch and no other one is what the package needs.
        package static let current = Self(rawValue: 64)
        /// Older, and another patch brings the package further.
        package static let surpassed = Self(rawValue: 128)
        /// Older, and the administrator holds the package.
        package static let held = Self(rawValue: 256)
        /// The patch's files are there, and the package's set-up never ended.
        package static let unconfigured = Self(rawValue: 512)
        /// The versions that are compared are the source package's.
        package static let source = Self(rawValue: 1_024)
    }

    /// The patch's slot in the catalogue.
    package let patch: UInt32
    /// What is said.
    package let flags: Flags
    /// Why.
    package let reason: Finding.Reason
    private let successorSlot: UInt32

    init(
        patch: UInt32,
        flags: Flags,
        reason: Finding.Reason,
        successor: UInt32? = nil
    ) {
        self.patch = patch
        self.flags = flags
        self.reason = reason
        successorSlot = successor ?? .max
    }

    /// The slot of the patch that brings the package further than this one; `nil` for none.
    package var successor: UInt32? { successorSlot == .max ? nil : successorSlot }
}

/// Everything that one installed package says, patch by patch.
package struct RowVerdict: Sendable {
    /// What is said.
    package private(set) var contributions: [Contribution] = []
    /// The version that each contribution's patch brings, in the same order.
    package private(set) var fixed: [String] = []

    mutating func add(_ contribution: Contribution, fixed version: String) {
        contributions.append(contribution)
        fixed.append(version)
    }
}
