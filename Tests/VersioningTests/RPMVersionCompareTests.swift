// SPDX-License-Identifier: Apache-2.0

import Testing
import Versioning

@Suite struct RPMVersionCompareTests {
    @Test(
        "the first version is the older one",
        arguments: [
            // Numbers count as numbers, whatever their length.
            ("1.9", "1.10"), ("1.2", "1.2.1"), ("1.05", "1.6"), ("1.12345678", "1.123456789"),
            ("18446744073709551615", "18446744073709551616"), ("10", "010.1"), ("1.0.0", "1.0.01"),
            // A tilde comes before the end, the end before a caret, a caret before all else.
            ("1.0~rc1", "1.0"), ("1.0~rc1", "1.0~rc2"), ("1.0~~", "1.0~"), ("1.0~^", "1.0"),
            ("1.0", "1.0^"), ("1.0^git1", "1.0^git2"), ("1.0^", "1.0^^"), ("1.0^git1", "1.0.1"),
            ("1.0^git1", "1.0a"), ("1.0~rc1", "1.0~rc1^git1"), ("1.0^git1~pre", "1.0^git1"),
            ("1.0^", "1.01"), ("~", "^"), ("~1", "1"),
            // Letters come before numbers and after the end; capitals before small letters.
            ("1.0", "1.0a"), ("1.0a", "1.0b"), ("1.0a", "1.0ab"), ("1.0ab", "1.0b"), ("1Z", "1a"),
            ("1.a", "1.0"), ("a", "0"), ("2.0.1a", "2.0.1.1"), ("el9", "el10"), ("a1", "ab"),
            ("1.0alpha2", "1.0beta1"), ("5.el8", "5.el9"), ("4.el9", "4.el9_2"),
            ("4.el9", "4.el9.1"), ("553.5.1.el8_10", "553.16.1.el8_10"),
            // An epoch outweighs all the rest.
            ("99-9", "1:0-0"), ("1:99-1", "2:1-1"), ("9:1", "10:1"),
            ("99999999999999999998:1", "99999999999999999999:1"),
            // The release decides last, and none comes before any, even before an empty one.
            ("1.0-1", "1.0-2"), ("1.0-9", "1.0.1-1"), ("1.0", "1.0-1"), ("1.0", "1.0-"),
            ("1.0", "1.0-~"), ("1.0-~", "1.0-"), ("1.0-", "1.0-1"), ("1-1", "1-1-1"),
            ("1.0-1.el9", "1.0-1.el9_0.1"), ("1.0-1~rc1", "1.0-1"), ("1.0-1", "1.0-1^1"),
        ]
    )
    func ascending(_ older: String, _ newer: String) {
        #expect(RPMVersion.compare(older, newer) == .ascending)
        #expect(RPMVersion.compare(newer, older) == .descending)
    }

    @Test(
        "both texts are the same version",
        arguments: [
            ("1.0", "1.0"), ("1.0", "1_0"), ("1.0", "1..0"), ("1.0", "1.0."), ("1.0", ".1.0"),
            ("1.0", "1.00"), ("1.0", "01.0"), ("1.0", "0:1.0"), ("1.0", ":1.0"), ("1:1", "01:1"),
            ("1.0-1", "0:1.0-01"), ("1.0a1", "1.0.a.1"), ("1.0é", "1.0"), ("1.0", "1.0+"),
            ("1.0~", "1.0.~."), ("1^a", "1.^.a"), (" 1.0-1\t", "1.0-1"), ("1:2:3", "1:2.3"),
            ("1.0-", "1.0-."), (".", "_"), ("1.0\r", "1.0"), ("000000000000000000000", "0"),
        ]
    )
    func same(_ first: String, _ second: String) {
        #expect(RPMVersion.compare(first, second) == .same)
        #expect(RPMVersion.compare(second, first) == .same)
    }

    @Test(
        "the order is that of rpm's rules, written out slowly",
        arguments: 1...4 as ClosedRange<UInt64>
    )
    func agreesWithRules(seed: UInt64) {
        var samples = RPMVersionSamples(seed: seed)
        for _ in 0..<2_000 {
            let (a, b) = samples.pair()
            let expected = RPMOrder.compare(a, b)
            #expect(RPMVersion.compare(a, b) == expected, "\(a) and \(b), seed \(seed)")
        }
    }

    @Test("parsed versions are ordered like strings")
    func parsed() throws {
        var samples = RPMVersionSamples(seed: 11)
        for _ in 0..<1_000 {
            let (a, b) = samples.pair()
            guard let order = RPMVersion.compare(a, b) else { continue }
            let parsed = try RPMVersion(parsing: a).order(to: RPMVersion(parsing: b))
            #expect(parsed == order, "\(a) and \(b)")
        }
    }
}
