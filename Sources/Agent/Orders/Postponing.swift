// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation

/// A user's wish to put off the start or the restart that an order waits with.
package struct Postponing: Sendable {
    /// What was put off.
    package struct Answer: Encodable, Sendable, Equatable {
        /// The order.
        package var order: String
        /// `start` or `restart`.
        package var what: String
        /// How long it is put off, in seconds.
        package var intervalSeconds: Int
        /// How often it may be put off after this.
        package var left: Int
    }

    /// Notes the wish for the first order that waits; the agent takes it up within a minute.
    ///
    /// - Throws: ``AgentFailure/nothingToPostpone(_:)`` where nothing waits or nothing is left.
    package static func perform(
        state: StateDirectory,
        clock: any AgentClock = HostClock()
    ) throws -> Answer {
        for entry in try Journal(folder: state.journalPath).entries().readable {
            guard let wait = entry.state.wait, case .acting(let progress) = entry.state else {
                continue
            }
            let isRestart = progress.course.stage == .rebooting
            let conduct = entry.order.conduct
            let what = isRestart ? "restart" : "start"
            let deferral = isRestart ? conduct?.reboot.deferral : conduct?.startDeferral
            guard let deferral, wait.deferralsUsed < deferral.count, wait.kind != .absence else {
                throw AgentFailure.nothingToPostpone("the \(what) cannot be put off any more")
            }
            try state.store(
                PostponeRequest(
                    order: entry.order.id,
                    isRestart: isRestart,
                    requestedAt: clock.now
                )
            )
            return Answer(
                order: entry.order.id.text,
                what: what,
                intervalSeconds: deferral.intervalSeconds,
                left: deferral.count - wait.deferralsUsed - 1
            )
        }
        throw AgentFailure.nothingToPostpone("nothing waits that could be put off")
    }
}
