// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Agent

@Suite struct BackoffTests {
    @Test("the limit of the wait doubles from one second to five minutes")
    func doubles() {
        var backoff = Backoff()
        var limits: [Duration] = []
        for _ in 0..<12 { limits.append(backoff.next(fraction: 1)) }
        let seconds = [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
        #expect(limits == seconds.map { .seconds($0) })
        backoff.reset()
        #expect(backoff.next(fraction: 1) == .seconds(1))
    }

    @Test("the wait is random between nothing and the limit")
    func jitter() {
        var backoff = Backoff()
        _ = backoff.next(fraction: 0.5)
        var other = backoff
        #expect(backoff.next(fraction: 0) == .zero)
        #expect(other.next(fraction: 0.25) == .milliseconds(500))
    }

    @Test("a server that names a time is left alone for at least that long")
    func obeys() {
        var backoff = Backoff()
        #expect(backoff.next(fraction: 0, retryAfterSeconds: 20) == .seconds(20))
        #expect(backoff.next(fraction: 1, retryAfterSeconds: 20) == .seconds(22))
        #expect(backoff.failureCount == 2)
    }

    @Test("any number of failures is fine")
    func many() {
        var backoff = Backoff()
        for _ in 0..<1_000 { _ = backoff.next(fraction: 1) }
        #expect(backoff.next(fraction: 1) == .seconds(300))
    }
}

@Suite struct ScanScheduleTests {
    private let hour: Int64 = 3_600_000

    @Test("the first scan is due at once, the next after the interval, a little spread")
    func intervals() {
        var schedule = ScanSchedule(intervalHours: 4)
        #expect(schedule.isDue(now: 0))
        schedule.scanned(now: 0, fraction: 0)
        #expect(schedule.due == hour * 36 / 10)
        #expect(!schedule.isDue(now: schedule.due - 1))
        #expect(schedule.isDue(now: schedule.due))
        schedule.scanned(now: 0, fraction: 0.5)
        #expect(schedule.due == hour * 4)
    }

    @Test("a clock that was set back does not stop the scans")
    func clockSetBack() {
        var schedule = ScanSchedule(intervalHours: 4)
        schedule.scanned(now: hour * 1_000, fraction: 0.5)
        #expect(!schedule.isDue(now: hour * 1_000))
        #expect(schedule.isDue(now: hour))
    }

    @Test("a scan that failed is due again soon")
    func retry() {
        var schedule = ScanSchedule(intervalHours: 4)
        schedule.retry(at: 300)
        #expect(!schedule.isDue(now: 299))
        #expect(schedule.isDue(now: 300))
    }
}
