// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Testing

@Suite struct TimestampTests {
    @Test("durations are added and taken away, below a millisecond cut off")
    func adds() {
        let start = Timestamp(milliseconds: 1_000)
        #expect(start + .seconds(2) == Timestamp(milliseconds: 3_000))
        #expect(start + .microseconds(1_999) == Timestamp(milliseconds: 1_001))
        #expect(start - .milliseconds(1_001) == Timestamp(milliseconds: -1))
        #expect(start - Timestamp(milliseconds: 250) == .milliseconds(750))
        #expect(Timestamp(milliseconds: 250) - start == .milliseconds(-750))
        #expect(start < start + .milliseconds(1))
    }

    @Test("times that no clock shows do not stop the program")
    func saturates() {
        let ends = [Timestamp(milliseconds: .min), Timestamp(milliseconds: .max)]
        #expect(ends[1] - ends[0] == .milliseconds(Int64.max) - .milliseconds(Int64.min))
        #expect(ends[0] - ends[1] < .zero)
        #expect(ends[1] + .milliseconds(1) == ends[1])
        #expect(ends[0] - .milliseconds(1) == ends[0])
        #expect(ends[0] + .seconds(Int64.max) == ends[1])
        #expect(ends[1] + .milliseconds(-1) == Timestamp(milliseconds: .max - 1))
    }

    @Test("a timestamp travels as a bare number")
    func encodes() throws {
        let bytes = try JSONEncoder().encode([Timestamp(milliseconds: -7)])
        #expect(String(decoding: bytes, as: UTF8.self) == "[-7]")
        #expect(
            try JSONDecoder().decode([Timestamp].self, from: bytes)
                == [Timestamp(milliseconds: -7)]
        )
    }
}
