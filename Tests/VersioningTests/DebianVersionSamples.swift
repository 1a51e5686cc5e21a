// SPDX-License-Identifier: Apache-2.0

/// Makes Debian versions that look like real ones and pairs of them that differ by little.
///
/// Pairs of unrelated versions are decided at their first number; the rules about zeros, tildes,
/// long numbers and absent revisions only show when the second version is a small change of the
/// first one.
struct DebianVersionSamples {
    var random: SplitMix64

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    private static let upstreams = [
        "1.0", "2.36", "3.0.15", "0.9.8zh", "1.2.3", "20230311", "6.1.140", "115.9.0esr", "1.21.22",
        "2.4.62", "5.36.0", "0", "00", "0.0", "1", "10", "1.10", "1.09", "4.17.12+dfsg",
        "7.88.1", "1.8.3~rc2", "9.2p1", "255.4+ds1", "0~git20210101.abcdef0", "2:1", "1-2", "1.0a",
        "3.0.0~~alpha1", "18446744073709551616", "99999999999999999999999999999999",
        "00000000000000000000000000000001", "1..2", "1.+.2", "2.0.really1.9",
    ]
    private static let revisions = [
        "", "", "-0", "-1", "-00", "-2", "-10", "-09", "-1ubuntu3.4", "-1build1", "-0+deb12u1",
        "-1+deb12u1", "-1+deb12u10", "-1~deb12u1", "-2~bpo12+1", "-1~bpo11+1", "-1+b1", "-1.1",
        "-4+rpt1", "-0.1~exp2", "-a", "-~", "-+", "-18446744073709551617", "-1-1",
    ]
    private static let epochs = ["", "", "", "", "0:", "1:", "2:", "00:", "01:", "2147483647:"]
    private static let pieces = [
        "0", "00", "1", "9", "~", "~~", "+", ".", "a", "Z", "deb12u1", "+b1", "~bpo12+1", ".0",
        "rc",
        "-", "-0", "-1", ":", "10", "18446744073709551616",
    ]
    /// What Policy does not allow; some of it is refused by dpkg, some only warned about.
    private static let faults = [
        "_", "/", "é", "€", "𝄞", "=", "(", "\u{7F}", "\u{1}", "@", "[", "`", "{", " ", "\t", "\r",
        ":", "x:", "-1:", "+1:", "--", "99999999999:",
    ]

    /// A version that follows Policy to the letter.
    mutating func wellFormed() -> String {
        let version =
            random.pick(Self.epochs) + random.pick(Self.upstreams) + random.pick(Self.revisions)
        return isWellFormed(version) ? version : wellFormed()
    }

    /// Two versions that follow Policy; three times out of four, the second stems from the first.
    mutating func wellFormedPair() -> (String, String) {
        let first = wellFormed()
        guard random.below(4) > 0 else { return (first, wellFormed()) }
        while true {
            let second = random.changed(first, with: Self.pieces)
            if isWellFormed(second) { return (first, second) }
        }
    }

    /// Two texts of which dpkg may warn about, or refuse, one or both; neither is empty.
    mutating func wildPair() -> (String, String) {
        let (first, second) = wellFormedPair()
        switch random.below(4) {
        case 0: return (first, second)
        case 1: return (random.changed(first, with: Self.faults), second)
        case 2: return (first, random.changed(second, with: Self.faults))
        default:
            let changed = random.changed(first, with: Self.faults)
            return (changed, random.changed(second, with: Self.faults))
        }
    }

    /// Debian Policy section 5.6.12, written apart from the code under test.
    private func isWellFormed(_ version: String) -> Bool {
        var rest = Substring(version)
        var hasEpoch = false
        if let colon = rest.firstIndex(of: ":") {
            let digits = rest[..<colon]
            guard !digits.isEmpty, digits.allSatisfy({ "0123456789".contains($0) }),
                Int32(digits) != nil
            else { return false }
            rest = rest[rest.index(after: colon)...]
            hasEpoch = true
        }
        var revision: Substring?
        if let hyphen = rest.lastIndex(of: "-") {
            revision = rest[rest.index(after: hyphen)...]
            rest = rest[..<hyphen]
        }
        let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+~"
        let allowed = letters + "-" + (hasEpoch ? ":" : "")
        guard let first = rest.first, "0123456789".contains(first) else { return false }
        guard rest.allSatisfy({ allowed.contains($0) }) else { return false }
        guard let revision else { return true }
        return !revision.isEmpty && revision.allSatisfy { letters.contains($0) }
    }
}
