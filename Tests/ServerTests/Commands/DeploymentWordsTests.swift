// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Server

@Suite struct DeploymentWordsTests {
    @Test(
        "amounts are shares or numbers",
        arguments: [
            ("5%", .share(0.05)), ("0%", .share(0)), ("100%", .share(1)), ("3", .count(3)),
            ("12.5%", .share(0.125)), ("101%", nil), ("-1", nil), ("x", nil), ("%", nil),
            ("", nil), ("nan%", nil), ("1000001", nil),
        ] as [(String, AmountText?)]
    )
    func readsAmounts(text: String, amount: AmountText?) {
        #expect((try? AmountText(text, "--x")) == amount)
    }

    @Test(
        "times have a unit",
        arguments: [
            ("90s", 90), ("30m", 1_800), ("24h", 86_400), ("7d", 604_800), ("365d", 31_536_000),
            ("366d", nil), ("5", nil), ("h", nil), ("-1h", nil), ("", nil),
            ("99999999999999999999d", nil),
        ] as [(String, Int?)]
    )
    func readsTimes(text: String, seconds: Int?) {
        #expect((try? AmountText.seconds(text, "--x")) == seconds)
    }

    @Test("a ring has a name and what the next one asks for")
    func readsRing() throws {
        let text = try RingText("name=pilot,share=10%,success=90%,count=3,soak=24h,group=a,group=b")
        #expect(
            text.ring
                == Ring(
                    name: "pilot",
                    share: 0.1,
                    minimumSuccessShare: 0.9,
                    minimumCount: 3,
                    soakSeconds: 86_400
                )
        )
        #expect(text.groups == ["a", "b"])
        #expect(text.query == nil)
        let asked = try RingText("name=x,query=name: [a, b] and tag=c")
        #expect(asked.query == "name: [a, b] and tag=c")
        #expect(asked.ring.minimumSuccessShare == 1)
    }

    @Test(
        "what is wrong with a ring is said",
        arguments: [
            ("share=10%", "it has no name"), ("name=", "name has no value"),
            ("pilot", "pilot is not of the form key=value"),
            ("name=a,size=3", "size is none of name, share"),
            ("name=a,soak=soon", "soon is no time"), ("name=a,share=3", "3 is no share"),
            ("name=a,count=x", "x is not in 0...1000000"), ("name=a,query=", "query has no value"),
        ]
    )
    func refusesRing(text: String, words: String) {
        #expect {
            try RingText(text)
        } throws: { error in
            (error as? DomainError)?.subject?.contains(": \(words)") == true
        }
    }

    private static let wednesday = LocalDateTime("2026-01-14T22:00")

    @Test(
        "schedules are words",
        arguments: [
            ("on-demand", .onDemand), ("once", .once), ("daily", .daily(every: 1)),
            ("daily/3", .daily(every: 3)), ("weekdays", .everyWeekday), ("windows", .windows),
            ("weekly", .weekly(every: 1, days: [.wednesday])),
            ("weekly/2:tue,Thursday", .weekly(every: 2, days: [.tuesday, .thursday])),
            ("monthly", .monthlyOnDay(14, every: 1, lastDayWhenShort: true)),
            ("monthly/3:31", .monthlyOnDay(31, every: 3, lastDayWhenShort: true)),
            ("monthly:last", .monthlyOnLastDay(every: 1)),
            ("monthly:second-tuesday", .monthlyOnWeekday(.second, .tuesday, every: 1)),
            ("monthly:last-fri", .monthlyOnWeekday(.last, .friday, every: 1)),
            ("patch-tuesday", .patchTuesday(plusDays: 0)),
            ("patch-tuesday+3", .patchTuesday(plusDays: 3)),
            ("patch-tuesday-1", .patchTuesday(plusDays: -1)),
            ("every:6h", .everyInterval(seconds: 21_600)), ("activation", .onActivation),
            ("inactivity:7", .onInactivity(days: 7)), ("after", .afterDeployment),
            ("activation+inactivity:7", .onActivationOrInactivity(days: 7)),
        ] as [(String, Recurrence)]
    )
    func readsSchedules(text: String, recurrence: Recurrence) throws {
        #expect(try ScheduleText(text, start: Self.wednesday).recurrence == recurrence)
        #expect(!recurrence.words.isEmpty)
    }

    @Test(
        "what is no schedule is refused",
        arguments: [
            "", "hourly", "daily/x", "once/2", "weekly:xyz", "weekly:tu", "monthly:second",
            "monthly:sixth-friday", "patch-tuesdayx", "patch-tuesday:3", "every", "every:6",
            "inactivity", "inactivity:x", "daily:3", "activation+inactivity", "activation:7",
        ]
    )
    func refusesSchedules(text: String) {
        #expect(throws: DomainError(.requestInvalid)) {
            try ScheduleText(text, start: Self.wednesday)
        }
    }

    @Test("a weekly schedule without days needs a first day")
    func needsStart() {
        for text in ["weekly", "monthly"] {
            #expect(throws: DomainError(.requestInvalid)) { try ScheduleText(text, start: nil) }
        }
    }
}
