// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Foundation

/// How far an order in the state `acting` has come: all that a restarted agent needs to go on.
package struct InstallProgress: Codable, Sendable, Equatable {
    /// Patches that are brought by one call of the package manager.
    package struct Batch: Codable, Sendable, Equatable {
        /// The patches, as ``OrderPatch/patch``.
        package var patches: [UUID]
        /// How often its installation was started.
        package var attempts = 0
        /// How often the package manager's database was repaired after an interruption.
        package var repairs = 0
        /// Whether a run of this batch was interrupted and the database has not been looked at yet.
        package var isInterrupted = false

        /// Whether this order has tried to bring them, here or in a larger batch.
        package var wasTried: Bool
        /// How often its download was started.
        package var downloads = 0
        /// Whether its download is over, well or not.
        package var isFetched = false

        /// Makes a batch whose own installation was never started.
        package init(patches: [UUID], wasTried: Bool = false) {
            self.patches = patches
            self.wasTried = wasTried
        }
    }

    /// A program that was started, or was about to be, for one of the batches.
    package struct Run: Codable, Sendable, Equatable {
        /// What the program does.
        package enum Kind: String, Codable, Sendable {
            /// It fetches the packages of the first batch that is not fetched.
            case download
            /// It brings the first batch.
            case install
            /// It brings an interrupted package database back in order.
            case repair
        }

        /// The number of its folder, from 1.
        package var number: Int
        /// What the program does.
        package var kind: Kind
    }

    /// When work on the order began, in milliseconds since 1970 by the agent's clock.
    package var startedAt: Int64
    /// Whether the work was interrupted and taken up again.
    package var wasResumed = false
    /// The patches that are settled, in any order.
    package var results: [PatchResult] = []
    /// What is still to be brought, the current batch first; `nil` before it is planned.
    package var batches: [Batch]?
    /// The packages of all batches as they were before anything was changed.
    package var previous: [TargetPackage] = []
    /// The program of the current batch; `nil` when none was started.
    package var run: Run?
    /// How many programs were started for this order, scripts among them.
    package var runCount = 0
    /// Everything around the packages.
    package var course = OrderCourse()

    /// Begins work on an order.
    package init(startedAt: Int64) {
        self.startedAt = startedAt
    }
}
