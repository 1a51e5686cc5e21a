// SPDX-License-Identifier: Apache-2.0

import Testing
import Versioning

@Suite struct VersionSchemeTests {
    @Test(
        "the answers have the symbols of the command line",
        arguments: [("1.0", "2.0", "-1"), ("1.0", "1.0-0", "0"), ("2.0", "1.0", "1")]
    )
    func symbols(_ first: String, _ second: String, _ symbol: String) throws {
        let scheme = try #require(VersionScheme(rawValue: "deb"))
        #expect(scheme.compare(first, second)?.symbol == symbol)
        #expect(scheme.compare(second, first)?.reversed.symbol == symbol)
    }

    @Test(
        "each name stands for its own order",
        arguments: [
            ("deb", "1.0", "1.0-0", "0"), ("deb", "1.0a", "1.0.1", "-1"),
            ("rpm", "1.0", "1.0-0", "-1"), ("rpm", "1.0", "1_0", "0"),
            ("windows", "1.0", "1", "0"), ("windows", "1.0-1", "1.0", "?"),
            ("dotted", "1.0rc1", "1", "-1"), ("dotted", "1.0 sp1", "1", "1"),
            ("dotted", "1.0-0", "1.0", "?"),
        ]
    )
    func ownOrders(_ name: String, _ first: String, _ second: String, _ symbol: String) throws {
        let scheme = try #require(VersionScheme(rawValue: name))
        #expect(scheme.compare(first, second)?.symbol ?? "?" == symbol)
    }

    @Test("a text that is no version has no order", arguments: VersionScheme.allCases)
    func notComparable(scheme: VersionScheme) {
        #expect(scheme.compare("1.0", "1 .0") == nil)
        #expect(scheme.compare("1.0", "") == nil)
    }

    @Test("bytes are ordered like strings")
    func bytes() {
        let order = Array("1.9".utf8).withUnsafeBufferPointer { a in
            Array("1.10".utf8).withUnsafeBufferPointer { b in VersionScheme.deb.compare(a, b) }
        }
        #expect(order == .ascending)
    }

    @Test(
        "a name of no scheme gives no scheme",
        arguments: ["", "DEB", "debian", "RPM", "win", "semver"]
    )
    func unknownName(_ name: String) {
        #expect(VersionScheme(rawValue: name) == nil)
    }
}
