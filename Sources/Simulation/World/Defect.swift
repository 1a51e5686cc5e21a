// SPDX-License-Identifier: Apache-2.0
import Domain

/// A mistake that a part of the world makes on purpose, to prove that the laws notice it.
package enum Defect: String, Sendable, CaseIterable {
    /// The store forgets to count some changes.
    case losesCounts
    /// The store does not keep that a slot has been used.
    case forgetsSlots
    /// The store shows halted runs as running.
    case ignoresHalts
    /// The store drops the reports of some devices, and says that it has them.
    case losesReports
    /// Runs are started without their window.
    case ignoresWindows
    /// Runs are started without their brakes.
    case ignoresBrakes
    /// Runs are started with no limit to what may be away.
    case ignoresLimits
    /// Runs are started with rings that ask for nothing.
    case ignoresSoaking
    /// Runs are started with links that ask for nothing.
    case ignoresShares
    /// The store knows no former run of a deployment.
    case forgetsRuns
    /// The fleet takes every patch for approved.
    case approvesEverything
    /// The fleet takes for installed whatever an agent reports.
    case believesReports
    /// Agents lose their journal when they are killed, and act again on what comes again.
    case repeatsOrders
    /// Agents begin whatever they are given, however old it is.
    case ignoresExpiry
    /// The store forgets before when a device must not begin.
    case ignoresSlots

    /// Takes out of a run that begins what is not to be kept.
    func spoil(_ course: inout RunCourse) {
        switch self {
        case .ignoresWindows: course.plan.policy.window = nil
        case .ignoresBrakes:
            let limits = course.plan.brakes.unavailable
            course.plan.brakes = Brakes()
            course.plan.brakes.unavailable = limits
        case .ignoresLimits: course.allowedAway = course.allowedAway.map { _ in .max }
        case .ignoresSoaking:
            for place in course.plan.rings.indices {
                course.plan.rings[place].soakSeconds = 0
                course.plan.rings[place].minimumSuccessShare = 0
                course.plan.rings[place].minimumCount = 0
            }
        case .losesCounts, .forgetsSlots, .forgetsRuns, .ignoresHalts, .losesReports,
            .approvesEverything,
            .believesReports, .repeatsOrders, .ignoresExpiry, .ignoresShares, .ignoresSlots:
            break
        }
    }
}
