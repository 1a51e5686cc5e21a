// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

extension Execution {
    /// What can happen to an execution.
    package enum Event: Sendable {
        /// The agent gets the order, and must not begin it after a time.
        case offered(until: Timestamp)
        /// The agent says how far it is.
        case progressed(OrderProgress.Phase)
        /// The agent reports its result.
        case reported(OrderReport)
        /// The inventory after the report says which patches are there; the others are not.
        case verified(Set<Patch.Identity>)
        /// The agent refuses the order.
        case refused(OrderRefusal)
        /// It is taken back before it was begun.
        case cancelled(reason: String)
        /// The fleet no longer needs it: what is final about it.
        case settled(State, reason: String)
        /// The device has not been heard of for longer than its policy allows.
        case fellSilent
        /// Time passes.
        case tick
    }

    /// How long an agent has to report before the order is handed to it again.
    ///
    /// The agent recognises the order by its identity, so handing it out again is harmless.
    package static let lease: Duration = .seconds(60)

    /// Takes an event in and says whether anything changed.
    ///
    /// A late or repeated event of a final execution changes nothing, with one exception: the first
    /// report of its present order counts even then, because the machine did act.
    package mutating func on(
        _ event: Event,
        at now: Timestamp,
        rules: AttemptRules = AttemptRules()
    ) -> Bool {
        switch event {
        case .offered(let until): offer(until: until, at: now)
        case .progressed(let phase): progress(to: phase, at: now)
        case .reported(let report): accept(report, at: now, rules: rules)
        case .verified(let present): verify(present, at: now, rules: rules)
        case .refused(let refusal): accept(refusal, at: now, rules: rules)
        case .cancelled(let reason):
            state == .pending && enter(.cancelled, at: now, reason: reason)
        case .settled(let state, let reason):
            self.state == .pending && enter(state, at: now, reason: reason)
        case .fellSilent:
            state.isActive && enter(.silent, at: now, reason: "not heard of while \(state)")
        case .tick: expire(at: now)
        }
    }

    mutating func enter(_ next: State, at now: Timestamp, reason: String? = nil) -> Bool {
        state = next
        since = now
        self.reason = reason
        return true
    }

    private mutating func offer(until: Timestamp, at now: Timestamp) -> Bool {
        if expire(at: now) { return true }
        guard !state.isFinal, state != .verifying else { return false }
        if let leasedUntil, state != .pending, now < leasedUntil { return false }
        if state == .pending {
            _ = enter(.offered, at: now)
            orderExpiresAt = until
        }
        offers += 1
        leasedUntil = now + Self.lease
        return true
    }

    /// Phases only go on: a message that was overtaken changes nothing.
    private mutating func progress(to phase: OrderProgress.Phase, at now: Timestamp) -> Bool {
        let next: State =
            switch phase {
            case .accepted: .offered
            case .waitingForUser: .waitingForUser
            case .downloading: .downloading
            case .installing: .installing
            case .waitingForReboot: .waitingForReboot
            case .rebooting: .rebooting
            case .verifying: .verifying
            }
        guard state.isActive || state == .silent, state != .verifying, next != state,
            next != .offered
        else { return false }
        // The machine is at the order: no other answer than its report is awaited from now on.
        // `verifying` is entered by the report alone, which carries the proof.
        return enter(next == .verifying ? .installing : next, at: now)
    }

    /// An order that was handed out may be begun until its own end, and reported long after.
    private mutating func expire(at now: Timestamp) -> Bool {
        switch state {
        case .pending where now >= expiresAt:
            return enter(.expired, at: now, reason: "the device did not ask for it in time")
        case .offered:
            guard let orderExpiresAt, let leasedUntil, now >= max(orderExpiresAt, leasedUntil)
            else { return false }
            if now >= expiresAt {
                return enter(.expired, at: now, reason: "the device did not say that it began")
            }
            return false
        default:
            return false
        }
    }

    private mutating func accept(
        _ refusal: OrderRefusal,
        at now: Timestamp,
        rules: AttemptRules
    ) -> Bool {
        guard !state.isFinal, state != .pending else { return false }
        self.refusal = refusal
        reportedAt = now
        guard refusal.reason == .expired else {
            return enter(.refused, at: now, reason: refusal.detail)
        }
        guard now < expiresAt, rules.continuesInNextWindow else {
            return enter(.expired, at: now, reason: refusal.detail)
        }
        return tryAgain(at: now, after: .zero, reason: "the window ended before it began")
    }

    /// Makes it pending again, with another order.
    mutating func tryAgain(at now: Timestamp, after wait: Duration, reason: String) -> Bool {
        attempt += 1
        offers = 0
        leasedUntil = nil
        orderExpiresAt = nil
        isDownload = false
        notBefore = now + wait
        return enter(.pending, at: now, reason: reason)
    }
}

/// What a policy says of further attempts.
package struct AttemptRules: Sendable, Equatable {
    /// How often a failed one is repeated.
    package var retries = RetryPolicy.none
    /// Whether what a window cut off goes on in the next one.
    package var continuesInNextWindow = true

    /// No further attempts but after a window.
    package init() {}

    /// Those of a policy.
    package init(_ policy: DeploymentPolicy) {
        retries = policy.retries
        continuesInNextWindow = policy.continuesInNextWindow
    }
}
