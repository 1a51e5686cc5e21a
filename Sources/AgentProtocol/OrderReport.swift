// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// What came of one order; sent until the server acknowledges it.
package struct OrderReport: Codable, Sendable, Equatable {
    /// The order that was acted on.
    package var order: UUID
    /// When the agent began, in milliseconds since 1970 by its own clock.
    package var startedAt: Int64
    /// When it ended, in milliseconds since 1970.
    package var finishedAt: Int64
    /// One result per patch of the order; empty for a scan.
    package var results: [PatchResult]
    /// Why the order as a whole failed; `nil` where it did not.
    package var failure: Failure?
    /// Whether the machine must be restarted now.
    package var reboot: RebootNeed
    /// Whether the agent was stopped while it acted and took the work up again.
    package var wasResumed: Bool
    /// One result per script that ran or was skipped, in order; absent where there were none.
    package var actions: [ActionResult]?
    /// The SHA-256 of the inventory that was read after the work, in hexadecimal; absent where the
    /// machine could not be read.
    ///
    /// What it says decides, not the results.
    package var inventoryDigest: String?
    /// Whether the machine was restarted by this order; absent means no.
    package var hasRebooted: Bool?

    /// Makes a report.
    package init(
        order: UUID,
        startedAt: Int64,
        finishedAt: Int64,
        results: [PatchResult],
        failure: Failure?,
        reboot: RebootNeed,
        wasResumed: Bool
    ) {
        self.order = order
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.results = results
        self.failure = failure
        self.reboot = reboot
        self.wasResumed = wasResumed
    }
}

/// What came of one patch on one machine.
package struct PatchResult: Codable, Sendable, Equatable {
    /// The closed list of outcomes.
    package enum Outcome: String, Codable, Sendable, CaseIterable {
        /// Every package has the ordered version, and this order brought it.
        case installed
        /// Every package is back at the ordered earlier version.
        case rolledBack
        /// Every package was fetched and waits on the machine.
        case downloaded
        /// Every package had at least the ordered version before.
        case alreadyInstalled
        /// The package manager failed; ``PatchResult/failure`` says how.
        case failed
        /// Nothing was done because something forbids it, for example a hold.
        case blocked
        /// Nothing was done because the order's time ended first.
        case postponed
        /// Nothing was done because something before it failed.
        case skipped
        /// No repository of the machine offers the ordered version.
        case unavailable
        /// None of its packages is installed.
        case notApplicable
        /// A newer patch brings the same packages further.
        case superseded

        /// Whether the machine now is as the order wants it.
        package var isGood: Bool {
            switch self {
            case .installed, .rolledBack, .downloaded, .alreadyInstalled: true
            case .failed, .blocked, .postponed, .skipped, .unavailable, .notApplicable,
                .superseded:
                false
            }
        }
    }

    /// The patch.
    package var patch: UUID
    /// What came of it.
    package var outcome: Outcome
    /// How it failed or what blocks it; `nil` where it succeeded.
    package var failure: Failure?
    /// The packages as they are installed now.
    package var packages: [TargetPackage]
    /// The same packages as they were before, for a way back; absent where nothing changed.
    package var previous: [TargetPackage]?

    /// Makes a result.
    package init(
        patch: UUID,
        outcome: Outcome,
        failure: Failure?,
        packages: [TargetPackage],
        previous: [TargetPackage]? = nil
    ) {
        self.patch = patch
        self.outcome = outcome
        self.failure = failure
        self.packages = packages
        self.previous = previous
    }
}

/// A package manager's own account of a failure.
package struct Failure: Codable, Sendable, Equatable {
    /// The exit status, where a program ran.
    package var exitCode: Int?
    /// The error text as the package manager printed it, cut to its last 4,096 characters.
    package var text: String

    /// Makes a failure; the text keeps its end, where package managers put the cause.
    package init(exitCode: Int?, text: String) {
        self.exitCode = exitCode
        self.text = String(text.suffix(4_096))
    }
}
