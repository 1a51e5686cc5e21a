// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Logging

extension OrderWork {
    /// How long a restart that was ordered may take, in milliseconds.
    static let restartPatience: Int64 = 600_000
    /// How often a restart is ordered before it is given up.
    static let restartsMax = 2

    /// Restarts the machine where and when the order says so.
    mutating func reboot() async throws -> OrderStep? {
        guard let conduct = order.conduct?.reboot, !course.isAborted else {
            try enter(.done)
            return nil
        }
        if let known = course.bootID, let bootID = tools.bootID, bootID != known {
            // Somebody else has restarted it meanwhile: what was found before does not count.
            try enter(.verifying)
            return nil
        }
        let plan = RebootPlan(
            conduct: conduct,
            need: course.reboot ?? .unknown,
            hasChanged: hasChanged,
            isAnyoneThere: isAnyoneThere,
            isPostponed: try takePostponement(),
            wait: course.wait,
            now: tools.serverTime
        )
        let decision = plan.decision
        if case .none(let reason) = decision {
            tools.logger.info("no restart: \(reason)", metadata: ["order": "\(order.id.text)"])
            try enter(.done)
            return nil
        }
        if let reason = await tools.restart.obstacle() {
            let text = "the machine was to be restarted: \(reason)"
            course.failure = course.failure ?? Failure(exitCode: nil, text: text)
            try enter(.done)
            return nil
        }
        if case .wait(let wait) = decision {
            let text = order.conduct?.messages.reboot
            try await keep(wait, phase: .waitingForReboot, message: text)
            return .waits(until: wait.until)
        }
        if course.wait == nil { await say(order.conduct?.messages.reboot) }
        if conduct.mode == .shutdown {
            try enter(.done)
            return .finishedThenShutdown(report())
        }
        return try await restart(count: 1)
    }

    /// Goes on after a restart was ordered: it took place, it is still waited for, or it failed.
    mutating func proceed(after attempt: RestartAttempt) async throws -> OrderStep {
        if let bootID = tools.bootID, bootID != attempt.bootID {
            course.hasRebooted = true
            course.stage = .verifying
            try packages.save()
            return try await proceed()
        }
        let end = attempt.orderedAt + Self.restartPatience
        if tools.clock.now < end { return .restarts(until: end + tools.clockOffset) }
        if attempt.count < Self.restartsMax { return try await restart(count: attempt.count + 1) }
        return try await giveUp("the restart was ordered \(attempt.count) times and did not come")
    }

    private mutating func restart(count: Int) async throws -> OrderStep {
        await tell(.rebooting)
        let now = tools.clock.now
        let attempt = RestartAttempt(bootID: tools.bootID, orderedAt: now, count: count)
        let state = JournalState.restarting(packages.progress, attempt)
        try tools.journal.record(state, for: order.id)
        tools.logger.info("restarting the machine", metadata: ["order": "\(order.id.text)"])
        if let failure = try await tools.restart.order(.restart) {
            return try await giveUp("the machine cannot be restarted: \(failure)")
        }
        return .restarts(until: now + Self.restartPatience + tools.clockOffset)
    }

    private mutating func giveUp(_ text: String) async throws -> OrderStep {
        course.failure = course.failure ?? Failure(exitCode: nil, text: text)
        try enter(.done)
        return try await proceed()
    }

    /// Whether the order changed something on the machine.
    private var hasChanged: Bool {
        let hasPatched = packages.progress.results.contains {
            $0.outcome == .installed || $0.outcome == .rolledBack || $0.previous != nil
        }
        let hasScripted = course.actions.contains { $0.outcome != .skipped }
        return hasPatched || (order.kind == .script && hasScripted)
    }
}
