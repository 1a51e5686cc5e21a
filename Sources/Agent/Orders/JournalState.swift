// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

/// How far an order has come; each state is on disk before anything is done that belongs to it.
package enum JournalState: Codable, Sendable, Equatable {
    /// It is genuine and nothing has been done yet.
    case accepted
    /// It is being acted on, or was when the agent was stopped.
    case acting(InstallProgress)
    /// The machine was told to restart; another run of its kernel means that it did.
    case restarting(InstallProgress, RestartAttempt)
    /// It is done; the report is not acknowledged yet.
    case finished(OrderReport)
    /// The server has the report; kept so that a replay is recognised.
    case acknowledged(OrderReport, at: Int64)
}

/// A restart that was ordered from the machine.
package struct RestartAttempt: Codable, Sendable, Equatable {
    /// The run of the kernel in which it was ordered, as ``DeviceFacts/bootID``.
    package var bootID: String?
    /// When it was ordered, in milliseconds since 1970 by the agent's clock.
    package var orderedAt: Int64
    /// How often it was ordered, from 1.
    package var count: Int
}

/// What the journal knows of an order.
package enum JournalLookup: Sendable, Equatable {
    /// It never saw the order.
    case absent
    /// It knows the order's state.
    case found(JournalState)
    /// It has an entry that cannot be read.
    case unreadable(String)
}

/// One order of the journal.
package struct JournalEntry: Sendable, Equatable {
    /// The order.
    package let order: Order
    /// How far it has come.
    package var state: JournalState
}
