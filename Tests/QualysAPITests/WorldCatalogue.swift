// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

/// What the feeds of the nursery say.
///
/// | patch | stream | what is true of it |
/// |---|---|---|
/// | hammer | debian:12 | DSA-7001-1, important, two CVEs; approved for all; alder misses it |
/// | kernel | debian:12 | DSA-7003-1, critical, asks for a restart, its CVE is exploited |
/// | tongs | debian:12 | not for security; birch misses it |
/// | oldBellows, bellows | debian:12 | not for security; alder misses both |
/// | rasp | debian:12 | not for security; alder holds the package |
/// | ingot | apt:Foundry:stable | of a third party; alder misses it |
/// | clinker | debian:12 | DSA-7002-1, of something that nobody has installed |
/// | quench | debian:12 | CVE-2026-4001, for which there is no fix; alder is vulnerable |
/// | january, february, march | Windows | cumulative ones, each replaces the one before |
/// | runtime | Windows | not for security, replaces nothing |
/// | defender | Windows | moderate, replaces nothing |
enum WorldCatalogue {
    static let debian = Stream(rawValue: "debian:12")
    static let foundry = Stream(rawValue: "apt:Foundry:stable")
    static let windows = Stream(rawValue: "windows:Windows Server 2022")

    static let security = origin("Debian", "Debian-Security", "bookworm-security")
    static let main = origin("Debian", "Debian", "bookworm")
    static let vendor = origin("Foundry", "Foundry", "stable")

    static let hammer = package("hammer", "2.0-1", from: security, ["hammer", "libhammer1"])
    static let kernel = package("linux-forge", "6.1.9-1", from: security, ["linux-image-forge"])
    static let tongs = package("tongs", "1.5-1", from: main, ["tongs"])
    static let oldBellows = package("bellows", "3.1-1", from: main, ["bellows"])
    static let bellows = package("bellows", "3.2-1", from: main, ["bellows"])
    static let rasp = package("rasp", "1.2-1", from: main, ["rasp"])
    static let ingot = package("ingot", "7.0-1", in: foundry, from: vendor, ["ingot"])
    static let clinker = advisory(
        "DSA-7002-1",
        "clinker",
        "9.0-1",
        .low,
        [2_001],
        on: .seconds(-20 * 86_400)
    )
    static let quench = unfixed("CVE-2026-4001", "quench")

    static let january = update("KB5030001", .critical, [6_001], on: .seconds(-63 * 86_400))
    static let february = update(
        "KB5030002",
        .critical,
        [6_002],
        on: .seconds(-35 * 86_400),
        replacing: "KB5030001"
    )
    static let march = update(
        "KB5030003",
        .critical,
        [6_003, 6_004],
        on: .seconds(-7 * 86_400),
        replacing: "KB5030002",
        needsReboot: true
    )
    static let runtime = update("KB5030010", nil, [], on: .seconds(-21 * 86_400))
    static let defender = update(
        "KB5030020",
        .moderate,
        [6_005],
        on: .seconds(-8 * 86_400),
        needsReboot: false
    )

    /// The vulnerability that is known to be exploited; the kernel closes it.
    static let exploited = "CVE-2026-1003"

    static var feeds: [FeedContent] {
        [
            feed("apt security", [hammer, kernel]),
            feed("apt main", [tongs, oldBellows, bellows, rasp]),
            feed("apt foundry", [ingot]),
            feed("dsa", [dsaOfHammer, clinker, dsaOfKernel]),
            feed("security-tracker", [quench]),
            feed("cvrf", [january, february, march, runtime, defender]),
            ranking,
        ]
    }

    private static let dsaOfHammer = advisory(
        "DSA-7001-1",
        "hammer",
        "2.0-1",
        .important,
        [1_001, 1_002],
        on: .seconds(-5 * 86_400)
    )
    private static let dsaOfKernel: PatchRecord = {
        var record = advisory(
            "DSA-7003-1",
            "linux-forge",
            "6.1.9-1",
            .critical,
            [1_003],
            on: .seconds(-3 * 86_400)
        )
        record.needsReboot = true
        return record
    }()

    private static var ranking: FeedContent {
        var vulnerability = VulnerabilityRecord(cve: exploited)
        vulnerability.exploitedSince = SteppingClock.start + .seconds(-2 * 86_400)
        vulnerability.dueAt = SteppingClock.start + .seconds(19 * 86_400)
        vulnerability.isUsedByRansomware = true
        vulnerability.probability = 0.91
        var content = feed("kev", [])
        content.vulnerabilities = [vulnerability]
        return content
    }

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

    private static func package(
        _ source: String,
        _ version: String,
        in stream: Stream = debian,
        from origin: PatchOrigin,
        _ binaries: [String]
    ) -> PatchRecord {
        PatchRecord(
            stream: stream,
            source: source,
            version: version,
            origin: origin,
            binaries: binaries.map {
                PatchBinary(name: $0, architecture: "amd64", version: version, size: 1_000)
            }
        )
    }

    private static func advisory(
        _ name: String,
        _ source: String,
        _ version: String,
        _ severity: Patch.Severity,
        _ cves: [Int],
        on day: Duration
    ) -> PatchRecord {
        PatchRecord(
            stream: debian,
            source: source,
            version: version,
            advisories: [reference(name, "\(source) - security update", cves, on: day)],
            severity: severity
        )
    }

    private static func unfixed(_ cve: String, _ source: String) -> PatchRecord {
        PatchRecord(
            stream: debian,
            source: cve,
            version: "",
            title: "\(source) lets strangers in",
            advisories: [
                AdvisoryReference(
                    name: cve,
                    title: "\(source) lets strangers in",
                    issuedAt: nil,
                    cves: [cve]
                )
            ],
            affected: [AffectedPackage(name: source, isSource: true, answer: .affected)]
        )
    }

    private static func update(
        _ article: String,
        _ severity: Patch.Severity?,
        _ cves: [Int],
        on day: Duration,
        replacing former: String? = nil,
        needsReboot: Bool? = nil
    ) -> PatchRecord {
        let title = "\(severity == nil ? "Update" : "Security update") \(article)"
        return PatchRecord(
            stream: windows,
            source: article,
            version: "",
            title: title,
            advisories: [reference(article, title, cves, on: day)],
            severity: severity,
            classification: severity == nil ? .update : .security,
            supersedes: former.map { [$0] } ?? [],
            needsReboot: needsReboot
        )
    }

    private static func reference(
        _ name: String,
        _ title: String,
        _ cves: [Int],
        on day: Duration
    ) -> AdvisoryReference {
        AdvisoryReference(
            name: name,
            title: title,
            issuedAt: SteppingClock.start + day,
            cves: cves.map { "CVE-2026-\($0)" }
        )
    }

    private static func feed(_ name: String, _ records: [PatchRecord]) -> FeedContent {
        FeedContent(feed: name, digest: "digest of \(name)", source: "memory", records: records)
    }
}
