// SPDX-License-Identifier: Apache-2.0

import Testing
import Versioning

/// What holds for every order, whatever its rules.
@Suite struct OrderLawTests {
    @Test(
        "exchanging two versions reverses their order, and each is the same as itself",
        arguments: VersionScheme.allCases,
        1...3 as ClosedRange<UInt64>
    )
    func reverses(scheme: VersionScheme, seed: UInt64) {
        for (a, b) in pairs(scheme, seed, count: 1_500) {
            let order = scheme.compare(a, b)
            #expect(scheme.compare(b, a) == order?.reversed, "\(a) and \(b), seed \(seed)")
            for version in [a, b] {
                let own: VersionOrder? = isVersion(version, scheme) ? .same : nil
                #expect(scheme.compare(version, version) == own, "\(version), seed \(seed)")
                if own == nil { #expect(order == nil, "\(a) and \(b), seed \(seed)") }
            }
        }
    }

    @Test(
        "the order has no circles",
        arguments: VersionScheme.allCases,
        1...3 as ClosedRange<UInt64>
    )
    func hasNoCircles(scheme: VersionScheme, seed: UInt64) {
        let pool = pairs(scheme, seed, count: 30).flatMap { [$0, $1] }
            .filter { isVersion($0, scheme) }
        let orders = pool.map { a in pool.map { b in scheme.compare(a, b)?.rawValue } }
        for a in pool.indices {
            for b in pool.indices {
                guard let first = orders[a][b], first <= 0 else { continue }
                for c in pool.indices {
                    guard let second = orders[b][c], second <= 0 else { continue }
                    if orders[a][c] != min(first, second) {
                        Issue.record("\(scheme): \(pool[a]), \(pool[b]), \(pool[c]), seed \(seed)")
                    }
                }
            }
        }
    }

    @Test(
        "bytes in the middle of a buffer are ordered like strings",
        arguments: VersionScheme.allCases
    )
    func bytesAgree(scheme: VersionScheme) {
        for (a, b) in pairs(scheme, 11, count: 1_500) {
            // Digits all around would show if a version were read past its ends.
            let bytes = Array("9\(a)\(b)9".utf8)
            let middle = 1 + a.utf8.count
            let fromBytes = bytes.withUnsafeBufferPointer { all in
                scheme.compare(
                    UnsafeBufferPointer(rebasing: all[1..<middle]),
                    UnsafeBufferPointer(rebasing: all[middle..<(bytes.count - 1)])
                )
            }
            #expect(fromBytes == scheme.compare(a, b), "\(a) and \(b)")
        }
    }

    @Test("an empty buffer has no order", arguments: VersionScheme.allCases)
    func emptyBuffer(scheme: VersionScheme) {
        let nothing = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
        #expect(scheme.compare(nothing, nothing) == nil)
    }

    private func pairs(
        _ scheme: VersionScheme,
        _ seed: UInt64,
        count: Int
    ) -> [(String, String)] {
        switch scheme {
        case .deb:
            var samples = DebianVersionSamples(seed: seed)
            return (0..<count).map { _ in samples.wildPair() }
        case .rpm:
            var samples = RPMVersionSamples(seed: seed)
            return (0..<count).map { _ in samples.pair() }
        case .windows:
            var samples = NumberRowSamples(seed: seed)
            return (0..<count).map { _ in samples.pair() }
        case .dotted:
            var samples = DottedVersionSamples(seed: seed)
            return (0..<count).map { _ in samples.pair() }
        }
    }

    private func isVersion(_ text: String, _ scheme: VersionScheme) -> Bool {
        switch scheme {
        case .deb: (try? DebianVersion(parsing: text)) != nil
        case .rpm: (try? RPMVersion(parsing: text)) != nil
        case .windows: (try? WindowsVersion(parsing: text)) != nil
        case .dotted: (try? DottedVersion(parsing: text)) != nil
        }
    }
}
