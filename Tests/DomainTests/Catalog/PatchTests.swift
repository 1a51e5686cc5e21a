// SPDX-License-Identifier: Apache-2.0

import Domain
import Testing

@Suite struct PatchTests {
    private static let stream = Stream(rawValue: "debian:12")
    private static let dsa = AdvisoryReference(
        name: "DSA-5001-1",
        title: "zlib - security update",
        issuedAt: Samples.at(0),
        cves: ["CVE-2023-2", "CVE-2023-1"]
    )
    private static let later = AdvisoryReference(
        name: "DSA-5001-2",
        title: "zlib - regression update",
        issuedAt: Samples.at(9),
        cves: ["CVE-2023-1", "CVE-2023-3"]
    )
    private static let binary = PatchBinary(
        name: "zlib1g",
        architecture: "amd64",
        version: "1:1.2.13-2",
        size: 90
    )
    private static let other = PatchBinary(
        name: "zlib1g",
        architecture: "i386",
        version: "1:1.2.13-2",
        size: 91
    )

    @Test("what feeds say of a patch is joined, each thing once")
    func merges() {
        let security = Samples.origin("bookworm-security", label: "Debian-Security")
        let patch = Self.patch(
            stream: Self.stream,
            Self.record(origin: security, binaries: [Self.binary], advisories: []),
            Self.record(
                origin: Samples.origin("bookworm"),
                binaries: [Self.binary, Self.other],
                advisories: []
            ),
            Self.record(origin: nil, binaries: [], advisories: [Self.later]),
            Self.record(origin: nil, binaries: [], advisories: [Self.dsa, Self.later])
        )
        #expect(patch.binaries == [Self.binary, Self.other])
        #expect(patch.origins.map(\.codename) == ["bookworm-security", "bookworm"])
        #expect(patch.advisories == [Self.dsa, Self.later])
        #expect(patch.title == "zlib - regression update")
        #expect(patch.releasedAt == Samples.at(9))
        #expect(patch.cves == ["CVE-2023-1", "CVE-2023-2", "CVE-2023-3"])
        #expect(patch.feeds.map(\.feed) == ["feed 0", "feed 1", "feed 2", "feed 3"])
        #expect(patch.severity == .unrated)
        #expect(patch.isOffered)
    }

    @Test("identity and number follow from stream, source and version alone")
    func identity() {
        let bare = Self.patch(stream: Self.stream, Self.record())
        let full = Self.patch(
            stream: Self.stream,
            Self.record(binaries: [Self.binary], advisories: [Self.dsa])
        )
        #expect(bare.id == full.id)
        #expect(bare.id == .init(derivedFrom: "patch/debian:12/zlib/1.2.13-2"))
        #expect(bare.number == bare.id.derivedNumber)
        #expect(bare != full)
        #expect(bare.title == "zlib 1.2.13-2")
        #expect(!bare.isOffered)
        #expect(bare.releasedAt == nil)
        let elsewhere = Self.patch(
            stream: Stream(rawValue: "debian:13"),
            Self.record(stream: Stream(rawValue: "debian:13"))
        )
        #expect(elsewhere.id != bare.id)
    }

    @Test(
        "suites and advisories say what kind of change it is",
        arguments: [
            ("debian:12", [Samples.origin("bookworm")], false, Patch.Classification.update),
            ("debian:12", [Samples.origin("bookworm-updates")], false, .update),
            ("debian:12", [], false, .update),
            ("debian:12", [], true, .security),
            ("debian:12", [Samples.origin("bookworm")], true, .security),
            ("debian:12", [Samples.origin("bookworm-security")], false, .security),
            (
                "debian:12", [Samples.origin("x", label: "Debian-Security", suite: "y")], false,
                .security
            ),
            ("debian:12", [Samples.origin("x", suite: "stable-security")], false, .security),
            (
                "debian:12",
                [Samples.origin("bookworm"), Samples.origin("bookworm-security")], false, .security
            ),
            ("debian:12", [Samples.origin("bookworm-backports", .upgradesOnly)], false, .backport),
            ("debian:12", [Samples.origin("experimental", .onRequest)], false, .backport),
            (
                "debian:12",
                [Samples.origin("bookworm-backports", .upgradesOnly), Samples.origin("bookworm")],
                false, .update
            ),
            ("apt:Docker:bookworm", [Samples.origin("bookworm")], false, .thirdParty),
            ("apt:Docker:bookworm", [Samples.origin("bookworm")], true, .security),
            ("apt:Ubuntu:noble", [Samples.origin("noble-security")], false, .security),
        ] as [(String, [PatchOrigin], Bool, Patch.Classification)]
    )
    func classifies(
        _ stream: String,
        _ origins: [PatchOrigin],
        _ hasAdvisory: Bool,
        _ classification: Patch.Classification
    ) {
        let stream = Stream(rawValue: stream)
        var records = origins.map { Self.record(stream: stream, origin: $0) }
        records.append(
            Self.record(stream: stream, advisories: hasAdvisory ? [Self.dsa] : [])
        )
        #expect(Self.patch(stream: stream, records).classification == classification)
    }

    @Test("the smallest phase counts, and no phase means everyone")
    func phases() {
        #expect(Self.patch(stream: Self.stream, Self.record()).phasedPercentage == nil)
        let patch = Self.patch(
            stream: Self.stream,
            Self.record(phase: 40),
            Self.record(),
            Self.record(phase: 10)
        )
        #expect(patch.phasedPercentage == 10)
    }

    @Test("severities are ordered from unrated to critical")
    func severities() {
        #expect(Patch.Severity.allCases.sorted() == Patch.Severity.allCases)
        #expect(Patch.Severity.allCases.map(\.rawValue) == [0, 1, 2, 3, 4])
    }

    private static func record(
        stream: Stream = stream,
        origin: PatchOrigin? = nil,
        binaries: [PatchBinary] = [],
        advisories: [AdvisoryReference] = [],
        phase: Int? = nil
    ) -> PatchRecord {
        PatchRecord(
            stream: stream,
            source: "zlib",
            version: "1.2.13-2",
            origin: origin,
            binaries: binaries,
            advisories: advisories,
            phasedPercentage: phase
        )
    }

    private static func patch(stream: Stream, _ records: PatchRecord...) -> Patch {
        patch(stream: stream, records)
    }

    private static func patch(stream: Stream, _ records: [PatchRecord]) -> Patch {
        Patch(
            merging: records.enumerated().map { index, record in
                (record, FeedReference(feed: "feed \(index)", revision: 1))
            }
        )
    }
}
