// SPDX-License-Identifier: Apache-2.0

/// How a tenant comes to its decisions about patches.
package struct ApprovalSettings: Sendable, Equatable {
    /// Who decides.
    package enum Mode: String, Codable, Sendable, CaseIterable {
        /// Every patch that a device of the tenant lacks is approved as soon as it is known.
        case automatic
        /// People decide, and the rules and test groups where they apply.
        case manual
    }

    /// The most rules, and the most test groups, that a tenant may have.
    package static let entriesMax = 100

    /// The tenant.
    package var tenant: Tenant.Identity
    /// Where it stands in the tree.
    package var path: TenantPath
    /// Who decides.
    package var mode: Mode
    /// The rules; any of them is enough.
    package var rules: [ApprovalRule]
    /// The test groups, each group once.
    package var testGroups: [TestGroup]
    /// Who set them last; empty where nobody ever did.
    package var updatedBy: String
    /// When; `nil` where nobody ever did.
    package var updatedAt: Timestamp?

    /// Makes settings; without further words those that hold where nobody set any: people decide.
    package init(
        tenant: Tenant.Identity,
        path: TenantPath,
        mode: Mode = .manual,
        rules: [ApprovalRule] = [],
        testGroups: [TestGroup] = [],
        updatedBy: String = "",
        updatedAt: Timestamp? = nil
    ) {
        self.tenant = tenant
        self.path = path
        self.mode = mode
        self.rules = rules
        self.testGroups = testGroups
        self.updatedBy = updatedBy
        self.updatedAt = updatedAt
    }

    /// Whether anything is decided without a person.
    package var isActive: Bool {
        mode == .automatic || !rules.isEmpty || !testGroups.isEmpty
    }

    /// The test groups that count: none where everything is approved without testing.
    package var countingTestGroups: [TestGroup] { mode == .manual ? testGroups : [] }
}
