// SPDX-License-Identifier: Apache-2.0
package import Foundation

extension Timestamp {
    /// The whole seconds since 1970, rounded down, held within the years 1 to 9999.
    ///
    /// Clocks of machines may say anything; calendars end there.
    var calendarSeconds: Int {
        let seconds = floorDivide(Int(milliseconds), 1_000)
        return min(max(seconds, -62_135_596_800 + 172_800), 253_402_300_799 - 172_800)
    }

    /// The start of a second.
    init(seconds: Int) { self.init(milliseconds: Int64(seconds) * 1_000) }
}

extension TimeZone {
    /// What to add to UTC at a point in time, in seconds.
    package func offsetSeconds(at time: Timestamp) -> Int {
        offset(atSecond: time.calendarSeconds)
    }

    /// What calendar and clock show at a point in time; parts of a second are cut off.
    package func local(at time: Timestamp) -> LocalDateTime {
        let seconds = time.calendarSeconds
        return LocalDateTime(seconds: seconds + offset(atSecond: seconds))
    }

    /// When calendar and clock show a time (RFC 5545 §3.3.5).
    ///
    /// A time that comes twice, because clocks are put back, is the first one. A time that never
    /// comes, because they are put forward, is counted with the offset from before: 02:30 in a
    /// night without the hour from two to three is 03:30.
    package func instant(of local: LocalDateTime) -> Timestamp {
        // Offsets reach from -12 to +14 hours, so a day on either side is surely before and after
        // a change that this time is near to.
        let before = offset(atSecond: local.seconds - 86_400)
        let after = offset(atSecond: local.seconds + 86_400)
        if before == after { return Timestamp(seconds: local.seconds - before) }
        let candidates = [max(before, after), min(before, after)]
        for offset in candidates
        where self.offset(atSecond: local.seconds - offset) == offset {
            return Timestamp(seconds: local.seconds - offset)
        }
        return Timestamp(seconds: local.seconds - before)
    }

    /// What to add to UTC at a second since 1970, in seconds.
    func offset(atSecond second: Int) -> Int {
        secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(second)))
    }

    /// The stretches of one offset in a range of seconds since 1970, in order and without holes.
    ///
    /// A change of the offset is found where it holds for a day at least, as all have since 1970.
    func stretches(in range: Range<Int>) -> [(seconds: Range<Int>, offset: Int)] {
        var found: [(seconds: Range<Int>, offset: Int)] = []
        var start = range.lowerBound
        var offset = offset(atSecond: start)
        var known = start
        while known < range.upperBound {
            let next = min(known + 86_400, range.upperBound)
            let nextOffset = self.offset(atSecond: next)
            if nextOffset != offset {
                var (low, high) = (known, next)
                while high - low > 1 {
                    let middle = low + (high - low) / 2
                    if self.offset(atSecond: middle) == offset {
                        low = middle
                    } else {
                        high = middle
                    }
                }
                if high > start { found.append((start..<high, offset)) }
                start = high
                offset = nextOffset
            }
            known = next
        }
        if start < range.upperBound { found.append((start..<range.upperBound, offset)) }
        return found
    }
}
