// SPDX-License-Identifier: Apache-2.0

/// Makes rpm versions that look like real ones, pairs of them that differ by little, and faults.
struct RPMVersionSamples {
    var random: SplitMix64

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    private static let versions = [
        "1.0", "5.14.0", "4.18.0", "2.34", "20230311", "1.14.6", "9.2p1", "0", "00", "1", "10",
        "3.0.15", "1.0~rc1", "1.0~~", "2.0^20240101git1a2b3c4", "2.0^", "1.1.1k", "8.7p1", "a",
        "18446744073709551616", "00000000000000000000000000000001", "115.9.0esr", "1_0", "1..2",
        "0.9.8zh", "1.el9", "12345678", "123456789",
    ]
    private static let releases = [
        "", "", "-1", "-0", "-1.el9", "-1.el9_4", "-1.el9_4.1", "-10.el9", "-2.el8_10",
        "-553.16.1.el8_10", "-1.module_el8.10.0+3845+87b84552", "-0.1.rc1.el9", "-1~", "-1^", "-",
        "-14.alma.1", "-4.el10_0", "-1-1", "-~", "-a",
    ]
    private static let epochs = [
        "", "", "", "", "0:", "1:", "2:", "00:", ":", "32:", "4294967296:",
    ]
    private static let pieces = [
        "0", "00", "1", "9", "10", "~", "~~", "^", "^^", ".", "_", "+", "-", "a", "Z", "el9", "rc",
        "git", ".0", "-0", "-1", "1:", ":", "é", "\r", "\u{1}", "%", "18446744073709551616",
    ]
    private static let faults = [" ", "\t", "x:", ":", "-1:", "--", "1a:", "-", "1: "]

    /// Two texts; three times out of four the second one stems from the first, and one time in
    /// eight something is put in that often makes it no version.
    mutating func pair() -> (String, String) {
        let first = version()
        let second =
            random.below(4) == 0 ? version() : random.changed(first, with: Self.pieces)
        guard random.below(8) == 0 else { return (first, second) }
        return (first, random.changed(second, with: Self.faults))
    }

    private mutating func version() -> String {
        random.pick(Self.epochs) + random.pick(Self.versions) + random.pick(Self.releases)
    }
}
