// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Testing

/// A release without support gets no advisories: that nothing is missing there says nothing.
@Suite struct SupportRuleTests {
    private static let esm = Repository(
        origin: "UbuntuESM",
        label: "UbuntuESM",
        suite: "focal-infra-security",
        codename: "focal",
        component: "main"
    )

    /// A machine that was scanned just now and lacks nothing, in a catalogue that covers it.
    private static func health(
        of stream: Stream,
        repositories: [Repository]?,
        at now: Timestamp
    ) throws -> (reason: Finding.Reason?, health: Health) {
        let isUpdated = stream.isOrderedBySupersedence
        let record = PatchRecord(stream: stream, source: "KB1", version: isUpdated ? "" : "1")
        var device = Snapshots.device(1)
        device.scannedAt = now
        let writer = FleetWriter(limits: Snapshots.limits)
        let snapshot = writer.take(
            FleetFacts(
                catalogue: Catalogue(
                    records: [
                        StoredPatchRecord(
                            record: record,
                            feed: FeedReference(feed: "f", revision: 1),
                            withdrawnBy: nil
                        )
                    ],
                    revisions: []
                ),
                devices: [
                    (
                        device,
                        Inventory(
                            stream: stream.rawValue,
                            architecture: "amd64",
                            packages: [
                                InstalledPackage(
                                    name: "KB1",
                                    architecture: nil,
                                    version: isUpdated ? "" : "1",
                                    source: "KB1"
                                )
                            ],
                            repositories: repositories
                        )
                    )
                ]
            )
        )
        let indexed = try #require(snapshot.devices[device.id])
        #expect(snapshot.findings(indexed).map(\.state) == [.installed])
        return (snapshot.unknown(indexed, now: now), snapshot.health(indexed, now: now))
    }

    @Test(
        "a machine of a release without support is called healthy",
        arguments: [
            "debian:10", "debian:12", "ubuntu:20.04", "almalinux:8", "rhel:7", "centos:8",
            "windows:Windows 10 Version 22H2 for x64-based Systems", "windows:Windows Server 2012",
        ]
    )
    func endsWithSupport(_ name: String) throws {
        let stream = Stream(rawValue: name)
        let end = try #require(ReleaseSupport.end(of: stream))
        let last = try Self.health(of: stream, repositories: nil, at: end)
        #expect(last.reason == nil && last.health == .healthy)
        let after = try Self.health(of: stream, repositories: nil, at: end + .milliseconds(1))
        #expect(after.reason == .releaseUnsupported && after.health == .unknown)
    }

    @Test("a subscriber's machine is called unsupported as soon as everyone else's is")
    func countsSubscriptions() throws {
        let stream = Stream(rawValue: "ubuntu:20.04")
        let end = try #require(ReleaseSupport.end(of: stream))
        let paid = try #require(ReleaseSupport.end(of: stream, withSubscription: true))
        #expect(end < paid)
        let next = Duration.milliseconds(1)
        let during = try Self.health(of: stream, repositories: [Self.esm], at: end + next)
        #expect(during.reason == nil && during.health == .healthy)
        let after = try Self.health(of: stream, repositories: [Self.esm], at: paid + next)
        #expect(after.reason == .releaseUnsupported && after.health == .unknown)
    }

    @Test(
        "a release whose days nobody knows is called unsupported",
        arguments: ["debian:unstable", "windows:Oak", "fedora:40", "apt:Shop:stable"]
    )
    func keepsUnknownReleases(_ name: String) throws {
        let stream = Stream(rawValue: name)
        let far = Timestamp(milliseconds: 4_000_000_000_000)
        let found = try Self.health(of: stream, repositories: nil, at: far)
        #expect(found.reason == nil && found.health == .healthy)
    }

    @Test("a stale inventory is the first thing to say, then a stale feed, then the support")
    func ordersReasons() throws {
        let stream = Stream(rawValue: "debian:10")
        let end = try #require(ReleaseSupport.end(of: stream))
        let record = PatchRecord(stream: stream, source: "a", version: "1")
        var device = Snapshots.device(1)
        device.scannedAt = end
        let revision = FeedRevision(
            feed: "f",
            digest: "d",
            source: "f.txt",
            importedAt: end - .seconds(6 * 86_400),
            patchCount: 1
        )
        let snapshot = FleetWriter(limits: Snapshots.limits).take(
            FleetFacts(
                catalogue: Catalogue(
                    records: [
                        StoredPatchRecord(
                            record: record,
                            feed: FeedReference(feed: "f", revision: 1),
                            withdrawnBy: nil
                        )
                    ],
                    revisions: [revision]
                ),
                devices: [(device, try Machine.inventory("a:amd64 1 a", stream: "debian:10"))]
            )
        )
        let indexed = try #require(snapshot.devices[device.id])
        let reasons = [0, 1, 2, 8].map { days in
            snapshot.unknown(indexed, now: end + .seconds(days * 86_400) + .milliseconds(1))
        }
        #expect(reasons == [.releaseUnsupported, .feedStale, .feedStale, .inventoryStale])
    }
}
