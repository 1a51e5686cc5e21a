// SPDX-License-Identifier: Apache-2.0
import Fleet
import Testing

@Suite struct AscendingNumbersTests {
    @Test(
        "numbers come in order, each once",
        arguments: [
            [], [0], [5, 5, 5], [63, 64, 0, 127, 128], [2, 1, 0], [UInt32.max, 0, 1],
            [1_000_000, 3, 1_000_000, 2],
        ] as [[UInt32]]
    )
    func arranges(_ numbers: [UInt32]) {
        var arranged = numbers
        var arrangement = AscendingNumbers()
        arrangement.arrange(&arranged)
        #expect(arranged == Set(numbers).sorted())
    }

    @Test("what one machine has says nothing about the next")
    func forgets() {
        var arrangement = AscendingNumbers()
        var state: UInt32 = 1
        for round in 1..<200 {
            var numbers: [UInt32] = (0..<round).map { _ in
                state = state &* 1_664_525 &+ 1_013_904_223
                return (state >> 8) % UInt32(round * 40)
            }
            let expected = Set(numbers).sorted()
            arrangement.arrange(&numbers)
            #expect(numbers == expected)
        }
    }
}
