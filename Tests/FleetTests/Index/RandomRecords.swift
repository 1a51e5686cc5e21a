// SPDX-License-Identifier: Apache-2.0

import Domain

/// What ``RandomRecords`` and ``RandomInventories`` know.
enum RandomPlatform: CaseIterable {
    /// Repositories, advisories of sources and of packages, and statements without a fix.
    case debian
    /// Phased updates and fixes for subscribers.
    case ubuntu
    /// Advisories as a whole, modules, and packages side by side.
    case enterprise
    /// Two products whose updates replace each other, in circles as well.
    case windows
}

/// What feeds may say of a few packages, by chance: every kind of record that there is.
enum RandomRecords {
    static let debVersions = [
        "0.9", "1.0~bpo12+1", "1.0~deb12u1", "1.0", "1.0+deb12u1", "1.1", "1.10", "1:0.5", ":",
    ]
    static let rpmVersions = [
        "0.9-1.el9", "1.0-1.el9", "0:1.1-1.el9", "1.1-2.el9", "1.0-1.module_el9+1+a",
        "1.1-1.module_el9+2+b", "1:0.1-1.el9",
    ]
    static let packages = ["p0", "p1", "p2", "p3"]
    static let sources = ["s0", "s1", "p0"]
    static let updates = (1...7).map { "KB\($0)" }
    static let products = ["Oak", "Windows Server 2022 (x64)"]

    /// A record for a platform, with its feed.
    static func next(
        for platform: RandomPlatform,
        _ random: inout SplitMix64
    ) -> (feed: String, record: PatchRecord) {
        let choice = random.draw(below: 4)
        switch (platform, choice) {
        case (.debian, 0): return ("dsa", sourceFix(&random))
        case (.debian, 1): return ("tracker", statement("debian:12", &random))
        case (.debian, 2): return ("osv", packageFix("debian:12", &random))
        case (.debian, _):
            return offer(
                from: ["main", "updates", "security", "backports", "request", "shop"],
                &random
            )
        case (.ubuntu, 0): return offer(from: ["noble"], &random)
        case (.ubuntu, _): return ("osv", packageFix("ubuntu:24.04", &random))
        case (.enterprise, 0): return ("csaf", statement("almalinux:9", &random))
        case (.enterprise, _): return ("alsa", wholeAdvisory(&random))
        case (.windows, _): return ("kb", update(&random))
        }
    }

    /// What the same feed may say of the same patch later.
    static func changed(_ record: PatchRecord, _ random: inout SplitMix64) -> PatchRecord {
        var record = record
        let version = record.version
        if !record.binaries.isEmpty {
            record.binaries =
                version.isEmpty ? rpmBinaries(&random) : binaries(version, &random)
        }
        if record.affected != nil { record.affected = affected(&random) }
        if record.supersedes != nil { record.supersedes = random.few(of: updates) }
        if record.origin != nil { record.phasedPercentage = random.draw(from: [nil, 10]) }
        if record.stream.rawValue == "ubuntu:24.04" {
            record.subscription = random.draw(from: [nil, "Ubuntu Pro"])
        }
        return record
    }

    private static func offer(
        from suites: [String],
        _ random: inout SplitMix64
    ) -> (String, PatchRecord) {
        let name = random.draw(from: suites)
        let suite = NamedSuite.named(name) ?? NamedSuite.all[0]
        let version = random.draw(from: debVersions)
        let record = PatchRecord(
            stream: Stream(suite.repository),
            source: random.draw(from: sources),
            version: version,
            origin: suite.origin,
            binaries: binaries(version, &random),
            phasedPercentage: random.draw(from: [nil, nil, nil, 10, 100])
        )
        return (name, record)
    }

    private static func sourceFix(_ random: inout SplitMix64) -> PatchRecord {
        PatchRecord(
            stream: Stream(rawValue: "debian:12"),
            source: random.draw(from: sources),
            version: random.draw(from: debVersions),
            advisories: [reference("DSA", &random)]
        )
    }

    private static func packageFix(_ stream: String, _ random: inout SplitMix64) -> PatchRecord {
        let version = random.draw(from: debVersions)
        return PatchRecord(
            stream: Stream(rawValue: stream),
            source: random.draw(from: sources),
            version: version,
            binaries: binaries(version, &random),
            advisories: [reference("OSV", &random)],
            subscription: stream == "ubuntu:24.04" ? random.draw(from: [nil, "Ubuntu Pro"]) : nil
        )
    }

    private static func statement(_ stream: String, _ random: inout SplitMix64) -> PatchRecord {
        let reference = reference("CVE", &random)
        return PatchRecord(
            stream: Stream(rawValue: stream),
            source: reference.name,
            version: "",
            advisories: [reference],
            affected: affected(&random)
        )
    }

    private static func wholeAdvisory(_ random: inout SplitMix64) -> PatchRecord {
        let reference = reference("ALSA", &random)
        return PatchRecord(
            stream: Stream(rawValue: "almalinux:9"),
            source: reference.name,
            version: "",
            binaries: rpmBinaries(&random),
            advisories: [reference],
            classification: random.draw(from: [.security, .update]),
            affected: random.draw(below: 4) == 0 ? affected(&random) : nil
        )
    }

    private static func update(_ random: inout SplitMix64) -> PatchRecord {
        let name = random.draw(from: updates)
        return PatchRecord(
            stream: Stream(rawValue: "windows:\(random.draw(from: products))"),
            source: name,
            version: "",
            advisories: [
                AdvisoryReference(
                    name: name,
                    title: name,
                    issuedAt: Timestamp(milliseconds: Int64(random.draw(below: 3)) * 86_400_000),
                    cves: []
                )
            ],
            supersedes: random.few(of: updates)
        )
    }

    private static func binaries(
        _ version: String,
        _ random: inout SplitMix64
    ) -> [PatchBinary] {
        random.few(of: packages, atLeastOne: true).map { name in
            PatchBinary(
                name: name,
                architecture: random.draw(from: ["amd64", "amd64", "all", "i386", ""]),
                version: random.draw(below: 4) == 0 ? version + "+b1" : version,
                size: nil
            )
        }
    }

    private static func rpmBinaries(_ random: inout SplitMix64) -> [PatchBinary] {
        random.few(of: packages, atLeastOne: true).map { name in
            PatchBinary(
                name: name,
                architecture: random.draw(from: ["", "x86_64", "noarch", "aarch64"]),
                version: random.draw(from: rpmVersions),
                size: nil
            )
        }
    }

    private static func affected(_ random: inout SplitMix64) -> [AffectedPackage] {
        let names = random.few(of: packages + sources, atLeastOne: true)
        return names.map { name in
            AffectedPackage(
                name: name,
                isSource: random.draw(below: 2) == 0,
                answer: random.draw(from: AffectedPackage.Answer.allCases)
            )
        }
    }

    private static func reference(
        _ prefix: String,
        _ random: inout SplitMix64
    ) -> AdvisoryReference {
        AdvisoryReference(
            name: "\(prefix)-\(random.draw(below: 5))",
            title: prefix,
            issuedAt: nil,
            cves: ["CVE-2023-\(random.draw(below: 9))"]
        )
    }
}
