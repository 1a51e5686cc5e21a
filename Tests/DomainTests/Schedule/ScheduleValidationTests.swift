// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@Suite struct ScheduleValidationTests {
    @Test(
        "a rule out of its range is refused with the setting's name",
        arguments: [
            (.daily(every: 0), "recurrence.every: 0 is not in 1...999"),
            (.daily(every: 1_000), "recurrence.every: 1000 is not in 1...999"),
            (.weekly(every: 0, days: [.monday]), "recurrence.every: 0 is not in 1...999"),
            (.weekly(every: 1, days: []), "recurrence.days: no day of the week is given"),
            (
                .monthlyOnDay(0, every: 1, lastDayWhenShort: true),
                "recurrence.day: 0 is not in 1...31"
            ),
            (
                .monthlyOnDay(32, every: 1, lastDayWhenShort: true),
                "recurrence.day: 32 is not in 1...31"
            ),
            (
                .monthlyOnDay(1, every: -1, lastDayWhenShort: true),
                "recurrence.every: -1 is not in 1...999"
            ),
            (
                .monthlyOnDay(30, every: 12, lastDayWhenShort: false),
                "recurrence: no such day comes after the start, 2025-02-01T08:00:00"
            ),
            (
                .monthlyOnWeekday(.first, .monday, every: 0),
                "recurrence.every: 0 is not in 1...999"
            ),
            (.monthlyOnLastDay(every: 0), "recurrence.every: 0 is not in 1...999"),
            (.patchTuesday(plusDays: 28), "recurrence.plusDays: 28 is not in -27...27"),
            (.patchTuesday(plusDays: -28), "recurrence.plusDays: -28 is not in -27...27"),
            (.everyInterval(seconds: 59), "recurrence.seconds: 59 is not in 60...31622400"),
            (.onInactivity(days: 2), "recurrence.days: 2 is not in 3...180"),
            (.onInactivity(days: 181), "recurrence.days: 181 is not in 3...180"),
            (.onActivationOrInactivity(days: 2), "recurrence.days: 2 is not in 3...180"),
        ] as [(Recurrence, String)]
    )
    func refusesRules(_ recurrence: Recurrence, _ message: String) throws {
        let schedule = Schedule(recurrence: recurrence, start: try local("2025-02-01T08:00"))
        let error = #expect(throws: SettingError.self) { try schedule.validate() }
        #expect(error?.description == message)
        #expect(error?.domainError.code == .requestInvalid)
        #expect(error?.domainError.subject == message)
    }

    @Test(
        "the ends of the ranges are allowed",
        arguments: [
            .daily(every: 999), .weekly(every: 999, days: [.sunday]),
            .monthlyOnDay(31, every: 1, lastDayWhenShort: false),
            .monthlyOnDay(30, every: 12, lastDayWhenShort: true),
            .patchTuesday(plusDays: 27), .patchTuesday(plusDays: -27),
            .everyInterval(seconds: 60), .onInactivity(days: 3), .onInactivity(days: 180),
            .monthlyOnWeekday(.fifth, .sunday, every: 12),
        ] as [Recurrence]
    )
    func allowsRules(_ recurrence: Recurrence) throws {
        try Schedule(recurrence: recurrence, start: try local("2025-02-01T08:00")).validate()
    }

    @Test("a start is needed where the rule counts from one, and nowhere else")
    func needsStart() throws {
        let timed: [Recurrence] = [
            .once, .daily(every: 1), .everyWeekday, .weekly(every: 1, days: [.monday]),
            .monthlyOnDay(1, every: 1, lastDayWhenShort: false), .monthlyOnLastDay(every: 1),
            .monthlyOnWeekday(.first, .monday, every: 1), .patchTuesday(plusDays: 0),
            .everyInterval(seconds: 60),
        ]
        for recurrence in timed {
            let error = #expect(throws: SettingError.self) {
                try Schedule(recurrence: recurrence).validate()
            }
            #expect(error?.field == "start")
            #expect(recurrence.needsStart)
        }
        let others: [Recurrence] = [
            .onDemand, .windows, .onActivation, .onInactivity(days: 30), .afterDeployment,
            .onActivationOrInactivity(days: 30),
        ]
        for recurrence in others {
            try Schedule(recurrence: recurrence).validate()
            #expect(!recurrence.needsStart)
        }
    }

    @Test("an end before the start, and a zone that does not exist, are refused")
    func endAndZone() throws {
        var schedule = Schedule(
            recurrence: .daily(every: 1),
            start: try local("2025-02-01T08:00"),
            end: try local("2025-02-01T07:59:59")
        )
        #expect(
            throws: SettingError(
                "end",
                "2025-02-01T07:59:59 is before the start, 2025-02-01T08:00:00"
            )
        ) { try schedule.validate() }
        schedule.end = schedule.start
        try schedule.validate()
        schedule.zone = .named("Europe/Atlantis")
        #expect(
            throws: SettingError("zone", "'Europe/Atlantis' is not the name of a time zone")
        ) { try schedule.validate() }
        schedule.zone = .device
        try schedule.validate()
    }

    @Test("which rules recur, and which the clock decides")
    func kinds() {
        #expect(!Recurrence.once.isRecurring)
        #expect(Recurrence.once.isTimed)
        #expect(Recurrence.windows.isRecurring)
        #expect(Recurrence.daily(every: 1).isRecurring)
        #expect(!Recurrence.onDemand.isTimed)
        #expect(!Recurrence.onInactivity(days: 30).isRecurring)
    }

    @Test(
        "which rules wait for what happens to a device",
        arguments: [
            (.onActivation, true, nil), (.onInactivity(days: 3), false, 3),
            (.onActivationOrInactivity(days: 9), true, 9), (.afterDeployment, false, nil),
            (.onDemand, false, nil), (.daily(every: 1), false, nil),
        ] as [(Recurrence, Bool, Int?)]
    )
    func events(_ rule: Recurrence, _ startsOnActivation: Bool, _ absenceDays: Int?) {
        #expect(rule.startsOnActivation == startsOnActivation)
        #expect(rule.absenceDays == absenceDays)
        #expect(rule.isEventDriven == (startsOnActivation || absenceDays != nil))
        #expect(!rule.isEventDriven || !rule.isTimed)
    }
}
