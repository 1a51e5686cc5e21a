// SPDX-License-Identifier: Apache-2.0

/// Makes versions of applications, pairs of them that differ by little, and a few faults.
struct DottedVersionSamples {
    var random: SplitMix64

    init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    private static let numbers = ["1.2.3", "1", "1.0", "v1.2", "2024.1", "1_2", "1.2.0", "0.0"]
    private static let endings = [
        "", "", "", ".1", ".0", "-1", " (5)", " build 7", "-beta", "-beta.1", "beta2", "rc1",
        "-rc.1", "pre1", "-alpha", "-alpha.beta", "-alpha.1", "a1", "b1", "p1", "u5", "-p2", "w",
        " sp1", " SP 2", ".post1", ".dev1", "-SNAPSHOT", "-nightly.3", ".Final", "-RELEASE",
        " Release 2", " foo", ".foo.1", "foo2", "-gabc1d2", "-4-gabc", " x64", "+a.1", "+b",
        "-preview.7", " patch", ".windows.1", "-pre-alpha", " hotfix 3", "-1a2", "-rc.dev",
        "-rc.post1", " 18446744073709551616",
    ]
    private static let pieces = [
        "0", "1", "9", "10", ".0", ".1", ".", "-", "_", " ", "+", "(", ")", "-1", "rc", "beta",
        "alpha", "a", "b", "p", "x", "Z", "final", " build ", "foo", "dev", "sp", ".beta", ".foo",
        " ga", "12345678",
    ]

    /// Two texts; most of the time the second one stems from the first.
    mutating func pair() -> (String, String) {
        let first = version()
        switch random.below(8) {
        case 0...2: return (first, version())
        case 3: return (first, first.uppercased() + random.pick(["", "+x", ".0", " final"]))
        default: return (first, random.changed(first, with: Self.pieces))
        }
    }

    private mutating func version() -> String {
        var version = random.pick(Self.numbers)
        for _ in 0...random.below(2) { version += random.pick(Self.endings) }
        return version
    }
}
