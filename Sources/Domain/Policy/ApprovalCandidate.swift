// SPDX-License-Identifier: Apache-2.0

/// A patch that a device of a tenant lacks and nobody decided about, with what the rules ask of it.
package struct ApprovalCandidate: Sendable, Equatable {
    /// The patch.
    package var patch: Patch.Identity
    /// The day of its newest advisory; `nil` where no feed tells.
    package var releasedAt: Timestamp?
    /// When a feed of this server named it first; `nil` where that was not kept.
    package var firstImportedAt: Timestamp?
    /// Whether a person took the tenant's decision back.
    package var isReserved: Bool
    /// On how many devices of the tenant the last attempt to install it failed.
    package var failed: Int
    /// The rules whose query accepts it, as places in ``ApprovalSettings/rules``.
    package var rules: Set<Int>
    /// The tests that it is in or could begin.
    package var trials: [Trial]

    /// A patch in one test group that tests it, and that has a device which it concerns.
    package struct Trial: Sendable, Equatable {
        /// The place in ``ApprovalSettings/testGroups``.
        package var testGroup: Int
        /// The decision for the group; `nil` before the test.
        package var decision: Approval?
        /// Whether a person took the group's decision back.
        package var isReserved: Bool
        /// On how many devices of the group it is installed.
        package var installed: Int

        /// Makes a trial.
        package init(testGroup: Int, decision: Approval?, isReserved: Bool, installed: Int) {
            self.testGroup = testGroup
            self.decision = decision
            self.isReserved = isReserved
            self.installed = installed
        }
    }

    /// Makes a candidate that no rule and no test group speaks of yet.
    package init(
        patch: Patch.Identity,
        releasedAt: Timestamp?,
        firstImportedAt: Timestamp?,
        isReserved: Bool,
        failed: Int
    ) {
        self.patch = patch
        self.releasedAt = releasedAt
        self.firstImportedAt = firstImportedAt
        self.isReserved = isReserved
        self.failed = failed
        rules = []
        trials = []
    }
}
