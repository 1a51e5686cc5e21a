// SPDX-License-Identifier: Apache-2.0

import Fleet
import Testing

/// Columns in chunks, as values.
@Suite struct ChunkedColumnTests {
    @Test("a number of each row is kept and changed on its own")
    func numbers() {
        var array = ChunkedArray((0..<9_000 as Range<UInt32>).map { $0 * 3 })
        let before = array
        for row in [0, 4_095, 4_096, 8_999] as [UInt32] { array[row] = 7 }
        array.append(1)
        #expect(array.count == 9_001)
        #expect(before.count == 9_000)
        for row in [0, 1, 4_095, 4_096, 8_191, 8_999] as [UInt32] {
            #expect(before[row] == row * 3)
            let isChanged = [0, 4_095, 4_096, 8_999].contains(row)
            #expect(array[row] == (isChanged ? 7 : row * 3))
        }
        #expect(array[9_000] == 1)
        #expect(ChunkedArray<Int64>().count == 0)
    }

    @Test("a run of each row is kept and changed on its own")
    func runs() {
        var chance = SplitMix64(seed: 2)
        var model = (0..<4_200).map { _ in chance.ascending(Int(chance.number(below: 4)), below: 90)
        }
        var array = RaggedArray(model)
        let before = array
        let first = model
        for _ in 0..<40 {
            let row =
                chance.number(below: 2) == 0
                ? 4_090 + chance.number(below: 12) : chance.number(below: 4_200)
            let run = chance.ascending(Int(chance.number(below: 5)), below: 90)
            array.replace(row, with: run)
            model[Int(row)] = run
        }
        array.append([5])
        model.append([5])
        #expect(array.count == model.count)
        for row in model.indices {
            #expect(Array(array[UInt32(row)]) == model[row], "row \(row)")
        }
        #expect(first.indices.allSatisfy { Array(before[UInt32($0)]) == first[$0] })
    }
}
