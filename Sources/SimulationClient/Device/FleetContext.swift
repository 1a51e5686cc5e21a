// SPDX-License-Identifier: Apache-2.0
import Domain

/// What all devices of a fleet share.
struct FleetContext: Sendable {
    /// What the fleet is to be.
    let settings: SimulationSettings
    /// What machines have installed.
    let stock: FleetStock
    /// The way to the server.
    let wire: ServerWire
    /// The time.
    let time: SimulationTime
    /// The counts.
    let tally: Tally

    /// The present time.
    var now: Timestamp { time.now }
}
