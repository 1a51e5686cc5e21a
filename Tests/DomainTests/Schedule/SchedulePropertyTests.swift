// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Testing

@Suite struct SchedulePropertyTests {
    @Test("the next slot is later, on the way to it nothing comes between", arguments: 1...8)
    func laws(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<60 {
            let start = Int.random(in: 900_000_000..<2_100_000_000, using: &random)
            let schedule = Schedule(
                recurrence: ScheduleSamples.recurrence(&random),
                start: LocalDateTime(seconds: start)
            )
            let name = try #require(ScheduleSamples.zones.randomElement(using: &random))
            let zone = try timeZone(name)
            let begin = zone.instant(of: LocalDateTime(seconds: start))
            let range = start - 90 * 86_400..<start + 900 * 86_400
            let second = Int.random(in: range, using: &random)
            let after = Timestamp(milliseconds: Int64(second) * 1_000 + 1)
            var chain: [Timestamp] = []
            var cursor = after
            while chain.count < 5, let slot = schedule.next(after: cursor, zone: zone) {
                #expect(slot > cursor)
                #expect(slot >= begin)
                #expect(schedule.next(after: slot - .milliseconds(1), zone: zone) == slot)
                let gap = slot.milliseconds - cursor.milliseconds
                let between = Timestamp(
                    milliseconds: cursor.milliseconds + Int64.random(in: 0..<gap, using: &random)
                )
                #expect(schedule.next(after: between, zone: zone) == slot)
                chain.append(slot)
                cursor = slot
            }
            let far = chain.last ?? after + .seconds(86_400)
            #expect(schedule.slots(after: after, through: far, zone: zone, limit: 9) == chain)
        }
    }

    @Test(
        "the slots of a year are those that a watcher of the wall's clock sees",
        arguments: 1...24
    )
    func watcher(seed: UInt64) throws {
        var random = SplitMix64(seed: seed &* 7_919)
        // All changes of the clock are at full quarters of an hour.
        let step = seed % 8 == 0 ? 60 : 900
        let year = Int.random(in: 1_995...2_036, using: &random)
        let first = try #require(CivilDate(year: year, month: 1, day: 1)).dayNumber * 86_400
        let lead = Int.random(in: -40..<400, using: &random) * 86_400
        let start = first - lead + Int.random(in: 0..<86_400 / step, using: &random) * step
        let zone = try timeZone(
            seed % 6 == 0
                ? "Pacific/Apia"
                : try #require(ScheduleSamples.zones.randomElement(using: &random))
        )
        let range = seed % 6 == 0 ? 1_323_700_000 / 900 * 900 : first
        let schedule = Schedule(
            recurrence: ScheduleSamples.recurrence(&random),
            start: LocalDateTime(seconds: seed % 6 == 0 ? start % 86_400 + 1_317_427_200 : start)
        )
        let seen = try watch(schedule, zone, from: range, to: range + 366 * 86_400, step: step)
        let found = schedule.slots(
            after: Timestamp(milliseconds: Int64(range) * 1_000 - 1),
            through: Timestamp(milliseconds: Int64(range + 366 * 86_400) * 1_000),
            zone: zone,
            limit: 1_000
        )
        #expect(found.map(utc) == seen.map(utc), "\(schedule) \(zone.identifier)")
    }

    /// Steps through time, looks at the wall's clock, and notes a slot whenever it shows the rule's
    /// time on one of its days for the first time; times that are skipped count from before.
    private func watch(
        _ schedule: Schedule,
        _ zone: TimeZone,
        from first: Int,
        to last: Int,
        step: Int
    ) throws -> [Timestamp] {
        let start = try #require(schedule.start)
        let origin = FoundationDay(start.seconds / 86_400)
        var seen: Set<Int> = []
        var latest = ScheduleSamples.wall(first - 2 * 86_400, zone)
        var before = first - 2 * 86_400
        for second in stride(from: before + step, through: last, by: step) {
            let wall = ScheduleSamples.wall(second, zone)
            for shown in stride(from: latest + step, through: wall, by: step) {
                guard shown >= start.seconds, shown % 86_400 == start.secondOfDay,
                    FoundationDay(shown / 86_400).falls(schedule.recurrence, from: origin)
                else { continue }
                seen.insert(before + (shown - ScheduleSamples.wall(before, zone)))
            }
            latest = max(latest, wall)
            before = second
        }
        return seen.filter { (first...last).contains($0) }.sorted()
            .map { Timestamp(milliseconds: Int64($0) * 1_000) }
    }

    @Test("a time on a wall comes back from the point in time that it names", arguments: 1...4)
    func roundTrip(seed: UInt64) throws {
        var random = SplitMix64(seed: seed &* 104_729)
        for _ in 0..<500 {
            let name = try #require(ScheduleSamples.zones.randomElement(using: &random))
            let zone = try timeZone(name)
            let second = Int.random(in: 800_000_000..<2_500_000_000, using: &random)
            let time = Timestamp(milliseconds: Int64(second) * 1_000)
            let shown = zone.local(at: time)
            let named = zone.instant(of: shown)
            // The first of two, or the same.
            #expect(named <= time)
            #expect(zone.local(at: named) == shown)
            #expect(LocalDateTime(shown.description) == shown)
        }
    }
}
