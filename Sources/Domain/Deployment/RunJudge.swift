// SPDX-License-Identifier: Apache-2.0

/// What a run's counts mean for it: a pure function of rules, counts and time.
package enum RunJudge {
    /// What is to be done with a run.
    package enum Verdict: Sendable, Equatable {
        /// Nothing now.
        case wait
        /// What the next ring asks for is there; the soak time begins.
        case satisfied
        /// It is not there any more.
        case unsatisfied
        /// The next ring may begin.
        case openNext(reason: String)
        /// Nobody else may begin.
        case halt(reason: String)
        /// Nothing is left to be done.
        case complete(reason: String)
    }

    /// Judges a running run.
    package static func verdict(
        on course: RunCourse,
        counts: RunCounts,
        now: Timestamp
    ) -> Verdict {
        if let reason = brake(course.plan.brakes, counts, accepted: course.accepted) {
            return .halt(reason: reason)
        }
        let open = counts.sum { !$0.isFinal }
        let isLast = course.openRing >= course.rings.count - 1
        if open == 0, isLast {
            return .complete(reason: "\(counts.sum { $0.isSuccess }) of \(counts.sum()) ended well")
        }
        return isLast ? .wait : gate(course, counts, now)
    }

    /// Why the run must stop; `nil` where it must not.
    private static func brake(
        _ brakes: Brakes,
        _ counts: RunCounts,
        accepted: RunCounts.Losses
    ) -> String? {
        let failed = counts.losses.failed - accepted.failed
        let silent = counts.losses.silent - accepted.silent
        if let limit = brakes.failureCount, failed > limit {
            return "\(failed) devices failed, more than \(limit)"
        }
        if let limit = brakes.silentCount, silent > limit {
            return "\(silent) devices fell silent, more than \(limit)"
        }
        let decided = counts.sum { $0.isDecided }
        guard decided > 0, decided >= brakes.decidedMinimum else { return nil }
        if let limit = brakes.failureShare, failed > 0,
            Double(failed) > limit * Double(decided)
        {
            return "\(failed) of \(decided) devices failed, more than \(percent(limit))"
        }
        if let limit = brakes.silentShare, silent > 0,
            Double(silent) > limit * Double(decided)
        {
            return "\(silent) of \(decided) devices fell silent, more than \(percent(limit))"
        }
        return nil
    }

    /// Whether the next ring may open.
    private static func gate(
        _ course: RunCourse,
        _ counts: RunCounts,
        _ now: Timestamp
    ) -> Verdict {
        let ring = course.rings[course.openRing]
        let here = course.openRing...course.openRing
        let size = counts.sum(rings: here)
        let good = counts.sum(rings: here) { $0.isSuccess }
        let decided = counts.sum(rings: here) { $0.isDecided }
        let open = counts.sum(rings: here) { !$0.isFinal }
        let isEnough =
            size == 0
            || good >= min(ring.minimumCount, size)
                && Double(good) >= ring.minimumSuccessShare * Double(max(decided, 1))
        let state = "\(good) of \(decided) decided devices of ring \(ring.name) ended well"
        if isEnough {
            guard let since = course.ringSatisfiedAt else { return .satisfied }
            guard now - since >= .seconds(ring.soakSeconds) else { return .wait }
            return .openNext(reason: "\(state), for \(ring.soakSeconds) s")
        }
        if open == 0 {
            return .halt(
                reason: "\(state), fewer than \(percent(ring.minimumSuccessShare)) "
                    + "or than \(ring.minimumCount) devices"
            )
        }
        return course.ringSatisfiedAt == nil ? .wait : .unsatisfied
    }

    private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }
}
