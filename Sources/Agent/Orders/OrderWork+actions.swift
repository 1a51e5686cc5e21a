// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import Logging

extension OrderWork {
    /// Every script of the order, in the sequence in which they are run.
    var allActions: [OrderAction] {
        (order.conduct?.before ?? []) + (order.actions ?? []) + (order.conduct?.after ?? [])
    }

    /// Runs those scripts of a stage that are not over, then enters the next stage.
    ///
    /// When one fails that must not, what is left of the order is skipped.
    mutating func runActions(
        _ actions: [OrderAction],
        then next: OrderCourse.Stage
    ) async throws {
        for action in actions where !isOver(action) {
            try await run(action)
        }
        guard course.isAborted else {
            try enter(next)
            return
        }
        let text = "a script failed that must not fail"
        packages.settleTheRest(.skipped, Failure(exitCode: nil, text: text))
        skipActions()
        try enter(.verifying)
    }

    /// The scripts after the work, and the message that it is over.
    mutating func runLastActions() async throws {
        if course.action == nil { await say(order.conduct?.messages.after) }
        try await runActions(order.conduct?.after ?? [], then: .verifying)
    }

    /// Settles every script that has not begun as skipped.
    mutating func skipActions() {
        for action in allActions where !isOver(action) {
            finish(action, .skipped, startedAt: tools.clock.now)
        }
    }

    private func isOver(_ action: OrderAction) -> Bool {
        course.actions.contains { $0.action == action.id }
    }

    /// Takes one action to its end: the script, then its verification, then what undoes it.
    private mutating func run(_ action: OrderAction) async throws {
        let isPart = order.actions?.contains { $0.id == action.id } == true
        if course.isAborted || (isPart && course.action == nil && packages.isTimeOver) {
            finish(action, .skipped, startedAt: tools.clock.now)
            return
        }
        if course.action?.action != action.id {
            packages.progress.runCount += 1
            course.action = ActionProgress(
                action: action.id,
                run: packages.progress.runCount,
                now: tools.clock.now
            )
            try await start(action.script)
        }
        while let progress = course.action {
            let code = try await awaitEnd(of: progress, script: script(of: action, progress.part))
            try await conclude(action, code)
        }
        try packages.save()
    }

    private func script(of action: OrderAction, _ part: ActionProgress.Part) -> Script? {
        switch part {
        case .script: action.script
        case .verification: action.verification
        case .undo: action.undo
        }
    }

    /// Goes on to the next program of an action, or settles it.
    ///
    /// `code` is the exit status of the program that has ended; `nil` when it was ended or lost.
    private mutating func conclude(
        _ action: OrderAction,
        _ code: Int?
    ) async throws {
        guard let progress = course.action else { return }
        switch progress.part {
        case .script:
            course.action?.exitCode = code
            if progress.hasTimedOut {
                finish(action, .timedOut, startedAt: progress.startedAt)
            } else if code != 0 {
                finish(action, .failed, startedAt: progress.startedAt)
            } else if let verification = action.verification {
                try await start(verification, as: .verification)
            } else {
                finish(action, .succeeded, startedAt: progress.startedAt)
            }
        case .verification:
            course.action?.verificationCode = code
            if code == 0 {
                finish(action, .succeeded, startedAt: progress.startedAt)
            } else if let undo = action.undo {
                try await start(undo, as: .undo)
            } else {
                let outcome: ActionResult.Outcome = progress.hasTimedOut ? .timedOut : .failed
                finish(action, outcome, startedAt: progress.startedAt)
            }
        case .undo:
            let outcome: ActionResult.Outcome = code == 0 ? .undone : .failed
            finish(action, outcome, startedAt: progress.startedAt, undoCode: code)
        }
    }

    private mutating func start(_ script: Script, as part: ActionProgress.Part) async throws {
        packages.progress.runCount += 1
        guard var progress = course.action else { return }
        progress.part = part
        progress.run = packages.progress.runCount
        progress.partStartedAt = tools.clock.now
        progress.hasTimedOut = false
        course.action = progress
        try await start(script)
    }

    private mutating func finish(
        _ action: OrderAction,
        _ outcome: ActionResult.Outcome,
        startedAt: Int64,
        undoCode: Int? = nil
    ) {
        let progress = course.action
        var result = ActionResult(
            action: action.id,
            outcome: outcome,
            exitCode: progress?.exitCode,
            output: progress?.output ?? "",
            startedAt: startedAt,
            finishedAt: tools.clock.now
        )
        result.verificationCode = progress?.verificationCode
        result.undoCode = undoCode
        course.actions.append(result)
        course.action = nil
        if outcome != .succeeded, outcome != .skipped, action.abortsOnFailure {
            course.isAborted = true
        }
        tools.logger.info(
            "script \(action.name) \(outcome.rawValue)",
            metadata: ["order": "\(order.id.text)"]
        )
    }
}
