// SPDX-License-Identifier: Apache-2.0

/// A fleet of simulated agents that speak to a real server over HTTP.
///
/// The agents are those of the target `Simulation`; here they get keys, sessions and a connection.
/// Begin at ``ClientFleet``. No clock is read: time comes from a ``SimulationTime``.
package enum SimulationClient {}
