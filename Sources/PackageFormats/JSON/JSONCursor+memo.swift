// SPDX-License-Identifier: Apache-2.0

extension JSONCursor {
    /// Reads an array as numbers; only the texts that the memo does not know go to the closure.
    ///
    /// - Parameters:
    ///   - memo: What is known; it learns what the closure reads.
    ///   - numbers: Takes a number for each element, at its end.
    ///   - unknown: Reads one element and gives its number; its answer must follow from the text of
    ///     the element alone.
    /// - Throws: ``JSONFault``, or what the closure throws.
    package mutating func array(
        memo: JSONMemo,
        into numbers: inout [UInt32],
        _ unknown: (inout JSONCursor) throws -> UInt32
    ) throws {
        let start = position
        let depth = steps.depth
        try enter(UInt8(ascii: "["), .array)
        skipSpace()
        if byte == UInt8(ascii: "]") {
            position += 1
        } else {
            try withUnsafeTemporaryAllocation(of: Recall.self, capacity: Recall.limit) { recalls in
                var width = Recall.limit
                repeat {
                    if recall(memo, into: &numbers, recalls, &width) { continue }
                    let element = position
                    valueStart = element
                    let number = try unknown(&self)
                    steps.pop(to: depth + 1)
                    if position == element { try skip() }
                    memo.keep(
                        base + element,
                        length: position - element,
                        available: count - element,
                        number: number
                    )
                    numbers.append(number)
                } while try isFollowedByElement()
            }
        }
        steps.pop(to: depth)
        valueStart = start
    }

    /// One of some elements that are looked up together.
    ///
    /// A look-up waits for memory twice, for the slot and for the text. A loop over independent ones
    /// waits about as long for all as for one.
    private struct Recall {
        static let limit = 16

        let start: Int
        let candidate: JSONCandidate
        var slot: UInt64 = 0
        var difference: UInt64 = 0
    }

    /// Passes over elements that are known.
    ///
    /// How many are looked up together, the width, falls to one behind an element that is not known
    /// and doubles from there: what is looked up beyond such an element is looked up in vain.
    /// - Returns: Whether the cursor stands behind an element; if not, it stands before one that is
    ///   not known.
    private mutating func recall(
        _ memo: JSONMemo,
        into numbers: inout [UInt32],
        _ recalls: UnsafeMutableBufferPointer<Recall>,
        _ width: inout Int
    ) -> Bool {
        while true {
            let (found, isBehind) = candidates(memo.keys, recalls, width)
            for index in 0..<found { recalls[index].slot = memo.slot(recalls[index].candidate) }
            for index in 0..<found {
                recalls[index].difference = recalls[index].candidate.endDifference(
                    UnsafeRawPointer(base + recalls[index].start),
                    memo.text(recalls[index].slot)
                )
            }
            for index in 0..<found {
                guard let number = number(memo, recalls[index]) else {
                    position = recalls[index].start
                    steps.last.end += index
                    width = 1
                    return false
                }
                numbers.append(number)
            }
            if isBehind {
                steps.last.end += found - 1
                return true
            }
            steps.last.end += found
            if found < width { return false }
            width = min(width * 2, Recall.limit)
        }
    }

    /// Passes over elements that may be known, and the commas between them.
    ///
    /// - Returns: How many there are, and whether the cursor stands behind the last one.
    @inline(__always)
    private mutating func candidates(
        _ keys: (UInt64, UInt64),
        _ recalls: UnsafeMutableBufferPointer<Recall>,
        _ width: Int
    ) -> (Int, isBehind: Bool) {
        var found = 0
        while found < width,
            let candidate = JSONCandidate(base + position, count - position, keys)
        {
            recalls.initializeElement(
                at: found,
                to: Recall(start: position, candidate: candidate)
            )
            found += 1
            position += candidate.length
            let end = position
            skipSpace()
            guard byte == UInt8(ascii: ",") else {
                position = end
                return (found, true)
            }
            position += 1
            skipSpace()
        }
        return (found, false)
    }

    @inline(__always)
    private func number(_ memo: JSONMemo, _ recall: Recall) -> UInt32? {
        guard recall.slot != 0, recall.difference == 0 else { return nil }
        let kept = memo.text(recall.slot)
        guard let number = memo.number(kept, length: recall.candidate.length),
            recall.candidate.headDifference(UnsafeRawPointer(base + recall.start), kept) == 0
        else { return nil }
        return number
    }
}
