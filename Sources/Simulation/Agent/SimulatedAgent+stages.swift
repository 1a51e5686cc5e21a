// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation

extension SimulatedAgent {
    /// Begins a stage, and decides how long it takes.
    mutating func enter(_ stage: Work.Stage, at now: Timestamp, again: Bool = false) {
        guard var present = work else { return }
        present.stage = stage
        let order = present.order
        var seconds = 0
        switch stage {
        case .preparing:
            let spread = order.kind == .download ? order.conduct?.downloadSpreadSeconds ?? 0 : 0
            seconds = dice.roll(1...20) + (spread > 0 ? dice.roll(0...spread) : 0)
        case .fetching:
            tell(.downloading)
            let isStuck = dice.happens(habits.faults.downloadStuck)
            seconds = isStuck ? dice.roll(3_600...200_000) : dice.roll(10...600)
        case .asking:
            seconds = patience(order.conduct)
            if seconds > 0 { tell(.waitingForUser) }
        case .before:
            seconds = run(order.conduct?.before ?? [], &present, at: now)
        case .working(let place):
            // Nothing further of an order is begun after its end.
            if !again, isTooLate(order, at: now) {
                postpone(&present)
                work = present
                enter(.verifying, at: now)
                return
            }
            tell(.installing)
            if place < order.patches.count {
                if !again { note(.worked, order.id, patch: order.patches[place].patch, at: now) }
                seconds = dice.roll(20...480)
            } else {
                if order.actions != nil, !again { note(.worked, order.id, at: now) }
                seconds = run(order.actions ?? [], &present, at: now)
            }
        case .after:
            seconds = run(order.conduct?.after ?? [], &present, at: now)
        case .verifying:
            tell(.verifying)
            seconds = dice.roll(5...60)
        case .waitingForReboot:
            tell(.waitingForReboot)
            seconds = order.conduct?.reboot.countdownSeconds ?? 0
        case .rebooting:
            tell(.rebooting)
        }
        present.stageEndsAt = now + .milliseconds(Int64(Double(seconds) * 1_000 * habits.pace))
        work = present
    }

    private mutating func tell(_ phase: OrderProgress.Phase) {
        guard let order = work?.order.id else { return }
        messages.append(OrderProgress(order: order, phase: phase))
    }

    /// How long the users of the machine let the agent wait, in seconds.
    private mutating func patience(_ conduct: OrderConduct?) -> Int {
        guard let conduct else { return 0 }
        var seconds = conduct.startCountdownSeconds
        if let deferral = conduct.startDeferral, dice.happens(0.4) {
            seconds += dice.roll(1...max(1, deferral.count)) * deferral.intervalSeconds
        }
        return seconds
    }

    /// What was not begun in time is left for the next window.
    private func postpone(_ work: inout Work) {
        let settled = Set(work.results.map(\.patch))
        for patch in work.order.patches where !settled.contains(patch.patch) {
            work.results.append(
                PatchResult(
                    patch: patch.patch,
                    outcome: .postponed,
                    failure: Failure(exitCode: nil, text: "the order's time ended first"),
                    packages: stock.present(patch.packages)
                )
            )
        }
        if work.order.patches.isEmpty, work.order.actions != nil {
            work.failure = Failure(exitCode: nil, text: "the order's time ended first")
        }
    }

    /// Decides what comes of scripts, and how long they take, in seconds.
    private mutating func run(
        _ actions: [OrderAction],
        _ work: inout Work,
        at now: Timestamp
    ) -> Int {
        var seconds = 0
        for action in actions where !work.actions.contains(where: { $0.action == action.id }) {
            let isAborted = work.failure != nil
            let isBad = dice.happens(habits.faults.scriptFails)
            let length = isAborted ? 0 : dice.roll(1...60)
            work.actions.append(
                ActionResult(
                    action: action.id,
                    outcome: isAborted ? .skipped : isBad ? .failed : .succeeded,
                    exitCode: isAborted ? nil : isBad ? 1 : 0,
                    output: "",
                    startedAt: clock(at: now + .seconds(seconds)).milliseconds,
                    finishedAt: clock(at: now + .seconds(seconds + length)).milliseconds
                )
            )
            seconds += length
            if isBad, !isAborted, action.abortsOnFailure {
                work.failure = Failure(exitCode: 1, text: "the script \(action.name) failed")
            }
        }
        return seconds
    }
}
