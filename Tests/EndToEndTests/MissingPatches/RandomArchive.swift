// SPDX-License-Identifier: Apache-2.0
import TestSupport

/// An archive and a machine whose whole content follows from a seed.
struct RandomArchive {
    /// The suites.
    private(set) var suites: [AptSuite]
    /// The machine's `/var/lib/dpkg/status`.
    private(set) var dpkgStatus = ""

    private static let sourceCount = 60

    /// Makes it.
    init(seed: UInt64) {
        suites = [
            .bookworm([]), .bookwormSecurity([]), .bookwormBackports([]),
            AptSuite(codename: "rc-buggy", suite: "experimental", notAutomatic: true),
            AptSuite(codename: "tools", origin: "Example", label: "Example Tools"),
        ]
        var generator = SeededGenerator(seed: seed)
        for number in 0..<Self.sourceCount {
            addSource("p\(number)", using: &generator)
        }
    }

    /// Adds a source with one to three binaries, each in some suites, each installed or not.
    private mutating func addSource(_ source: String, using generator: inout SeededGenerator) {
        let versions = Self.versions(using: &generator)
        let names = [source, "lib\(source)-1", "\(source)-data"]
        let binaries = names.prefix(Int.random(in: 1...3, using: &generator))
        var offered: [String] = []
        for place in suites.indices where Int.random(in: 0..<100, using: &generator) < 45 {
            let version = versions[Int.random(in: 1..<versions.count, using: &generator)]
            offered.append(version)
            suites[place].packages += binaries.map { Self.package($0, version, of: source) }
        }
        for binary in binaries where Int.random(in: 0..<100, using: &generator) < 90 {
            // One of an archive's versions, or one that no archive has, older or newer.
            let choices = offered + [versions[0], versions[versions.count - 1]]
            let version = choices[Int.random(in: 0..<choices.count, using: &generator)]
            let isHeld = Int.random(in: 0..<100, using: &generator) < 12
            dpkgStatus += Self.stanza(Self.package(binary, version, of: source), isHeld: isHeld)
        }
    }

    /// Some versions; the first is the one that all others were made from.
    private static func versions(using generator: inout SeededGenerator) -> [String] {
        let upstream = "\(Int.random(in: 0...3, using: &generator)).\(generator.next() % 12)"
        var versions = ["\(upstream)-\(1 + generator.next() % 3)"]
        for _ in 0..<7 {
            let parent = versions[Int.random(in: 0..<versions.count, using: &generator)]
            versions.append(mutation(of: parent, using: &generator))
        }
        return versions
    }

    private static func mutation(
        of version: String,
        using generator: inout SeededGenerator
    ) -> String {
        let number = 1 + generator.next() % 11
        switch generator.next() % 8 {
        case 0: return version + "+deb12u\(number)"
        case 1: return version + "~bpo12+\(number)"
        case 2: return version + "+b\(number)"
        case 3: return version + ".\(number)"
        case 4: return version + "~rc\(number)"
        case 5: return version.contains(":") ? version + "a" : "\(1 + number % 2):\(version)"
        case 6: return version + "+git2025\(number)"
        default: return version + "\(number)"
        }
    }

    /// A package of a version; its architecture follows from the version, as one version of an
    /// archive has one.
    private static func package(
        _ name: String,
        _ version: String,
        of source: String
    ) -> DebPackage {
        let isForAll = version.utf8.reduce(0, { ($0 &* 31 &+ Int($1)) & 0xFFFF }) % 7 == 0
        return DebPackage(
            name: name,
            version: version,
            architecture: isForAll ? "all" : "amd64",
            source: name == source ? nil : source
        )
    }

    private static func stanza(_ package: DebPackage, isHeld: Bool) -> String {
        "\(package.control)Status: \(isHeld ? "hold" : "install") ok installed\n\n"
    }
}
