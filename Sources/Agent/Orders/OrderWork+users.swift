// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Logging

extension OrderWork {
    /// Warns the users of the start and lets them put it off; what comes too late is postponed.
    mutating func ask() async throws -> OrderStep? {
        let conduct = order.conduct
        guard packages.progress.batches?.isEmpty == false || !allActions.isEmpty else {
            try enter(.verifying)
            return nil
        }
        let prompt = UserPrompt(
            countdownSeconds: conduct?.startCountdownSeconds ?? 0,
            deferral: conduct?.startDeferral,
            deadline: order.expiresAt
        )
        let decision = prompt.decision(
            after: course.wait,
            isAnyoneThere: isAnyoneThere,
            isPostponed: try takePostponement(),
            now: tools.serverTime
        )
        switch decision {
        case .wait(let wait):
            try await keep(wait, phase: .waitingForUser, message: conduct?.messages.before)
            return .waits(until: wait.until)
        case .missed:
            packages.settleTheRest(.postponed, Failure(exitCode: nil, text: InstallWork.timeOver))
            if order.kind == .script {
                course.failure = Failure(exitCode: nil, text: InstallWork.timeOver)
            }
            skipActions()
            course.wait = nil
            try enter(.verifying)
        case .go:
            if course.wait == nil { await say(conduct?.messages.before) }
            await say(conduct?.messages.during)
            course.wait = nil
            await tell(.installing)
            try enter(.before)
        }
        return nil
    }

    /// Whether someone is logged on who can be asked.
    var isAnyoneThere: Bool { !tools.users.loggedOn().isEmpty }

    /// Shows a text to the users that are logged on; an absent text is not shown.
    func say(_ text: String?) async {
        guard let text, !text.isEmpty, isAnyoneThere else { return }
        tools.logger.info("users are told: \(text)", metadata: ["order": "\(order.id.text)"])
        await tools.users.tell(text)
    }

    /// Whether a user has asked to put off what waits, since the last look.
    func takePostponement() throws -> Bool {
        // A file that cannot be read is no wish, and must not stop the order.
        guard course.wait != nil, let request = (try? tools.state.postponement()) ?? nil,
            request.order == order.id, request.isRestart == (course.stage == .rebooting)
        else { return false }
        try tools.state.removePostponement()
        return true
    }

    /// Journals a wait; a new one is told to the server, and its countdown to the users.
    mutating func keep(
        _ wait: UserWait,
        phase: OrderProgress.Phase,
        message: String?
    ) async throws {
        guard wait != course.wait else { return }
        course.wait = wait
        await tell(phase, until: wait.kind == .absence ? nil : wait.until)
        try packages.save()
        if wait.kind == .countdown { await say(message) }
    }
}
