// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The state of one patch on one device, without the packages that decided.
package struct FindingSummary: Sendable, Equatable {
    /// What is true of the patch.
    package let state: Finding.State
    /// Why.
    package let reason: Finding.Reason
    /// The slot of the newest patch that brings the same; `nil` where this one is the newest.
    package let successor: UInt32?
    /// Whether packages that another patch brings further are that one's business alone.
    let leavesSurpassed: Bool

    /// Whether the device lacks it and no newer patch brings the same.
    package var isCurrent: Bool { state.isMissing && successor == nil }

    /// What all that the packages of one device say about a patch amounts to.
    ///
    /// `nil` where the patch is out of reach: no longer offered, with no successor.
    init?(_ sum: ContributionSum, _ patch: Patch) {
        let union = sum.union
        if union.contains(.covers) {
            self.init(.installed, sum.isExact ? .upToDate : .replacedByInstalled)
        } else if union.contains(.older) {
            guard union.contains(.reachable) else { return nil }
            let isCurrent = union.contains(.current)
            let leaves = isCurrent && !patch.version.isEmpty
            let successor = isCurrent ? nil : sum.successor
            if sum.hasHeld || sum.hasHeldSurpassed && !leaves {
                self.init(.held, .onHold, successor, leaves)
            } else if let percentage = patch.phasedPercentage, percentage < 100 {
                self.init(.phased, .phasedUpdate, successor, leaves)
            } else {
                self.init(.missing, sum.olderReason ?? .binaryOlder, successor, leaves)
            }
        } else if union.contains(.unconfigured) {
            self.init(.failed, .notConfigured)
        } else if let reason = sum.unfixedReason {
            self.init(.unfixed, reason)
        } else if union.contains(.incomparable) {
            self.init(.unknown, .notComparable)
        } else {
            self.init(.installed, .upToDate)
        }
    }

    private init(
        _ state: Finding.State,
        _ reason: Finding.Reason,
        _ successor: UInt32? = nil,
        _ leavesSurpassed: Bool = false
    ) {
        self.state = state
        self.reason = reason
        self.successor = successor
        self.leavesSurpassed = leavesSurpassed
    }
}

/// The contributions of a device's packages to one patch, while they are added up.
///
/// The sum is the same in whatever order they come: each node numbers packages in its own.
struct ContributionSum {
    /// All that is said.
    private(set) var union: Contribution.Flags = []
    /// Whether the administrator holds a package that this patch alone would bring further.
    private(set) var hasHeld = false
    /// Whether the administrator holds one that another patch brings further.
    private(set) var hasHeldSurpassed = false
    /// Why a package is older.
    private(set) var olderReason: Finding.Reason?
    /// Why a package is unfixed.
    private(set) var unfixedReason: Finding.Reason?
    /// Whether the patch itself is installed, and not only one that replaces it.
    private(set) var isExact = false
    /// The successor that comes first in the catalogue's order.
    private(set) var successor: UInt32?

    mutating func add(_ contribution: Contribution, _ catalogue: Catalogue) {
        let flags = contribution.flags
        union.formUnion(flags)
        if flags.contains(.older) {
            olderReason = Self.stronger(olderReason, contribution.reason)
            if let next = contribution.successor {
                if let known = successor {
                    let ranks = catalogue.ranks
                    successor = ranks[Int(known)] <= ranks[Int(next)] ? known : next
                } else {
                    successor = next
                }
            }
            if flags.contains(.held) {
                if flags.contains(.surpassed) { hasHeldSurpassed = true } else { hasHeld = true }
            }
        } else if flags.contains(.unfixed) {
            unfixedReason = Self.stronger(unfixedReason, contribution.reason)
        } else if flags.contains(.covers), contribution.reason == .upToDate {
            isExact = true
        }
    }

    /// The one of two reasons that says more.
    private static func stronger(
        _ known: Finding.Reason?,
        _ other: Finding.Reason
    ) -> Finding.Reason {
        guard let known, known != other else { return other }
        return weight(known) >= weight(other) ? known : other
    }

    private static func weight(_ reason: Finding.Reason) -> Int {
        switch reason {
        case .binaryOlder, .noFixYet: 3
        case .willNotFix: 2
        case .needsSubscription: 1
        default: 0
        }
    }
}
