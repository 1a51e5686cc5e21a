// SPDX-License-Identifier: Apache-2.0

/// Puts the numbers of a machine's packages in order, each once.
///
/// The packages of a fleet have numbers without gaps, so a machine's are a good part of all: marked
/// as bits they come back in order, several times faster than sorted. Keep one for many machines.
package struct AscendingNumbers: Sendable {
    /// For so many words to look through, sorting one number is as dear.
    private static let wordsPerNumber = 16

    private var words: [UInt64] = []

    /// Makes one that has no memory yet.
    package init() {}

    /// Brings numbers into their ascending order and drops those that stand twice.
    package mutating func arrange(_ numbers: inout [UInt32]) {
        guard let largest = numbers.max() else { return }
        let wordCount = Int(largest >> 6) + 1
        guard wordCount <= numbers.count * Self.wordsPerNumber else { return Self.sort(&numbers) }
        if words.count < wordCount {
            words.append(contentsOf: repeatElement(0, count: wordCount - words.count))
        }
        let count = words.withUnsafeMutableBufferPointer { words in
            numbers.withUnsafeMutableBufferPointer { numbers in
                for number in numbers { words[Int(number >> 6)] |= 1 &<< UInt64(number & 63) }
                var count = 0
                for index in 0..<wordCount {
                    var word = words[index]
                    if word == 0 { continue }
                    words[index] = 0
                    while word != 0 {
                        numbers[count] =
                            UInt32(truncatingIfNeeded: index &<< 6 | word.trailingZeroBitCount)
                        count &+= 1
                        word &= word &- 1
                    }
                }
                return count
            }
        }
        numbers.removeLast(numbers.count - count)
    }

    private static func sort(_ numbers: inout [UInt32]) {
        numbers.sort()
        var count = 0
        for index in numbers.indices where index == 0 || numbers[index] != numbers[count - 1] {
            numbers[count] = numbers[index]
            count += 1
        }
        numbers.removeLast(numbers.count - count)
    }
}
