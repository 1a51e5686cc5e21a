// SPDX-License-Identifier: Apache-2.0

import Testing
import Versioning

@Suite struct DottedVersionCompareTests {
    @Test(
        "the first version is the older one",
        arguments: [
            // Numbers by value; the numbers before the first word decide before it.
            ("1.9", "1.10"), ("1.2", "1.2.1"), ("1.2.3", "1.2.10"), ("2023.4", "2024.1"),
            ("1.18446744073709551615", "1.18446744073709551616"), ("v1.9", "1.10"),
            ("1.2.3", "1.2.4-alpha"), ("1.2 foo", "1.3 bar"), ("1.2w", "1.2.1"), ("1_8_0", "1.8.1"),
            ("115.9.0esr", "115.10.0esr"), ("1.2 sp1", "1.2.1"),
            // The example of Semantic Versioning 2.0.0, section 11.
            ("1.0.0-alpha", "1.0.0-alpha.1"), ("1.0.0-alpha.1", "1.0.0-alpha.beta"),
            ("1.0.0-alpha.beta", "1.0.0-beta"), ("1.0.0-beta", "1.0.0-beta.2"),
            ("1.0.0-beta.2", "1.0.0-beta.11"), ("1.0.0-beta.11", "1.0.0-rc.1"),
            ("1.0.0-rc.1", "1.0.0"), ("1.0-alpha sp1", "1.0-alpha.beta"),
            ("1.0-alpha foo", "1.0-alpha.1"), ("1.0-alpha foo", "1.0-alpha.beta"),
            // Other spellings of the same.
            ("1.2.3rc1", "1.2.3"), ("1.2.3rc1", "1.2.3rc2"), ("1.2.3-beta.9", "1.2.3 RC 1"),
            ("3.13.0a1", "3.13.0b1"), ("3.13.0b9", "3.13.0rc1"), ("1.0 Alpha 2", "1.0Beta1"),
            ("1.0-pre1", "1.0-rc2"), ("1.0 Release Candidate 1", "1.0"),
            // Before the release, no matter how long before.
            ("1.0-SNAPSHOT", "1.0"), ("1.0.dev1", "1.0.dev2"), ("8.0.0-preview.7", "8.0.0"),
            ("1.0-nightly.20240101", "1.0-nightly.20240102"), ("1.0-nightly", "1.0 sp1"),
            ("1.0a1.dev1", "1.0a1"), ("1.0rc.dev1", "1.0rc"), ("1.0rc.post1", "1.0rc.1"),
            // After the release.
            ("1.0", "1.0 sp1"), ("1.0", "1.0.post1"), ("1.0-rc1", "1.0-patch1"), ("9.2p1", "9.2p2"),
            ("8u391", "8 Update 401"), ("13.2-RELEASE", "13.2-RELEASE-p9"), ("1.0", "1.0 hotfix"),
            ("1.0 sp1", "1.0 sp1 patch 2"), ("1.0 sp1 beta", "1.0 sp1"), ("2.0.0-p1", "2.0.0-p2"),
            // Builds.
            ("2024.1 build 123", "2024.1 build 124"), ("2024.1", "2024.1 build 123"),
            ("2024.1 build 123", "2024.1.1"), ("1.0 rc1", "1.0 build 5"),
            ("1.0 build 9", "1.0 (Build 10)"), ("1.0 build 7", "1.0 sp1"),
            ("1.0-beta.2", "1.0-beta.2 build 5"), ("1.0+x (build 4)", "1.0+a (build 5)"),
            // Equal words that are unknown do no harm.
            ("2.43.0.windows.1", "2.43.0.windows.2"), ("2019 R1", "2019 R2"),
            ("7.1.1-9", "7.1.1-29"), ("12.2 Release 1", "12.2 Release 2"),
            ("5.17 (34827)", "5.17 (34900)"),
            ("1.2.3-4-gabc1b2", "1.2.3-5-gdef0a1"), ("2024-01-15", "2024-02-01"),
        ]
    )
    func ascending(_ older: String, _ newer: String) {
        #expect(DottedVersion.compare(older, newer) == .ascending)
        #expect(DottedVersion.compare(newer, older) == .descending)
    }

    @Test(
        "both texts are the same version",
        arguments: [
            ("1.2", "1.2.0"), ("1", "1.0.0.0"), ("01.2", "1.002"), ("v1.2", "1.2"), ("V1", "v1"),
            ("1.2.3rc1", "1.2.3-rc.1"), ("1.2.3rc1", "1.2.3 RC1"), ("1.0rc1", "1.0pre1"),
            ("1.2-beta", "1.2.0-beta.0"), ("1.0a1", "1.0-alpha.1"), ("1.0b2", "1.0.0 beta 2"),
            ("1.2.3+a", "1.2.3+b"), ("1.2.3+a", "1.2.3"), ("1.0-rc.1+5", "1.0-rc.1"),
            ("1.0.Final", "1.0"), ("1.0 GA", "1.0-stable"), ("5.0.0.RELEASE", "5.0"),
            ("1.0 build 5", "1.0-build.5"), ("1.0 build 0", "1.0"), ("1.0 SP1", "1.0-ServicePack1"),
            ("8u401", "8 Update 401"), ("9.2p1", "9.2-patch.1"), ("1_8_0", "1.8"),
            ("115.9.0esr", "115.9ESR"), ("1.0 (build 5)", "1.0 build 5"), ("1.0 (2)", "1.0 2"),
        ]
    )
    func same(_ first: String, _ second: String) {
        #expect(DottedVersion.compare(first, second) == .same)
        #expect(DottedVersion.compare(second, first) == .same)
    }

    @Test(
        "what only a guess could order has no order",
        arguments: [
            // Unknown words.
            ("1.2 foo", "1.2 bar"), ("1.2 foo", "1.2"), ("1.2 foo", "1.2 rc1"),
            ("1.2 foo 1", "1.2 bar 2"), ("1.1.1v", "1.1.1w"), ("1.1.1w", "1.1.1"),
            ("1.0b", "1.0"), ("1.0 x64", "1.0"), ("1.0 (64-bit)", "1.0"), ("1.0 R2", "1.0"),
            ("1.0 verylongunknownword", "1.0"), ("1.0 rcx", "1.0"), ("1.0 Release 2", "1.0"),
            ("1.0 pre-alpha", "1.0 alpha"), ("1.0 snapshotsnapshotsnapshot", "1.0 snapshot"),
            // A number of which nothing says what it counts.
            ("1.2.3-1", "1.2.3"), ("1.2.3-1", "1.2.3-rc1"), ("1.2.3-1", "1.2.3 (1)"),
            ("5.17.11 (34827)", "5.17.11"), ("1.0-b10", "1.0"),
            // Letters and digits in turns.
            ("1.0-1a2b", "1.0-2a2b"), ("1.0-1rc2", "1.0-1"), ("1.0.gabc1d", "1.0.gabc2d"),
            // Two words of one stage, or of stages that no convention orders.
            ("1.0 sp1", "1.0 patch1"), ("1.0 sp1", "1.0.post2"), ("1.0-nightly", "1.0-beta"),
            ("8.0-preview.7", "8.0-rc.1"), ("1.0.dev1", "1.0a1"), ("1.0-dev", "1.0-snapshot"),
            ("1.0-alpha.foo", "1.0-alpha.bar"), ("1.0-alpha foo", "1.0-alpha"),
        ]
    )
    func notComparable(_ first: String, _ second: String) throws {
        _ = try (DottedVersion(parsing: first), DottedVersion(parsing: second))
        #expect(DottedVersion.compare(first, second) == nil)
        #expect(DottedVersion.compare(second, first) == nil)
    }

    @Test("a fault behind the difference that decides is still a fault")
    func lateFault() {
        #expect(DottedVersion.compare("1.0", "2.0-rc..1") == nil)
        #expect(DottedVersion.compare("1.0 (rc", "2.0") == nil)
    }

    @Test(
        "the order is that of its rules, written out slowly",
        arguments: 1...4 as ClosedRange<UInt64>
    )
    func agreesWithRules(seed: UInt64) throws {
        var samples = DottedVersionSamples(seed: seed)
        var counts: [VersionOrder?: Int] = [:]
        for _ in 0..<1_000 {
            let (a, b) = samples.pair()
            let order = DottedVersion.compare(a, b)
            counts[order, default: 0] += 1
            guard let first = try? DottedVersion(parsing: a),
                let second = try? DottedVersion(parsing: b)
            else {
                #expect(order == nil, "\(a) and \(b), seed \(seed)")
                continue
            }
            #expect(order == DottedOrder.compare(a, b), "\(a) and \(b), seed \(seed)")
            #expect(first.order(to: second) == order, "\(a) and \(b), seed \(seed)")
        }
        // Guards against samples that stop exercising an answer.
        for answer in VersionOrder.allCases as [VersionOrder?] + [nil] {
            #expect(counts[answer, default: 0] > 50, "\(answer as Any), seed \(seed)")
        }
    }
}
