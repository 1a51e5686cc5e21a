// SPDX-License-Identifier: Apache-2.0

/// The messages between server and agent: versioned values, their signatures and nothing else.
///
/// Both sides use the same types, so an inventory in the database is byte for byte what a machine
/// sent. The transport is JSON over HTTPS below ``path``; a new major version gets a new path.
package enum AgentProtocol {
    /// The path below which every agent endpoint lives.
    package static let path = "/agent/v1"

    /// The largest difference between the clocks of agent and server at session opening, in ms.
    ///
    /// A larger one is answered with the server's time, so that the agent can correct itself.
    package static let clockToleranceMilliseconds: Int64 = 300_000

    /// The longest time that a check-in may wait for an order, in seconds.
    package static let waitSecondsMax = 55

    /// The largest inventory that the server accepts, in bytes.
    package static let inventoryBytesMax = 32 * 1024 * 1024
}
