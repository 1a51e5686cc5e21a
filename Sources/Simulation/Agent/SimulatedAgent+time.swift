// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation

extension SimulatedAgent {
    /// When something happens to it next without anyone's doing; `nil` for never.
    package var wakesAt: Timestamp? {
        if isGone { return nil }
        if let absentUntil { return absentUntil }
        var times = [max(checkInDue, quietUntil ?? checkInDue)]
        if let mishapAt { times.append(mishapAt) }
        if let work { times.append(work.stageEndsAt) }
        if let quietUntil, hasLetters { times.append(quietUntil) }
        return times.min()
    }

    /// Whether it has something to say beside its check-in.
    var hasLetters: Bool {
        owesInventory || !messages.isEmpty || !refusals.isEmpty
            || journal.values.contains { if case .finished = $0 { true } else { false } }
    }

    /// Lets time pass up to a point.
    package mutating func advance(to now: Timestamp) {
        while !isGone {
            if let back = absentUntil {
                guard back <= now else { return }
                comeBack(at: back)
                continue
            }
            let stageEnd = work?.stageEndsAt
            if let mishap = mishapAt, mishap <= now, mishap <= stageEnd ?? mishap {
                strike(at: mishap)
                continue
            }
            guard let stageEnd, stageEnd <= now else { return }
            endStage(at: stageEnd)
        }
    }

    /// Switches it off, or its agent alone, for a while.
    mutating func leave(at now: Timestamp, for duration: Duration, restarts: Bool) {
        absentUntil = now + away(duration)
        willRestart = restarts
        // What was only in memory is lost.
        messages = []
        refusals = []
        quietUntil = nil
        failures = 0
        if restarts { work?.isRestarting = true }
        if habits.defect == .repeatsOrders { forget() }
    }

    private func away(_ usual: Duration) -> Duration {
        .milliseconds(Int64((usual / .milliseconds(1) * habits.awayPace).rounded()))
    }

    private mutating func comeBack(at now: Timestamp) {
        absentUntil = nil
        if willRestart {
            boots += 1
            bootedAt = now
            needsReboot = false
        }
        checkInDue = now + away(.seconds(dice.roll(5...120)))
        mishapAt = nextMishap(after: now)
        resume(at: now)
        if work == nil { beginNext(at: now) }
    }

    /// When the next mishap strikes.
    mutating func nextMishap(after now: Timestamp) -> Timestamp? {
        let faults = habits.faults
        let perDay = faults.killedPerDay + faults.silentPerDay + faults.restartedPerDay
        guard perDay > 0 else { return nil }
        let days = min(400, -log(1 - dice.fraction()) / perDay)
        return now + .seconds(Int64(days * 86_400) + 1)
    }

    private mutating func strike(at now: Timestamp) {
        let faults = habits.faults
        var point =
            dice.fraction()
            * (faults.killedPerDay + faults.silentPerDay + faults.restartedPerDay)
        mishapAt = nil
        if point < faults.killedPerDay {
            leave(at: now, for: dice.minutes(0...30), restarts: false)
            return
        }
        point -= faults.killedPerDay
        let isShort = point >= faults.silentPerDay
        leave(
            at: now,
            for: isShort ? dice.minutes(2...15) : dice.minutes(120...6_000),
            restarts: true
        )
    }
}
