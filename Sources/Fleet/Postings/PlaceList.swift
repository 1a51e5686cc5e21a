// SPDX-License-Identifier: Apache-2.0

/// Ascending places in a chunk, as a run of memory, and the same as words.
enum PlaceList {
    /// The first index whose place is not below a given one.
    static func index(
        of place: UInt16,
        in list: UnsafeMutablePointer<UInt16>,
        _ count: Int
    ) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if list[middle] < place { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Puts a place into a list that has room for it.
    static func insert(
        _ place: UInt16,
        into list: UnsafeMutablePointer<UInt16>,
        _ count: Int
    ) {
        let index = index(of: place, in: list, count)
        (list + index + 1).update(from: list + index, count: count - index)
        list[index] = place
    }

    /// Takes a place out of a list that has it.
    static func remove(
        _ place: UInt16,
        from list: UnsafeMutablePointer<UInt16>,
        _ count: Int
    ) {
        let index = index(of: place, in: list, count)
        (list + index).update(from: list + index + 1, count: count - index - 1)
    }

    /// Sets one bit of a chunk's words.
    @inline(__always)
    static func set(_ place: UInt16, _ words: UnsafeMutablePointer<UInt64>) {
        words[Int(place &>> 6)] |= 1 &<< UInt64(place & 63)
    }

    /// Clears one bit of a chunk's words.
    static func clear(_ place: UInt16, _ words: UnsafeMutablePointer<UInt64>) {
        words[Int(place &>> 6)] &= ~(1 &<< UInt64(place & 63))
    }

    /// Lists the bits of a chunk's words.
    static func copy(
        _ words: UnsafeMutablePointer<UInt64>,
        to target: UnsafeMutablePointer<UInt16>
    ) {
        var next = 0
        for index in 0..<PostingsLayout.chunkWordCount {
            var word = words[index]
            while word != 0 {
                target[next] = UInt16(index << 6 | word.trailingZeroBitCount)
                next += 1
                word &= word &- 1
            }
        }
    }
}
