// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

/// Whether and when a machine is restarted after an order: a pure function of what is known.
struct RebootPlan: Sendable, Equatable {
    /// What is to be done.
    enum Decision: Sendable, Equatable {
        /// No restart; the reason is a sentence for people.
        case none(String)
        /// Not yet.
        case wait(UserWait)
        /// Restart, or switch off.
        case now
    }

    /// How often it is looked whether the users have logged off, in milliseconds.
    static let absencePoll: Int64 = 60_000

    /// What the order says.
    var conduct: RebootConduct
    /// Whether the installed software needs a restart.
    var need: RebootNeed
    /// Whether the order changed something.
    var hasChanged: Bool
    /// Whether someone is logged on.
    var isAnyoneThere: Bool
    /// Whether a user asked to put it off since the last decision.
    var isPostponed = false
    /// The wait that was decided last.
    var wait: UserWait?
    /// The time by the server's clock, in milliseconds since 1970.
    var now: Int64

    /// The decision.
    var decision: Decision {
        if let reason = reasonAgainst { return .none(reason) }
        let deadline = conduct.isInsideWindow ? conduct.windowEndsAt : nil
        if conduct.waitsForUsers, isAnyoneThere {
            if let deadline, now >= deadline { return .none(Self.missed) }
            if let wait, wait.kind == .absence, now < wait.until { return .wait(wait) }
            let next = min(now + Self.absencePoll, deadline ?? .max)
            let used = wait?.deferralsUsed ?? 0
            return .wait(UserWait(.absence, until: next, deferralsUsed: used))
        }
        let prompt = UserPrompt(
            countdownSeconds: conduct.countdownSeconds,
            deferral: conduct.deferral,
            deadline: deadline
        )
        let moment = prompt.decision(
            after: wait,
            isAnyoneThere: isAnyoneThere,
            isPostponed: isPostponed,
            now: now
        )
        switch moment {
        case .go: return .now
        case .wait(let wait): return .wait(wait)
        case .missed: return .none(Self.missed)
        }
    }

    private static let missed = "the window ends before the machine can be restarted"

    private var reasonAgainst: String? {
        switch conduct.mode {
        case .never:
            return "the order wants no restart"
        case .ifNeeded:
            switch need {
            case .needed: return nil
            case .notNeeded: return "no restart is needed"
            case .unknown: return "it is not known whether a restart is needed"
            }
        case .always, .shutdown:
            return hasChanged ? nil : "the order changed nothing"
        }
    }
}
