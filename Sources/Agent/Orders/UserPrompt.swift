// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

/// What an order waits for on account of the people at the machine.
package struct UserWait: Codable, Sendable, Equatable {
    /// The kinds of waits.
    package enum Kind: String, Codable, Sendable {
        /// They were warned, and the time runs.
        case countdown
        /// They have put it off.
        case deferral
        /// They shall have logged off.
        case absence
    }

    /// What is waited for.
    package var kind: Kind
    /// When to look again, in milliseconds since 1970 by the server's clock.
    package var until: Int64
    /// How often it was put off so far.
    package var deferralsUsed: Int

    /// Describes a wait.
    package init(_ kind: Kind, until: Int64, deferralsUsed: Int = 0) {
        self.kind = kind
        self.until = until
        self.deferralsUsed = deferralsUsed
    }
}

/// A moment that logged-on users are warned of and may put off: a pure function of what is known.
///
/// After each deferral they are warned again. Nobody logged on means that nobody is waited for, and a
/// deferral that would not end in time, its countdown included, is not granted.
struct UserPrompt: Sendable, Equatable {
    /// What is to be done.
    enum Decision: Sendable, Equatable {
        /// The moment has come.
        case go
        /// Not yet.
        case wait(UserWait)
        /// It cannot come in time any more.
        case missed
    }

    /// How long users are warned, in seconds; 0 does not ask them at all.
    var countdownSeconds: Int
    /// How often and how long they may put it off.
    var deferral: Deferral?
    /// Before when it must come, in milliseconds since 1970; `nil` at any time.
    var deadline: Int64?

    /// Decides at a time (milliseconds since 1970), given the wait that was decided last.
    func decision(
        after wait: UserWait?,
        isAnyoneThere: Bool,
        isPostponed: Bool,
        now: Int64
    ) -> Decision {
        if let deadline, now >= deadline { return .missed }
        guard isAnyoneThere, countdownSeconds > 0 else { return .go }
        let used = wait?.deferralsUsed ?? 0
        if isPostponed, wait != nil, let deferral, used < deferral.count {
            let until = now + Int64(deferral.intervalSeconds) * 1_000
            if endsInTime(until) {
                return .wait(UserWait(.deferral, until: until, deferralsUsed: used + 1))
            }
        }
        if let wait, now < wait.until { return .wait(wait) }
        if wait?.kind == .countdown { return .go }
        guard endsInTime(now) else { return .missed }
        return .wait(UserWait(.countdown, until: now + countdown, deferralsUsed: used))
    }

    private var countdown: Int64 { Int64(countdownSeconds) * 1_000 }

    /// Whether a countdown from this time would end in time.
    private func endsInTime(_ start: Int64) -> Bool {
        deadline.map { start + countdown < $0 } ?? true
    }
}
