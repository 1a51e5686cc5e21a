// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@Suite struct SeededGeneratorTests {
    /// Values computed with the reference code of the algorithm.
    @Test("the sequence is that of SplitMix64")
    func isSplitMix64() {
        var generator = SeededGenerator(seed: 1_234_567)
        let values = (0..<5).map { _ in generator.next() }
        #expect(
            values == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ]
        )
    }

    @Test("equal seeds shuffle alike and different seeds do not")
    func replays() {
        var first = SeededGenerator(seed: 7)
        var again = SeededGenerator(seed: 7)
        var other = SeededGenerator(seed: 8)
        let order = Array(0..<100).shuffled(using: &first)
        #expect(order == Array(0..<100).shuffled(using: &again))
        #expect(order != Array(0..<100).shuffled(using: &other))
        #expect(order.sorted() == Array(0..<100))
    }
}
