// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Testing

@Suite struct ScheduleCodableTests {
    private func text(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    private func read<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    @Test(
        "every rule has one stored form",
        arguments: [
            (.onDemand, #"{"kind":"onDemand"}"#),
            (.once, #"{"kind":"once"}"#),
            (.daily(every: 3), #"{"every":3,"kind":"daily"}"#),
            (.everyWeekday, #"{"kind":"everyWeekday"}"#),
            (
                .weekly(every: 2, days: [.saturday, .sunday, .wednesday]),
                #"{"days":["sunday","wednesday","saturday"],"every":2,"kind":"weekly"}"#
            ),
            (
                .monthlyOnDay(31, every: 1, lastDayWhenShort: true),
                #"{"day":31,"every":1,"kind":"monthlyOnDay","lastDayWhenShort":true}"#
            ),
            (
                .monthlyOnWeekday(.last, .friday, every: 2),
                #"{"every":2,"index":"last","kind":"monthlyOnWeekday","weekday":"friday"}"#
            ),
            (.monthlyOnLastDay(every: 6), #"{"every":6,"kind":"monthlyOnLastDay"}"#),
            (.patchTuesday(plusDays: -27), #"{"kind":"patchTuesday","plusDays":-27}"#),
            (.everyInterval(seconds: 3_600), #"{"kind":"everyInterval","seconds":3600}"#),
            (.windows, #"{"kind":"windows"}"#),
            (.onActivation, #"{"kind":"onActivation"}"#),
            (.onInactivity(days: 30), #"{"days":30,"kind":"onInactivity"}"#),
            (
                .onActivationOrInactivity(days: 5),
                #"{"days":5,"kind":"onActivationOrInactivity"}"#
            ),
            (.afterDeployment, #"{"kind":"afterDeployment"}"#),
        ] as [(Recurrence, String)]
    )
    func rules(_ rule: Recurrence, _ stored: String) throws {
        #expect(try text(rule) == stored)
        #expect(try read(Recurrence.self, stored) == rule)
    }

    @Test("a schedule and a window have one stored form")
    func wholes() throws {
        let schedule = Schedule(
            recurrence: .once,
            start: try local("2025-03-30T02:30:05"),
            zone: .device
        )
        let stored = """
            {"recurrence":{"kind":"once"},"start":"2025-03-30T02:30:05","zone":"device"}
            """
        #expect(try text(schedule) == stored)
        #expect(try read(Schedule.self, stored) == schedule)

        let window = MaintenanceWindow(
            rules: [
                rule(weeks: .ofMonth([4, 2]), days: [.friday, .monday], "22:00", "04:00"),
                rule(weeks: .fromPatchTuesday([1]), days: [.sunday], "00:00", "24:00"),
                rule(days: [.sunday], "00:00", "01:00"),
            ],
            zone: .named("Europe/Berlin")
        )
        let storedWindow =
            #"{"rules":[{"days":["monday","friday"],"endMinute":240,"split":"month","#
            + #""startMinute":1320,"weeks":[2,4]},{"days":["sunday"],"endMinute":1440,"#
            + #""split":"patchTuesday","startMinute":0,"weeks":[1]},{"days":["sunday"],"#
            + #""endMinute":60,"split":"all","startMinute":0}],"zone":"Europe/Berlin"}"#
        #expect(try text(window) == storedWindow)
        #expect(try read(MaintenanceWindow.self, storedWindow) == window)
    }

    @Test(
        "what is no rule is not read",
        arguments: [
            #"{}"#, #"{"kind":"hourly"}"#, #"{"kind":"daily"}"#,
            #"{"kind":"weekly","every":1,"days":["Monday"]}"#,
            #"{"kind":"monthlyOnWeekday","every":1,"index":"sixth","weekday":"monday"}"#,
        ]
    )
    func refuses(_ stored: String) {
        #expect(throws: DecodingError.self) { try read(Recurrence.self, stored) }
    }

    @Test(
        "what is no time on a wall is not read",
        arguments: [
            "", "2025-02-29T00:00:00", "2025-13-01T00:00:00", "2025-00-01T00:00:00",
            "2025-01-00T00:00:00", "2025-04-31T00:00", "0000-01-01T00:00", "2025-01-01T24:00",
            "2025-01-01T23:60", "2025-01-01T23:59:60", "2025-01-01 23:59:59", "2025-01-01T23",
            "2025-1-01T23:59:59", "2025-01-01T23:59:5", "+025-01-01T23:59:59",
            "2025-01-01T23:59:59Z", "2025-01-01T23-59", "２025-01-01T23:5",
        ]
    )
    func refusesTimes(_ text: String) {
        #expect(LocalDateTime(text) == nil)
        #expect(throws: DecodingError.self) {
            try read(LocalDateTime.self, "\"\(text)\"")
        }
    }
}
