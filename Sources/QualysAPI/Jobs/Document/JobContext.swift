// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet

/// What a job is read against: the fleet as it is, who asks, and when.
struct JobContext: Sendable {
    /// The devices, groups and patches.
    let snapshot: FleetSnapshot
    /// Who asks; what lies outside of their scope does not exist for them.
    let principal: Principal
    /// The time of the call.
    let now: Timestamp
}
