// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

/// Where an order stands when its work gives the control back.
enum OrderStep: Sendable, Equatable {
    /// It is over; the report is to be journaled.
    case finished(OrderReport)
    /// It is over, and the machine is to be switched off once the report is journaled.
    case finishedThenShutdown(OrderReport)
    /// There is nothing to be done before this time, in milliseconds since 1970 by the server's
    /// clock.
    case waits(until: Int64)
    /// The machine was told to restart; nothing else is to be begun before this time.
    case restarts(until: Int64)
    /// The agent's program was replaced: this process is to end, and the next one goes on.
    case replaced
}
