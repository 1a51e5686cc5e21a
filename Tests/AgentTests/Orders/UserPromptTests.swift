// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Testing

@testable import Agent

@Suite struct UserPromptTests {
    private let prompt = UserPrompt(
        countdownSeconds: 60,
        deferral: Deferral(count: 1, intervalSeconds: 600),
        deadline: 1_000_000
    )

    private func decision(
        _ wait: UserWait? = nil,
        now: Int64,
        isPostponed: Bool = false
    ) -> UserPrompt.Decision {
        prompt.decision(after: wait, isAnyoneThere: true, isPostponed: isPostponed, now: now)
    }

    @Test("a countdown, a deferral and the last countdown follow each other")
    func sequence() {
        let countdown = UserWait(.countdown, until: 60_000)
        #expect(decision(now: 0) == .wait(countdown))
        #expect(decision(countdown, now: 59_999) == .wait(countdown))
        #expect(decision(countdown, now: 60_000) == .go)
        let deferral = UserWait(.deferral, until: 630_000, deferralsUsed: 1)
        #expect(decision(countdown, now: 30_000, isPostponed: true) == .wait(deferral))
        #expect(decision(deferral, now: 629_999) == .wait(deferral))
        let last = UserWait(.countdown, until: 690_000, deferralsUsed: 1)
        #expect(decision(deferral, now: 630_000) == .wait(last))
        #expect(decision(last, now: 640_000, isPostponed: true) == .wait(last))
        #expect(decision(last, now: 690_000) == .go)
    }

    @Test(
        "what cannot begin in time is missed",
        arguments: [(939_999, false), (940_000, true), (1_000_000, true)] as [(Int64, Bool)]
    )
    func deadline(now: Int64, isMissed: Bool) {
        #expect((decision(now: now) == .missed) == isMissed)
    }

    @Test("a countdown that was begun in time is missed when the agent comes back too late")
    func late() {
        #expect(decision(UserWait(.countdown, until: 999_000), now: 1_000_000) == .missed)
    }

    @Test("nobody there, or nobody to be asked: at once")
    func atOnce() {
        let nobody = prompt.decision(
            after: nil,
            isAnyoneThere: false,
            isPostponed: false,
            now: 999_999
        )
        #expect(nobody == .go)
        let silent = UserPrompt(countdownSeconds: 0)
        #expect(silent.decision(after: nil, isAnyoneThere: true, isPostponed: false, now: 0) == .go)
    }
}
