// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Versioning

@Suite struct ByteRunTests {
    @Test(
        "digits are ordered by value, whatever their length",
        arguments: [
            ("9", "10", VersionOrder.ascending), ("", "1", .ascending), ("", "000", .same),
            ("007", "7", .same), ("08", "7", .descending), ("123456789", "123456788", .descending),
            ("18446744073709551615", "18446744073709551616", .ascending),
            ("00000000000000000000000000000001", "2", .ascending),
        ]
    )
    func numbers(_ first: String, _ second: String, _ order: VersionOrder) {
        withRuns(first, second) { a, b in
            #expect(a.orderAsNumber(to: b) == order)
            #expect(b.orderAsNumber(to: a) == order.reversed)
        }
    }

    @Test(
        "text is ordered by its bytes, and its beginning comes first",
        arguments: [
            ("a", "b", VersionOrder.ascending), ("a", "ab", .ascending), ("ab", "b", .ascending),
            ("Z", "a", .ascending), ("", "a", .ascending), ("beta", "beta", .same), ("", "", .same),
            ("abcdefgh", "abcdefghi", .ascending), ("abcdefghj", "abcdefghi", .descending),
        ]
    )
    func texts(_ first: String, _ second: String, _ order: VersionOrder) {
        withRuns(first, second) { a, b in
            #expect(a.orderAsText(to: b) == order)
            #expect(b.orderAsText(to: a) == order.reversed)
        }
    }

    @Test("a run ends where it ends, not where its buffer does")
    func bounds() {
        withRuns(" \t12ab ", "") { run, _ in
            let trimmed = run.trimmed
            #expect(trimmed.text == "12ab")
            #expect(trimmed.endOfDigits(from: 2) == 4)
            #expect(trimmed.endOfLetters(from: 4) == 6)
            #expect(ByteRun(run.base, 2, 3).endOfDigits(from: 2) == 3)
            #expect(ByteRun(run.base, 2, 3)[3] == 0)
        }
        withRuns(" \t ", "") { run, _ in #expect(run.trimmed.isEmpty) }
    }

    @Test(
        "a divergence is the first difference, with the numbers around it",
        arguments: [
            ("1.9", "1.10", 2, VersionOrder.ascending), ("1.12", "1.13", 3, .ascending),
            ("1.0.12345678", "1.0.12345679", 11, .ascending), ("10", "1", 1, .descending),
            ("1.05", "1.06", 3, .ascending),
            // Left to a slower way: no number, a zero that may lead, and long numbers.
            ("1.a", "1.b", 2, nil), ("1.0", "1.05", 3, nil), ("1.0", "1.5", 2, nil),
            ("1.", "1.1", 2, nil), ("112345678", "212345678", 0, nil),
        ]
    )
    func divergences(_ first: String, _ second: String, _ length: Int, _ order: VersionOrder?) {
        withRuns(first, second) { a, b in
            #expect(Divergence(a, b)?.length == length)
            #expect(Divergence(a, b)?.numberOrder(a, b) == order)
            #expect(Divergence(b, a)?.numberOrder(b, a) == order?.reversed)
            #expect(Divergence(a, a) == nil)
        }
    }

    /// Hands over two runs that lie in one buffer, the second one right behind the first.
    private func withRuns(
        _ first: String,
        _ second: String,
        _ body: (ByteRun, ByteRun) -> Void
    ) {
        let bytes = Array((first + second + "9").utf8)
        bytes.withUnsafeBufferPointer { all in
            guard let base = all.baseAddress else { return }
            let middle = first.utf8.count
            body(ByteRun(base, 0, middle), ByteRun(base, middle, middle + second.utf8.count))
        }
    }
}
