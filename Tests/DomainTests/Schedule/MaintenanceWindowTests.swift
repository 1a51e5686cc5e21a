// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Testing

@Suite struct MaintenanceWindowTests {
    @Test("the stretches of windows", arguments: WindowCase.all)
    func stretches(_ row: WindowCase) throws {
        let window = MaintenanceWindow(rules: row.rules, zone: .named(row.zone))
        try window.validate()
        let zone = try timeZone(row.zone)
        var cursor = try instant(row.after)
        for (begin, end) in row.stretches {
            let (begin, end) = (try instant(begin), try instant(end))
            let found = try #require(window.nextInterval(after: cursor, zone: zone))
            #expect(utc(found.lowerBound) == utc(begin))
            #expect(utc(found.upperBound) == utc(end))
            let middle = Timestamp(
                milliseconds: (begin.milliseconds + end.milliseconds) / 2
            )
            #expect(window.interval(containing: middle, zone: zone) == found)
            #expect(window.interval(containing: begin, zone: zone) == found)
            #expect(window.current(orNextAfter: begin, zone: zone) == found)
            #expect(window.contains(end - .milliseconds(1), zone: zone))
            #expect(!window.contains(begin - .milliseconds(1), zone: zone))
            #expect(!window.contains(end, zone: zone))
            #expect(window.interval(containing: end, zone: zone) == nil)
            #expect(window.nextInterval(after: begin - .milliseconds(1), zone: zone) == found)
            cursor = begin
        }
    }

    @Test(
        "a window that is never shut has no ends",
        arguments: [
            [rule("00:00", "24:00")], [rule("08:00", "08:00")], [rule("00:00", "00:00")],
            [rule("05:00", "20:00"), rule("19:00", "06:00")],
            [
                rule(days: Weekday.working, "00:00", "24:00"),
                rule(days: Weekday.weekend, "00:00", "00:00"),
            ],
            [
                rule(weeks: .ofMonth([1, 2, 3, 4, 5]), "00:00", "24:00")
            ],
        ]
    )
    func always(_ rules: [MaintenanceWindow.Rule]) throws {
        let window = MaintenanceWindow(rules: rules)
        let zone = try timeZone("Europe/Berlin")
        let time = try instant("2025-03-30T01:00Z")
        #expect(
            window.interval(containing: time, zone: zone)
                == Timestamp(milliseconds: .min)..<Timestamp(milliseconds: .max)
        )
        #expect(window.nextInterval(after: time, zone: zone) == nil)
    }

    @Test("one minute left out is enough to shut it")
    func almostAlways() throws {
        let window = MaintenanceWindow(rules: [
            rule(days: Weekday.all.subtracting([.sunday]), "00:00", "24:00"),
            rule(days: [.sunday], "00:00", "23:59"),
        ])
        let found = window.interval(containing: try instant("2025-06-04T12:00Z"), zone: .gmt)
        #expect(utc(found?.lowerBound) == "2025-06-02T00:00:00.000Z")
        #expect(utc(found?.upperBound) == "2025-06-08T23:59:00.000Z")
    }

    @Test("a window without rules, or only of days that never come, never opens")
    func never() throws {
        let time = try instant("2025-06-04T12:00Z")
        let empty = MaintenanceWindow(rules: [])
        #expect(!empty.contains(time, zone: .gmt))
        #expect(empty.nextInterval(after: time, zone: .gmt) == nil)
        let none = MaintenanceWindow(rules: [rule(weeks: .ofMonth([6]), "00:00", "01:00")])
        #expect(none.nextInterval(after: time, zone: .gmt) == nil)
    }

    @Test("times that no calendar has are answered")
    func ends() {
        let window = MaintenanceWindow(rules: [rule(days: [.monday], "00:00", "01:00")])
        for time in [Timestamp(milliseconds: .min), Timestamp(milliseconds: .max)] {
            _ = window.contains(time, zone: .gmt)
            _ = window.nextInterval(after: time, zone: .gmt)
        }
        let first = window.nextInterval(after: Timestamp(milliseconds: .min), zone: .gmt)
        // 0001-01-08, a Monday.
        #expect(first?.lowerBound == Timestamp(milliseconds: -719_155 * 86_400_000))
    }

    @Test(
        "a rule that cannot be is refused with its place",
        arguments: [
            (rule(days: [], "00:00", "01:00"), "days: no day of the week is given"),
            (rule(weeks: .ofMonth([]), "00:00", "01:00"), "weeks: no week is given"),
            (rule(weeks: .ofMonth([0, 1]), "00:00", "01:00"), "weeks: 0 is not in 1...5"),
            (
                rule(weeks: .fromPatchTuesday([6]), "00:00", "01:00"),
                "weeks: 6 is not in 1...5"
            ),
            (rule("24:00", "01:00"), "startMinute: 1440 is not in 0...1439"),
            (rule("23:00", "24:01"), "endMinute: 1441 is not in 0...1440"),
            (rule("x", "01:00"), "startMinute: -1 is not in 0...1439"),
        ]
    )
    func refuses(_ bad: MaintenanceWindow.Rule, _ message: String) {
        let window = MaintenanceWindow(rules: [rule("00:00", "01:00"), bad])
        let error = #expect(throws: SettingError.self) { try window.validate() }
        #expect(error?.description == "rules[1].\(message)")
    }

    @Test("a window needs a rule and a zone that exists")
    func refusesWholes() {
        #expect(throws: SettingError("rules", "a window without a rule never opens")) {
            try MaintenanceWindow(rules: []).validate()
        }
        let window = MaintenanceWindow(rules: [rule("00:00", "01:00")], zone: .named("Mars"))
        let error = #expect(throws: SettingError.self) { try window.validate() }
        #expect(error?.field == "zone")
    }
}
