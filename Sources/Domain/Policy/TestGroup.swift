// SPDX-License-Identifier: Apache-2.0

/// Devices that get patches first, so that the others get only what did no harm there.
///
/// A patch that nobody decided about counts as approved for the group's devices alone. After some
/// days it is approved for the tenant, if at least one of them has it and it failed on no device.
package struct TestGroup: Codable, Sendable, Hashable {
    /// The most days that a test may take.
    package static let daysMax = 365

    /// The group.
    package var group: Group.Identity
    /// How many days of 24 hours a test takes; from 0 to ``daysMax``.
    package var days: Int
    /// The platform whose patches are tested; `nil` for every one.
    package var platform: CompliancePlatform?
    /// Which patches are tested, in the product's query language; empty for all.
    package var query: String

    /// Makes a test group.
    package init(
        group: Group.Identity,
        days: Int,
        platform: CompliancePlatform? = nil,
        query: String = ""
    ) {
        self.group = group
        self.days = days
        self.platform = platform
        self.query = query
    }

    /// When a test that began then is over.
    package func end(ofTestBegunAt begin: Timestamp) -> Timestamp {
        begin + .seconds(86_400 * Int64(max(0, min(days, Self.daysMax))))
    }
}
