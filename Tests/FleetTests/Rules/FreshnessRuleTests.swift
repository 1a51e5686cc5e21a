// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Testing

/// A machine of which nobody can tell is unknown, and never healthy.
@Suite struct FreshnessRuleTests {
    private static let day = Duration.seconds(86_400)
    private static let lines = """
        main a 1.1 a:amd64
        dsa DSA-1 b 1.1
        shop c 1 c:amd64
        next a 2 a:amd64
        """

    /// A revision that was imported some time ago, of feeds that may be a week old.
    private static func revision(
        _ feed: String,
        age: Duration,
        checkedAgo: Duration? = nil,
        validFor: Duration? = nil
    ) -> FeedRevision {
        var revision = FeedRevision(
            feed: feed,
            digest: "d",
            source: "\(feed).txt",
            importedAt: Snapshots.now - age,
            patchCount: 1
        )
        revision.number = 1
        if let checkedAgo { revision.checkedAt = Snapshots.now - checkedAgo }
        revision.validUntil = validFor.map { Snapshots.now + $0 }
        return revision
    }

    /// A machine that has everything that the feeds know of.
    private static func snapshot(
        _ revisions: [FeedRevision],
        suites: [String]? = nil,
        device: Device = Snapshots.device(1)
    ) throws -> (snapshot: FleetSnapshot, device: IndexedDevice) {
        let inventory = try Machine.inventory("a:amd64 1.1 a\nb:amd64 1.1 b", suites: suites)
        let writer = FleetWriter(limits: Snapshots.limits)
        let snapshot = writer.take(
            FleetFacts(
                catalogue: Catalogue(records: try World(lines).records, revisions: revisions),
                devices: [(device, device.inventoryDigest == nil ? nil : inventory)]
            )
        )
        return (snapshot, try #require(snapshot.devices[device.id]))
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let revisions: [FeedRevision]
        var suites: [String]?
        let reason: Finding.Reason?

        init(
            _ complaint: String,
            _ revisions: [FeedRevision],
            suites: [String]? = nil,
            _ reason: Finding.Reason?
        ) {
            testDescription = complaint
            self.revisions = revisions
            self.suites = suites
            self.reason = reason
        }
    }

    static let cases = [
        Case(
            "fresh feeds are called stale",
            [revision("main", age: day), revision("dsa", age: day)],
            nil
        ),
        Case("a feed on its last day is called stale", [revision("main", age: day * 7)], nil),
        Case(
            "feeds that nobody updates make every machine healthy",
            [revision("main", age: day * 7 + .milliseconds(1)), revision("dsa", age: day)],
            .feedStale
        ),
        Case(
            "the one fresh feed hides the stale one of the same release",
            [revision("main", age: day), revision("dsa", age: day * 8)],
            .feedStale
        ),
        Case(
            "what the publisher calls expired is used as if it were new",
            [revision("main", age: day, validFor: .milliseconds(-1))],
            .feedStale
        ),
        Case(
            "what is valid to this millisecond is called expired",
            [revision("main", age: day, validFor: .zero)],
            nil
        ),
        Case(
            "a publisher that calls its feed valid for years keeps it fresh without an import",
            [revision("main", age: day * 8, validFor: day * 900)],
            .feedStale
        ),
        Case(
            "a feed that is asked each day and has no news grows stale",
            [revision("main", age: day * 100, checkedAgo: day)],
            nil
        ),
        Case(
            "a stale feed of another release makes this one unknown",
            [revision("main", age: day), revision("next", age: day * 90)],
            nil
        ),
        Case(
            "a stale feed of a repository that the machine does not use makes it unknown",
            [revision("main", age: day), revision("shop", age: day * 90)],
            suites: ["main"],
            nil
        ),
        Case(
            "a stale feed of a repository that the machine uses is passed over",
            [revision("main", age: day), revision("shop", age: day * 90)],
            suites: ["main", "shop"],
            .feedStale
        ),
    ]

    @Test("a feed counts for as long as it may be trusted", arguments: cases)
    func feeds(_ rule: Case) throws {
        let (snapshot, device) = try Self.snapshot(rule.revisions, suites: rule.suites)
        #expect(snapshot.unknown(device, now: Snapshots.now) == rule.reason)
        #expect(
            snapshot.health(device, now: Snapshots.now)
                == (rule.reason == nil ? .healthy : .unknown)
        )
        // What was found is told all the same.
        #expect(snapshot.findings(device).count == 2)
    }

    @Test("time alone makes a machine unknown, without any change in the index")
    func growsStale() throws {
        let (snapshot, device) = try Self.snapshot([Self.revision("main", age: .zero)])
        var fresh = device.device
        fresh.scannedAt = Snapshots.now + Self.day * 6
        let later = try Self.snapshot([Self.revision("main", age: .zero)], device: fresh)
        let times: [(Duration, Finding.Reason?, Finding.Reason?)] = [
            (.zero, nil, nil), (Self.day * 6, nil, nil), (Self.day * 7, .inventoryStale, nil),
            (Self.day * 7 + .milliseconds(1), .inventoryStale, .feedStale),
            (Self.day * 14, .inventoryStale, .inventoryStale),
        ]
        for (age, old, new) in times {
            let now = Snapshots.now + age
            #expect(snapshot.unknown(device, now: now) == old, "\(age)")
            #expect(later.snapshot.unknown(later.device, now: now) == new, "\(age)")
            #expect((snapshot.health(device, now: now) == .unknown) == (old != nil), "\(age)")
        }
    }

    @Test("a machine that was never scanned is called healthy because nothing is missing there")
    func neverScanned() throws {
        let unscanned = Snapshots.device(1, digest: nil)
        let (snapshot, device) = try Self.snapshot(
            [Self.revision("main", age: .zero)],
            device: unscanned
        )
        #expect(snapshot.unknown(device, now: Snapshots.now) == .neverScanned)
        #expect(snapshot.health(device, now: Snapshots.now) == .unknown)
        #expect(snapshot.findings(device).isEmpty && snapshot.inventory(of: device) == nil)
        let patch = try World(Self.lines).patch("a", "1.1")
        #expect(snapshot.devices(lacking: [patch.id]).isEmpty)
        #expect(snapshot.tallies(in: Snapshots.root)[patch.id] == nil)
    }

    @Test("a new revision makes the machines known again")
    func becomesFresh() throws {
        let writer = FleetWriter(limits: Snapshots.limits)
        let world = try World(Self.lines)
        let old = Catalogue(
            records: world.records,
            revisions: [Self.revision("main", age: Self.day * 8)]
        )
        let inventory = try Machine.inventory("a:amd64 1.1 a")
        var snapshot = writer.take(
            FleetFacts(catalogue: old, devices: [(Snapshots.device(1), inventory)])
        )
        var device = try #require(snapshot.devices(in: Snapshots.root).first)
        #expect(snapshot.health(device, now: Snapshots.now) == .unknown)
        let checked = Self.revision("main", age: Self.day * 8, checkedAgo: .zero)
        let none: [[StoredPatchRecord]] = []
        snapshot = writer.change {
            $0.catalogue = .patches(old.updated(none, revisions: [checked]), [])
        }
        device = try #require(snapshot.devices(in: Snapshots.root).first)
        #expect(snapshot.health(device, now: Snapshots.now) == .healthy)
    }
}
