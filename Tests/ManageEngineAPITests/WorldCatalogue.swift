// SPDX-License-Identifier: Apache-2.0
import Domain

/// What the feeds of the forge say.
enum WorldCatalogue {
    static let debian = Stream(rawValue: "debian:13")
    static let foundry = Stream(rawValue: "apt:Foundry:stable")
    static let issued = Timestamp(milliseconds: 1_899_000_000_000)

    /// An advisory names it; alder misses it, cedar has it.
    static let hammer = record(
        "hammer",
        "2.0-1",
        from: security,
        [
            ("hammer", "amd64", 1_000), ("libhammer1", "amd64", 500), ("hammer-doc", "all", 200),
            ("hammer", "arm64", 4_000),
        ]
    )
    /// It brings a kernel.
    static let kernel = record(
        "linux-forge",
        "6.1.9-1",
        from: security,
        [("linux-image-forge", "amd64", 9_000)]
    )
    /// Alder has it.
    static let tongs = record("tongs", "1.5-1", from: main, [("tongs", "amd64", 300)])
    /// A newer one supersedes it.
    static let oldBellows = record("bellows", "3.1-1", from: main, [("bellows", "amd64", 100)])
    /// Alder and elm miss it.
    static let bellows = record("bellows", "3.2-1", from: main, [("bellows", "amd64", 110)])
    /// Alder holds it.
    static let rasp = record("rasp", "1.2-1", from: main, [("rasp", "amd64", 40)])
    /// Its publisher releases it step by step.
    static let rule = record("rule", "4.4-1", from: main, [("rule", "amd64", 44)], phased: 10)
    /// It comes from someone else.
    static let ingot = record(
        "ingot",
        "7.0-1",
        in: foundry,
        from: vendor,
        [("ingot", "amd64", 70)]
    )

    static let security = origin("Debian", "Debian-Security", "trixie-security")
    static let main = origin("Debian", "Debian", "trixie")
    static let vendor = origin("Foundry", "Foundry", "stable")

    /// The advisory of the hammer, and one of something that nobody has installed.
    static let advisories = [
        advisory("DSA-7001-1", "hammer", "2.0-1", ["CVE-2030-1001", "CVE-2030-1002"]),
        advisory("DSA-7002-1", "clinker", "9.0-1", ["CVE-2030-2001"]),
    ]

    static let feeds = [
        feed("apt security", [hammer, kernel]),
        feed("apt main", [tongs, oldBellows, bellows, rasp, rule]),
        feed("apt foundry", [ingot]),
        feed("dsa", advisories),
    ]

    /// The number that the face shows for a patch.
    static func number(_ record: PatchRecord) -> Int64 { record.patch.derivedNumber }

    private static func origin(_ owner: String, _ label: String, _ suite: String) -> PatchOrigin {
        PatchOrigin(
            origin: owner,
            label: label,
            suite: suite,
            codename: suite,
            component: "main",
            willingness: .automatic
        )
    }

    private static func record(
        _ source: String,
        _ version: String,
        in stream: Stream = debian,
        from origin: PatchOrigin,
        _ binaries: [(name: String, architecture: String, size: Int64)],
        phased: Int? = nil
    ) -> PatchRecord {
        PatchRecord(
            stream: stream,
            source: source,
            version: version,
            origin: origin,
            binaries: binaries.map {
                PatchBinary(
                    name: $0.name,
                    architecture: $0.architecture,
                    version: version,
                    size: $0.size
                )
            },
            phasedPercentage: phased
        )
    }

    private static func advisory(
        _ name: String,
        _ source: String,
        _ version: String,
        _ cves: [String]
    ) -> PatchRecord {
        let reference = AdvisoryReference(
            name: name,
            title: "\(source) - security update",
            issuedAt: issued,
            cves: cves
        )
        return PatchRecord(
            stream: debian,
            source: source,
            version: version,
            advisories: [reference]
        )
    }

    private static func feed(_ name: String, _ records: [PatchRecord]) -> FeedContent {
        FeedContent(feed: name, digest: "digest of \(name)", source: "memory", records: records)
    }
}
