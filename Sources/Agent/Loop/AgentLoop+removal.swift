// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Logging

extension AgentLoop {
    /// Takes the agent off the machine, once the server knows of an order that says so.
    func leaveIfOrdered() async throws -> Ending? {
        let isOrdered = try journal.entries().readable.contains { entry in
            guard entry.order.kind == .removeAgent else { return false }
            if case .acknowledged = entry.state { return true }
            return false
        }
        guard isOrdered else { return nil }
        logger.info("the agent is taken off this machine")
        let unit = facts.root.isEmpty ? ServiceUnit.own() : nil
        if let problem = await unit?.disable() { logger.warning("\(problem)") }
        try state.removeAll()
        // Without this a service manager that restarts always would start it again.
        if let problem = await unit?.stop() { logger.warning("\(problem)") }
        return .removed
    }
}
