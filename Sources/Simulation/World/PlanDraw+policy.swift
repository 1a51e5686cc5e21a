// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation

extension PlanDraw {
    /// How devices go about it.
    mutating func policy() -> DeploymentPolicy {
        var policy = DeploymentPolicy(
            id: DeploymentPolicy.Identity(dice.uuid()),
            number: 100,
            tenant: nil,
            path: nil,
            name: "drawn"
        )
        if dice.happens(0.5) { policy.window = window() }
        if dice.happens(0.25) { policy.runTimeoutMinutes = dice.roll(60...10_080) }
        policy.continuesInNextWindow = dice.happens(0.8)
        if dice.happens(0.3) {
            policy.downloadAhead = .asSoonAsPossible(spreadMinutes: dice.roll(0...60))
        }
        policy.installAt = dice.happens(0.1) ? .startup : dice.happens(0.1) ? .refresh : .window
        policy.silentAfterMinutes = dice.roll(30...1_440)
        if dice.happens(0.6) {
            policy.reboot = RebootPolicy(
                mode: dice.pick(RebootConduct.Mode.allCases) ?? .never,
                isInsideWindow: dice.happens(0.4),
                countdownMinutes: dice.roll(0...30),
                excludesServers: dice.happens(0.2)
            )
        }
        if dice.happens(0.2) {
            policy.startCountdownMinutes = dice.roll(1...30)
            policy.startDeferral = DeferralPolicy(
                count: dice.roll(1...3),
                intervalMinutes: dice.roll(5...120)
            )
        }
        let retries = dice.happens(0.6) ? dice.roll(1...3) : 0
        policy.retries = RetryPolicy(
            count: retries,
            firstDelaySeconds: dice.roll(0...7_200),
            factor: dice.roll(1...3)
        )
        policy.continuesOnFailure = dice.happens(0.7)
        policy.runsWithPendingReboot = dice.happens(0.8)
        if dice.happens(0.2) { policy.before = actions(1) }
        if dice.happens(0.1) { policy.after = actions(1) }
        return policy
    }

    /// When devices may work.
    private mutating func window() -> MaintenanceWindow {
        let zone = self.zone()
        let start = dice.roll(0...1_439)
        let length = dice.roll(60...900)
        var rule = MaintenanceWindow.Rule(startMinute: start, endMinute: (start + length) % 1_440)
        switch dice.roll(0...5) {
        case 0: rule.days = Weekday.working
        case 1: rule.days = Weekday.weekend
        case 2: rule.weeks = .ofMonth([dice.roll(1...5), dice.roll(1...4)])
        case 3: rule.weeks = .fromPatchTuesday([dice.roll(1...4), dice.roll(1...4)])
        default: break
        }
        var rules = [rule]
        if dice.happens(0.3) {
            rules.append(
                .init(startMinute: (start + 720) % 1_440, endMinute: (start + 900) % 1_440)
            )
        }
        return MaintenanceWindow(rules: rules, zone: zone)
    }

    private mutating func zone() -> ScheduleZone {
        dice.happens(0.5) ? .device : .named(dice.pick(WorldDraw.zones) ?? "UTC")
    }

    /// When runs begin.
    mutating func schedule(with window: MaintenanceWindow?) -> Schedule {
        let zone = self.zone()
        let first = world.start + .seconds(dice.roll(0...4 * 86_400))
        let start = TimeZone.gmt.local(at: first)
        var schedule = Schedule(recurrence: recurrence(window), start: start, zone: zone)
        if dice.happens(0.15) {
            schedule.end = start + dice.roll(86_400...20 * 86_400)
        }
        if case .windows = schedule.recurrence, dice.happens(0.5) { schedule.start = nil }
        if !schedule.recurrence.isTimed { schedule = Schedule(recurrence: schedule.recurrence) }
        return schedule
    }

    private mutating func recurrence(_ window: MaintenanceWindow?) -> Recurrence {
        switch dice.roll(0...15) {
        case 0, 1: return .once
        case 2, 3, 4: return .daily(every: dice.roll(1...3))
        case 5: return .everyWeekday
        case 6:
            return .weekly(
                every: dice.roll(1...2),
                days: Set(dice.keep(0.4, of: Weekday.allCases) + [.tuesday])
            )
        case 7:
            return .monthlyOnDay(dice.roll(1...31), every: 1, lastDayWhenShort: dice.happens(0.5))
        case 8:
            return .monthlyOnWeekday(
                dice.pick(WeekIndex.allCases) ?? .first,
                dice.pick(Weekday.allCases) ?? .monday,
                every: 1
            )
        case 9: return .monthlyOnLastDay(every: 1)
        case 10: return .patchTuesday(plusDays: dice.roll(-3...10))
        case 11: return .everyInterval(seconds: dice.roll(14_400...400_000))
        case 12: return window == nil ? .daily(every: 1) : .windows
        case 13: return .onActivation
        case 14:
            let days = dice.roll(3...5)
            return dice.happens(0.5)
                ? .onInactivity(days: days) : .onActivationOrInactivity(days: days)
        default: return .onDemand
        }
    }
}
