// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Logging

/// Carries out one order from its first stage to its report.
///
/// Each stage is in the journal before it begins, so a killed agent goes on in the middle of it:
/// ``proceed()`` may be called again at any time, and does what is left. Packages are the business
/// of ``InstallWork``.
struct OrderWork {
    let tools: OrderTools
    var packages: InstallWork

    /// Takes up an order; its progress must be in the journal already.
    init(order: Order, tools: OrderTools, progress: InstallProgress) {
        self.tools = tools
        packages = InstallWork(
            order: order,
            manager: tools.manager,
            journal: tools.journal,
            clock: tools.clock,
            logger: tools.logger,
            progress: progress,
            endsAt: order.expiresAt - tools.clockOffset
        )
    }

    var order: Order { packages.order }

    /// Everything around the packages, in the journal with them.
    var course: OrderCourse {
        get { packages.progress.course }
        set { packages.progress.course = newValue }
    }

    /// Goes on until the order is over or something must be waited for.
    ///
    /// Throws `CancellationError` when the agent is to stop, and ``FileFailure`` when the journal
    /// cannot be written.
    mutating func proceed() async throws -> OrderStep {
        switch order.kind {
        case .updateAgent:
            return try await update()
        case .removeAgent:
            // What is to be done comes after the report: it takes away the means to send it.
            return .finished(report())
        case .scan, .install, .rollback, .download, .script:
            while true {
                if let step = try await stage() { return step }
            }
        }
    }

    /// Takes the stage that is under way to its end; a step when the work gives the control back.
    private mutating func stage() async throws -> OrderStep? {
        switch course.stage {
        case .preparing: return try await prepare()
        case .fetching: try await fetch()
        case .asking: return try await ask()
        case .before: try await runActions(order.conduct?.before ?? [], then: .working)
        case .working: try await work()
        case .after: try await runLastActions()
        case .verifying: try await verify()
        case .rebooting: return try await reboot()
        case .done: return .finished(report())
        }
        return nil
    }

    /// Brings the next stage to disk.
    mutating func enter(_ stage: OrderCourse.Stage) throws {
        course.stage = stage
        try packages.save()
    }

    /// Tells the server a phase, once.
    mutating func tell(_ phase: OrderProgress.Phase, until: Int64? = nil) async {
        guard course.phase != phase || until != nil else { return }
        course.phase = phase
        await tools.tell(OrderProgress(order: order.id, phase: phase, until: until))
    }

    private mutating func prepare() async throws -> OrderStep? {
        if order.kind == .scan {
            try enter(.verifying)
            return nil
        }
        if order.kind == .download, let until = try randomDelay() { return .waits(until: until) }
        if let failure = try await pendingReboot() {
            course.failure = failure
            packages.settleTheRest(.blocked, failure)
        } else if !order.patches.isEmpty {
            course.failure = try await packages.settlingOnFailure { try await $0.prepare() }
        }
        if course.failure == nil {
            try enter(.fetching)
        } else {
            skipActions()
            try enter(.verifying)
        }
        return nil
    }

    /// Until when a download is put off at random, so that a fleet does not come in one wave.
    private mutating func randomDelay() throws -> Int64? {
        let spread = Double(order.conduct?.downloadSpreadSeconds ?? 0) * 1_000
        let now = tools.serverTime
        if course.delayedUntil == nil {
            course.delayedUntil = now + Int64(spread * tools.clock.fraction())
            try packages.save()
        }
        guard let until = course.delayedUntil, now < until else { return nil }
        return until
    }

    /// Why nothing may be begun, where the order does not run on a machine that waits for a restart.
    private func pendingReboot() async throws -> Failure? {
        guard order.conduct?.runsWithPendingReboot == false,
            case .needed(let reasons) = try await packages.rebootNeed()
        else { return nil }
        let text = "the machine waits for a restart: \(reasons.joined(separator: "; "))"
        return Failure(exitCode: nil, text: text)
    }

    private mutating func fetch() async throws {
        if packages.progress.batches?.isEmpty == false {
            await tell(.downloading)
            let failure = try await packages.settlingOnFailure { try await $0.fetch() }
            course.failure = course.failure ?? failure
        }
        try enter(order.kind == .download ? .verifying : .asking)
    }

    private mutating func work() async throws {
        await tell(.installing)
        if order.kind == .script {
            try await runActions(order.actions ?? [], then: .after)
            return
        }
        let failure = try await packages.settlingOnFailure { try await $0.carryOut() }
        course.failure = course.failure ?? failure
        try enter(.after)
    }
}
