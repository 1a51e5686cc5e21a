// SPDX-License-Identifier: Apache-2.0

import Testing
import Versioning

@Suite struct WindowsVersionTests {
    @Test("a build is split into its numbers")
    func numbers() throws {
        let build = try WindowsVersion(parsing: " 10.0.019045.4291\t")
        #expect(build.text == "10.0.019045.4291")
        #expect(build.numbers == ["10", "0", "019045", "4291"])
        #expect(try WindowsVersion(parsing: "11").numbers == ["11"])
    }

    @Test(
        "what is no build is refused with the reason",
        arguments: [
            ("", WindowsVersionError.empty), (" \t", .empty),
            ("10.0.x.1", .notNumber(at: 5)), ("10.0a", .notNumber(at: 4)),
            ("10 0", .notNumber(at: 2)), ("-1", .notNumber(at: 0)), ("+1", .notNumber(at: 0)),
            ("10.0.19045.4291a", .notNumber(at: 15)), ("22H2", .notNumber(at: 2)),
            ("10.0.19045.-1", .notNumber(at: 11)), ("10,0", .notNumber(at: 2)),
            ("1\0", .notNumber(at: 1)), ("٣", .notNumber(at: 0)), ("1.0\n", .notNumber(at: 3)),
            ("KB5001330", .notNumber(at: 0)), ("v10.0", .notNumber(at: 0)),
            (".", .numberMissing(at: 0)), (".1", .numberMissing(at: 0)),
            (" .1", .numberMissing(at: 1)), ("1.", .numberMissing(at: 2)),
            ("10..0", .numberMissing(at: 3)), ("1234567..1", .numberMissing(at: 8)),
            ("12345678..1", .numberMissing(at: 9)), ("1234567.", .numberMissing(at: 8)),
            ("12345678.", .numberMissing(at: 9)), ("1.. ", .numberMissing(at: 2)),
        ]
    )
    func refused(_ text: String, _ error: WindowsVersionError) {
        #expect(throws: error) { try WindowsVersion(parsing: text) }
        #expect(WindowsVersion.compare(text, "10.0") == nil)
        #expect(WindowsVersion.compare("10.0", text) == nil)
        #expect(WindowsVersion.compare(text, text) == nil)
    }

    @Test(
        "the first build is the older one",
        arguments: [
            ("10.0.19045.4291", "10.0.19045.4355"), ("10.0.19045.4291", "10.0.22631.1"),
            ("10.0.9200", "10.0.10240"), ("6.3", "10.0"), ("10.0.19045", "10.0.19045.1"),
            ("10", "10.0.0.0.1"), ("10.0.0.0", "10.0.0.0.1"), ("9", "10"), ("1.0", "1.00000001"),
            ("1.12345678", "1.123456789"), ("1.12345678.1", "1.12345679"), ("10.0", "010.1"),
            ("18446744073709551615", "18446744073709551616"),
            ("1.99999999999999999999999999999998", "1.99999999999999999999999999999999"),
            ("1.0.9", "1.0.10"), ("1.05", "1.6"), ("0", "0.0.1"), ("19045.4291", "19045.4291.7"),
        ]
    )
    func ascending(_ older: String, _ newer: String) {
        #expect(WindowsVersion.compare(older, newer) == .ascending)
        #expect(WindowsVersion.compare(newer, older) == .descending)
    }

    @Test(
        "both texts are the same build",
        arguments: [
            ("10.0", "10.0"), ("10", "10.0.0.0"), ("10.0.0", "10.00.000"), ("0", "0.0.0.0.0"),
            ("010.0", "10"), (" 10.0", "10.0\t"), ("1.0000000000000000000000001", "1.1"),
            ("0000000000.00000000", "0"), ("10.0.19045.4291", "10.0.19045.4291.0"),
        ]
    )
    func same(_ first: String, _ second: String) {
        #expect(WindowsVersion.compare(first, second) == .same)
        #expect(WindowsVersion.compare(second, first) == .same)
    }

    @Test(
        "builds are ordered like rows of numbers, compared slowly",
        arguments: 1...4 as ClosedRange<UInt64>
    )
    func agreesWithRows(seed: UInt64) throws {
        var samples = NumberRowSamples(seed: seed)
        for _ in 0..<2_000 {
            let (a, b) = samples.pair()
            let order = WindowsVersion.compare(a, b)
            #expect(order == NumberRowSamples.compare(a, b), "\(a) and \(b), seed \(seed)")
            guard order != nil else { continue }
            let parsed = try WindowsVersion(parsing: a).order(to: WindowsVersion(parsing: b))
            #expect(parsed == order, "\(a) and \(b), seed \(seed)")
        }
    }

    @Test("errors say what is wrong and where")
    func descriptions() {
        #expect(
            WindowsVersionError.notNumber(at: 3).description == "a part is not a number at byte 3"
        )
        #expect(
            WindowsVersionError.numberMissing(at: 0).description
                == "a number is missing at byte 0"
        )
    }
}
