// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import SimulationClient

@Suite struct LatencyHistogramTests {
    @Test("has no answer before the first length")
    func empty() {
        #expect(LatencyHistogram().milliseconds(at: 0.5) == nil)
    }

    @Test("tells shares to within two per cent", arguments: [0.01, 0.5, 0.9, 0.99, 1])
    func shares(share: Double) throws {
        var histogram = LatencyHistogram()
        for number in 1...10_000 { histogram.add(.microseconds(number * 37)) }
        let exact = (share * 10_000).rounded(.up) * 37 / 1_000
        let found = try #require(histogram.milliseconds(at: share))
        #expect(found >= exact && found <= exact * 1.02, "\(found) for \(exact)")
        #expect(histogram.count == 10_000)
        #expect(histogram.longest == .milliseconds(370))
    }
}
