// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Testing

@testable import Agent

@Suite struct RebootPlanTests {
    /// One row: what is different from a plan that restarts now, and what comes of it.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let change: @Sendable (inout RebootPlan) -> Void
        let expected: RebootPlan.Decision

        init(
            _ name: String,
            _ expected: RebootPlan.Decision,
            _ change: @escaping @Sendable (inout RebootPlan) -> Void
        ) {
            testDescription = name
            self.change = change
            self.expected = expected
        }
    }

    private static let window = "the window ends before the machine can be restarted"

    /// Someone is logged on, and warned for a minute.
    private static func prompt(_ plan: inout RebootPlan) {
        plan.isAnyoneThere = true
        plan.conduct.countdownSeconds = 60
        plan.conduct.deferral = Deferral(count: 2, intervalSeconds: 600)
    }

    static let rows = [
        Row("a need and nobody there", .now) { _ in },
        Row("never", .none("the order wants no restart")) { $0.conduct.mode = .never },
        Row("no need", .none("no restart is needed")) { $0.need = .notNeeded },
        Row("unknown need", .none("it is not known whether a restart is needed")) {
            $0.need = .unknown
        },
        Row("always after a change", .now) {
            $0.conduct.mode = .always
            $0.need = .notNeeded
        },
        Row("always without a change", .none("the order changed nothing")) {
            $0.conduct.mode = .always
            $0.hasChanged = false
        },
        Row("shutdown after a change", .now) { $0.conduct.mode = .shutdown },
        Row("shutdown without a change", .none("the order changed nothing")) {
            $0.conduct.mode = .shutdown
            $0.hasChanged = false
        },
        Row("inside the window", .now) {
            $0.conduct.isInsideWindow = true
            $0.conduct.windowEndsAt = 1_001
        },
        Row("at the window's end", .none(window)) {
            $0.conduct.isInsideWindow = true
            $0.conduct.windowEndsAt = 1_000
        },
        Row("a window that does not bind", .now) { $0.conduct.windowEndsAt = 500 },
        Row("no window to be inside of", .now) { $0.conduct.isInsideWindow = true },
        Row("a countdown for nobody", .now) { $0.conduct.countdownSeconds = 60 },
        Row("a countdown begins", .wait(UserWait(.countdown, until: 61_000))) { prompt(&$0) },
        Row("a countdown goes on", .wait(UserWait(.countdown, until: 1_001))) {
            prompt(&$0)
            $0.wait = UserWait(.countdown, until: 1_001)
        },
        Row("a countdown is over", .now) {
            prompt(&$0)
            $0.wait = UserWait(.countdown, until: 1_000)
        },
        Row("the users log off", .now) {
            prompt(&$0)
            $0.isAnyoneThere = false
            $0.wait = UserWait(.countdown, until: 61_000)
        },
        Row("a countdown that does not fit into the window", .none(window)) {
            prompt(&$0)
            $0.conduct.isInsideWindow = true
            $0.conduct.windowEndsAt = 61_000
        },
        Row("put off", .wait(UserWait(.deferral, until: 601_000, deferralsUsed: 1))) {
            prompt(&$0)
            $0.wait = UserWait(.countdown, until: 5_000)
            $0.isPostponed = true
        },
        Row(
            "put off for the last time",
            .wait(UserWait(.deferral, until: 601_000, deferralsUsed: 2))
        ) {
            prompt(&$0)
            $0.wait = UserWait(.countdown, until: 5_000, deferralsUsed: 1)
            $0.isPostponed = true
        },
        Row("put off once too often", .wait(UserWait(.countdown, until: 5_000, deferralsUsed: 2))) {
            prompt(&$0)
            $0.wait = UserWait(.countdown, until: 5_000, deferralsUsed: 2)
            $0.isPostponed = true
        },
        Row("put off beyond the window", .wait(UserWait(.countdown, until: 5_000))) {
            prompt(&$0)
            $0.conduct.isInsideWindow = true
            $0.conduct.windowEndsAt = 661_000
            $0.wait = UserWait(.countdown, until: 5_000)
            $0.isPostponed = true
        },
        Row("put off before anyone was asked", .wait(UserWait(.countdown, until: 61_000))) {
            prompt(&$0)
            $0.isPostponed = true
        },
        Row("warned again", .wait(UserWait(.countdown, until: 61_000, deferralsUsed: 1))) {
            prompt(&$0)
            $0.wait = UserWait(.deferral, until: 1_000, deferralsUsed: 1)
        },
        Row("waits for the users", .wait(UserWait(.absence, until: 61_000))) {
            $0.isAnyoneThere = true
            $0.conduct.waitsForUsers = true
        },
        Row("waits for the users until the window ends", .wait(UserWait(.absence, until: 9_000))) {
            $0.isAnyoneThere = true
            $0.conduct.waitsForUsers = true
            $0.conduct.isInsideWindow = true
            $0.conduct.windowEndsAt = 9_000
        },
        Row("the users stay beyond the window", .none(window)) {
            $0.isAnyoneThere = true
            $0.conduct.waitsForUsers = true
            $0.conduct.isInsideWindow = true
            $0.conduct.windowEndsAt = 1_000
            $0.wait = UserWait(.absence, until: 1_000)
        },
        Row("the users have gone", .now) {
            $0.conduct.waitsForUsers = true
            $0.wait = UserWait(.absence, until: 61_000)
        },
    ]

    @Test("whether and when the machine is restarted", arguments: rows)
    func decides(row: Row) {
        var plan = RebootPlan(
            conduct: RebootConduct(mode: .ifNeeded),
            need: .needed(reasons: ["a new kernel"]),
            hasChanged: true,
            isAnyoneThere: false,
            now: 1_000
        )
        row.change(&plan)
        #expect(plan.decision == row.expected)
    }
}
