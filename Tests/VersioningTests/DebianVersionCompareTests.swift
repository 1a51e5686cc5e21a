// SPDX-License-Identifier: Apache-2.0

import Testing
import Versioning

@Suite struct DebianVersionCompareTests {
    @Test(
        "the first version is the older one",
        arguments: [
            // Numbers count as numbers, whatever their length.
            ("1.9", "1.10"), ("9", "10"), ("1.2", "1.2.1"), ("1.2.3", "1.2.30"),
            ("18446744073709551615", "18446744073709551616"),
            ("99999999999999999999999999999998", "99999999999999999999999999999999"),
            ("1.12345678", "1.123456789"), ("1.12345678", "1.22345678"), ("1.05", "1.5.1"),
            ("10", "010.1"), ("1.0.0", "1.0.01"), ("1.099", "1.100"), ("5.0099", "5.0100"),
            // A tilde comes before everything, even the end.
            ("1.0~", "1.0"), ("1.0~~", "1.0~"), ("1.0~~a", "1.0~"), ("1.0~rc1", "1.0~rc2"),
            ("1.0~rc1", "1.0"), ("1.0~rc1-1", "1.0-1"), ("1.0-1~", "1.0-1"), ("1.0-~", "1.0"),
            ("1.0-1~deb12u1", "1.0-1"), ("1.0-1~bpo12+1", "1.0-1"),
            ("1.0-1~bpo11+1", "1.0-1~bpo12+1"),
            // The end comes before letters, letters before the rest.
            ("1.0", "1.0a"), ("1.0a", "1.0b"), ("1.0Z", "1.0a"), ("1.0a", "1.0+"),
            ("1.0z", "1.0+"), ("1.0+", "1.0."), ("1.0-1a", "1.0-1+"), ("0.9.8z", "0.9.8zh"),
            ("1.0rc1", "1.0+dfsg"), ("9.2p1", "9.2p2"), ("1a", "1.0"), ("1", "1.0.a"),
            // Rebuilds and security updates.
            ("1.0-1", "1.0-1+b1"), ("1.0-1+b1", "1.0-1+b2"), ("1.0-1+b1", "1.0-1+deb12u1"),
            ("1.0-1+deb12u1", "1.0-1+deb12u2"), ("1.0-1+deb12u9", "1.0-1+deb12u10"),
            ("1.0-1+deb11u5", "1.0-1+deb12u1"), ("3.0.15-1~deb12u1", "3.0.15-1"),
            ("1.0-1", "1.0-1ubuntu1"), ("1.0-1ubuntu1", "1.0-1ubuntu1.1"), ("1.0-1", "1.0-1.1"),
            // The last hyphen starts the revision.
            ("1.0-9", "1.0-9-1"), ("1.0-1", "1.0.1-0"), ("1-1", "1-1-1"), ("1.0", "1.0-1"),
            ("1.0-1", "1.0-a-0"), ("1.0-1-1", "1.0-1-2"), ("1-0", "1-0-0"), ("0.6.6", "0.6.6-1"),
            // An epoch outweighs all the rest.
            ("99", "1:0"), ("1:99", "2:0"), ("9:1", "10:0"), ("0:9", "1:1~"), ("1:1", "1:1:1"),
            // What dpkg only warns about is ordered all the same.
            ("abc", "abd"), ("~1", "0"), ("1.0z", "1.0é"), ("1.0é", "1.0+"), ("1_0", "1_1"),
            ("1.0", "1.0_"), ("1.0", "1.0\r"), ("1.0", "a"),
        ]
    )
    func ascending(_ older: String, _ newer: String) {
        #expect(DebianVersion.compare(older, newer) == .ascending)
        #expect(DebianVersion.compare(newer, older) == .descending)
    }

    @Test(
        "both texts are the same version",
        arguments: [
            ("1.0", "1.0"), ("1.0", "1.0-0"), ("1.0", "0:1.0"), ("0:1.0-0", "1.0"),
            ("1.0", "1.0-00"), ("1.0-0", "1.0-000"), ("1.0", "1.00"), ("1.0", "01.0"),
            ("1.0", "1."), ("1.a", "1.a0"), ("1.0", "00:1.0"), ("01:2", "1:2"), ("+1:2", "1:2"),
            ("-0:2", "2"), ("\n1:2", "1:2"), ("1.00a", "1.0a"), ("1.a00-0", "1.a"),
            ("1.000000000000000000000000000001-1", "1.1-1"), (" 1.0\t", "1.0"),
            ("0", "0-0"), ("1.2.3-1+b0", "1.2.3-1+b"), ("1.0-1a", "1.0-1a0"),
            ("000000000000000000000000000000", "0"), ("1.0~", "1.0~0"),
        ]
    )
    func same(_ first: String, _ second: String) {
        #expect(DebianVersion.compare(first, second) == .same)
        #expect(DebianVersion.compare(second, first) == .same)
    }

    @Test(
        "a version that dpkg refuses has no order",
        arguments: [
            "", " ", "\t \t", "1 0", "1.0 1", "1\t0", "a:1", ":1", ":", "1:", "1: ", "x1:1", "1x:1",
            "0x1:1", "-1:1", "2147483648:1", "99999999999999999999:1", "-99999999999999999999:1",
            "+:1", "-:1", "1-", "1.0-1-", "-", "-1", "1:-1", "1:-", "1.0-1:1", "1\0", "\0",
        ]
    )
    func refused(_ refused: String) {
        #expect(DebianVersion.compare(refused, "1.0") == nil)
        #expect(DebianVersion.compare("1.0", refused) == nil)
        #expect(DebianVersion.compare(refused, refused) == nil)
    }

    @Test(
        "the order is that of Policy, written out slowly",
        arguments: 1...4 as ClosedRange<UInt64>
    )
    func agreesWithPolicy(seed: UInt64) {
        var samples = DebianVersionSamples(seed: seed)
        for _ in 0..<2_000 {
            let (a, b) = samples.wellFormedPair()
            let order = DebianVersion.compare(a, b)
            #expect(order == PolicyOrder.compare(a, b), "\(a) and \(b), seed \(seed)")
        }
    }

    @Test("exchanging two versions reverses their order", arguments: 1...4 as ClosedRange<UInt64>)
    func antisymmetric(seed: UInt64) {
        var samples = DebianVersionSamples(seed: seed)
        for _ in 0..<2_000 {
            let (a, b) = samples.wildPair()
            let order = DebianVersion.compare(a, b)
            let opposite = DebianVersion.compare(b, a)
            #expect(opposite == order?.reversed, "\(a) and \(b), seed \(seed)")
        }
    }

    @Test("a version is the same as itself", arguments: 1...4 as ClosedRange<UInt64>)
    func reflexive(seed: UInt64) {
        var samples = DebianVersionSamples(seed: seed)
        for _ in 0..<1_000 {
            let version = samples.wellFormed()
            #expect(DebianVersion.compare(version, version) == .same, "\(version), seed \(seed)")
        }
    }

    @Test("the order has no circles", arguments: 1...4 as ClosedRange<UInt64>)
    func transitive(seed: UInt64) throws {
        var samples = DebianVersionSamples(seed: seed)
        // A small pool of near relatives, so that all three orders are frequent.
        var pool: [String] = []
        for _ in 0..<20 {
            let (a, b) = samples.wildPair()
            pool += [a, b].filter { DebianVersion.compare($0, $0) == .same }
        }
        let orders = try pool.map { a in
            try pool.map { b in try #require(DebianVersion.compare(a, b)).rawValue }
        }
        for a in pool.indices {
            for b in pool.indices where orders[a][b] <= 0 {
                for c in pool.indices where orders[b][c] <= 0 {
                    let expected = min(orders[a][b], orders[b][c])
                    if orders[a][c] != expected {
                        Issue.record("\(pool[a]), \(pool[b]), \(pool[c]), seed \(seed)")
                    }
                }
            }
        }
    }

    @Test("bytes and parsed versions are ordered like strings")
    func allFormsAgree() throws {
        var samples = DebianVersionSamples(seed: 11)
        for _ in 0..<2_000 {
            let (a, b) = samples.wildPair()
            let order = DebianVersion.compare(a, b)
            // The second version follows the first one without a gap, as in a table of texts.
            let bytes = Array((a + b).utf8)
            let fromBytes = bytes.withUnsafeBufferPointer { all in
                DebianVersion.compare(
                    UnsafeBufferPointer(rebasing: all[..<a.utf8.count]),
                    UnsafeBufferPointer(rebasing: all[a.utf8.count...])
                )
            }
            #expect(fromBytes == order, "\(a) and \(b)")
            guard order != nil else { continue }
            let parsed = try DebianVersion(parsing: a).order(to: DebianVersion(parsing: b))
            #expect(parsed == order, "\(a) and \(b)")
        }
    }

    @Test("an empty buffer has no order")
    func emptyBuffer() {
        let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        #expect(DebianVersion.compare(nothing, nothing) == nil)
    }
}
