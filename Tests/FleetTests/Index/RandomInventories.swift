// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain

/// What machines may have installed, by chance: those that ``RandomRecords`` speak of.
enum RandomInventories {
    /// An inventory of a platform.
    static func next(for platform: RandomPlatform, _ random: inout SplitMix64) -> Inventory {
        switch platform {
        case .debian: deb("debian:12", &random)
        case .ubuntu: deb("ubuntu:24.04", &random)
        case .enterprise: rpm(&random)
        case .windows: windows(&random)
        }
    }

    private static func deb(_ stream: String, _ random: inout SplitMix64) -> Inventory {
        let suites: [[String]?] =
            stream == "ubuntu:24.04"
            ? [nil, ["noble"], ["noble", "esm"]]
            : [nil, ["main", "security"], ["main", "updates", "backports", "request", "shop"]]
        let count = random.draw(below: 7)
        return Inventory(
            stream: stream,
            architecture: "amd64",
            packages: (0..<count).map { _ in debPackage(&random) },
            repositories: random.draw(from: suites)?.compactMap { NamedSuite.named($0)?.repository }
        )
    }

    private static func debPackage(_ random: inout SplitMix64) -> InstalledPackage {
        let version = random.draw(from: RandomRecords.debVersions)
        return InstalledPackage(
            name: random.draw(below: 5) == 0 ? nil : random.draw(from: RandomRecords.packages),
            architecture: random.draw(from: ["amd64", "amd64", "all", "i386", nil]),
            version: random.draw(below: 4) == 0 ? version + "+b1" : version,
            source: random.draw(from: RandomRecords.sources),
            sourceVersion: random.draw(below: 2) == 0 ? version : nil,
            isHeld: random.draw(below: 4) == 0,
            isUnconfigured: random.draw(below: 4) == 0
        )
    }

    private static func rpm(_ random: inout SplitMix64) -> Inventory {
        let count = random.draw(below: 7)
        return Inventory(
            stream: "almalinux:9",
            architecture: "x86_64",
            packages: (0..<count).map { _ in
                InstalledPackage(
                    name: random.draw(from: RandomRecords.packages),
                    architecture: random.draw(from: ["x86_64", "x86_64", "noarch", "i686"]),
                    version: random.draw(from: RandomRecords.rpmVersions),
                    source: random.draw(from: RandomRecords.sources),
                    isHeld: random.draw(below: 5) == 0
                )
            },
            repositories: nil
        )
    }

    private static func windows(_ random: inout SplitMix64) -> Inventory {
        Inventory(
            stream: "windows:\(random.draw(from: RandomRecords.products))",
            architecture: "x86_64",
            packages: random.few(of: RandomRecords.updates).map {
                InstalledPackage(name: $0, architecture: nil, version: "", source: $0)
            },
            repositories: nil
        )
    }
}
