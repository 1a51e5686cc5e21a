// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Testing

@Suite struct MaintenanceWindowPropertyTests {
    @Test("a window is open just when the wall's clock says so", arguments: 1...16)
    func watcher(seed: UInt64) throws {
        var random = SplitMix64(seed: seed &* 6_151)
        let count = Int.random(in: 1...3, using: &random)
        let window = MaintenanceWindow(
            rules: (0..<count).map { _ in ScheduleSamples.rule(&random) }
        )
        let isApia = seed % 4 == 0
        let zone = try timeZone(
            isApia
                ? "Pacific/Apia"
                : try #require(ScheduleSamples.zones.randomElement(using: &random))
        )
        let day = isApia ? 15_300 : Int.random(in: 9_500..<24_000, using: &random)
        let range = day * 86_400..<(day + 130) * 86_400
        var opened: Int?
        var seen: [Range<Int>] = []
        var wasOpen = isOpen(window, ScheduleSamples.wall(range.lowerBound, zone))
        for second in stride(from: range.lowerBound, to: range.upperBound, by: 300) {
            let isOpen = isOpen(window, ScheduleSamples.wall(second, zone))
            let time = Timestamp(milliseconds: Int64(second) * 1_000)
            if second % 3_900 == 0 { #expect(window.contains(time, zone: zone) == isOpen) }
            if isOpen, !wasOpen { opened = second }
            if !isOpen, wasOpen, let begin = opened {
                seen.append(begin..<second)
                opened = nil
            }
            wasOpen = isOpen
        }
        var found: [Range<Int>] = []
        var cursor = Timestamp(milliseconds: Int64(range.lowerBound) * 1_000)
        while let next = window.nextInterval(after: cursor, zone: zone) {
            let end = Int(next.upperBound.milliseconds / 1_000)
            guard end < range.upperBound else { break }
            found.append(Int(next.lowerBound.milliseconds / 1_000)..<end)
            cursor = next.lowerBound
        }
        #expect(found == seen, "\(window) \(zone.identifier)")
    }

    /// Whether a rule names what the wall shows, by Foundation's calendar.
    private func isOpen(_ window: MaintenanceWindow, _ wall: Int) -> Bool {
        let minute = wall % 86_400 / 60
        let today = wall / 86_400
        return window.rules.contains { rule in
            if rule.startMinute < rule.endMinute {
                return minute >= rule.startMinute && minute < rule.endMinute
                    && begins(rule, FoundationDay(today))
            }
            if minute >= rule.startMinute, begins(rule, FoundationDay(today)) { return true }
            return minute < rule.endMinute && begins(rule, FoundationDay(today - 1))
        }
    }

    private func begins(_ rule: MaintenanceWindow.Rule, _ day: FoundationDay) -> Bool {
        guard rule.days.contains(where: { $0.index == day.weekday }) else { return false }
        switch rule.weeks {
        case .all: return true
        case .ofMonth(let numbers):
            return numbers.contains { 7 * ($0 - 1) < day.day && day.day <= 7 * $0 }
        case .fromPatchTuesday(let numbers):
            // How many days ago the last one was.
            let age = (0..<40).first { FoundationDay(day.number - $0).isPatchTuesday } ?? -1
            return numbers.contains(age / 7 + 1)
        }
    }
}
