// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Foundation

@testable import Services

/// A made-up fleet of three machines, seen at a fixed time.
enum SampleFleet {
    static let now = Timestamp(milliseconds: 1_700_000_000_000)
    private static let site = TenantPath(root: 1)
    private static let stream = Stream(rawValue: "debian:12")

    /// `web-1` lacks a security fix and an update, `web-2` lacks nothing, `new` was never scanned.
    static var view: FleetView {
        let catalogue = Catalogue(records: records, revisions: revisions)
        let inventories = [
            "old": inventory(["libssl3": "3.0.1", "zlib1g": "1.2"]),
            "new": inventory(["libssl3": "3.0.3", "zlib1g": "1.3"]),
            "none": Inventory(
                stream: "ubuntu:24.04",
                architecture: "amd64",
                packages: [],
                repositories: nil
            ),
        ]
        let devices = [
            (1, "web-1", "old"), (2, "web-2", "new"), (3, "new", nil), (4, "noble", "none"),
        ].map { (number: Int64, name: String, digest: String?) in
            var device = Device(
                id: .init(derivedFrom: name),
                number: number,
                site: .init(derivedFrom: "site"),
                path: site,
                name: name,
                facts: facts(name),
                enrolledAt: now,
                agentKey: nil
            )
            device.inventoryDigest = digest
            device.scannedAt = digest == nil ? nil : now - .seconds(60)
            device.firstScannedAt = digest == nil ? nil : now - .seconds(30 * 86_400)
            device.stream = digest == nil ? nil : stream
            return (device: device, inventory: digest.flatMap { inventories[$0] })
        }
        let writer = FleetWriter(limits: FreshnessLimits(inventoryMaxAge: .seconds(86_400)))
        let snapshot = writer.take(FleetFacts(catalogue: catalogue, devices: devices))
        return FleetView(snapshot: snapshot, scope: site, now: now)
    }

    private static func facts(_ name: String) -> DeviceFacts {
        DeviceFacts(
            hostName: name,
            operatingSystem: name == "web-1" ? "Debian GNU/Linux 12 (bookworm)" : nil,
            reboot: name == "web-1" ? .needed(reasons: ["a newer kernel is installed"]) : .unknown
        )
    }

    private static func inventory(_ packages: [String: String]) -> Inventory {
        Inventory(
            stream: stream.rawValue,
            architecture: "amd64",
            packages: packages.map { name, version in
                InstalledPackage(
                    name: name,
                    architecture: "amd64",
                    version: version,
                    source: name == "libssl3" ? "openssl" : "zlib"
                )
            },
            repositories: nil
        )
    }

    private static var records: [StoredPatchRecord] {
        [
            record("security", "openssl", "3.0.2", binary: "libssl3", "bookworm-security"),
            record("security", "openssl", "3.0.3", binary: "libssl3", "bookworm-security"),
            record("main", "zlib", "1.3", binary: "zlib1g", "bookworm"),
            advisory("DSA-1", "3.0.2", ["CVE-2023-1", "CVE-2023-2"]),
            advisory("DSA-2", "3.0.3", ["CVE-2023-3"]),
        ]
    }

    private static func record(
        _ feed: String,
        _ source: String,
        _ version: String,
        binary: String,
        _ codename: String
    ) -> StoredPatchRecord {
        let origin = PatchOrigin(
            origin: "Debian",
            label: codename == "bookworm" ? "Debian" : "Debian-Security",
            suite: "",
            codename: codename,
            component: "main",
            willingness: .automatic
        )
        return stored(
            feed,
            PatchRecord(
                stream: stream,
                source: source,
                version: version,
                origin: origin,
                binaries: [
                    PatchBinary(name: binary, architecture: "amd64", version: version, size: 10)
                ]
            )
        )
    }

    private static func advisory(
        _ name: String,
        _ version: String,
        _ cves: [String]
    ) -> StoredPatchRecord {
        stored(
            "dsa",
            PatchRecord(
                stream: stream,
                source: "openssl",
                version: version,
                advisories: [
                    AdvisoryReference(
                        name: name,
                        title: "openssl - security update",
                        issuedAt: now,
                        cves: cves
                    )
                ]
            )
        )
    }

    private static func stored(_ feed: String, _ record: PatchRecord) -> StoredPatchRecord {
        var stored = StoredPatchRecord(
            record: record,
            feed: FeedReference(feed: feed, revision: 1),
            withdrawnBy: nil
        )
        // Of one advisory nobody kept when it came first; zlib is older than the fleet.
        if feed != "dsa" || record.version != "3.0.3" {
            stored.firstImportedAt = now - .seconds((feed == "main" ? 40 : 10) * 86_400)
        }
        return stored
    }

    private static var revisions: [FeedRevision] {
        ["dsa", "main", "security"].map { feed in
            var revision = FeedRevision(
                feed: feed,
                digest: "d",
                source: "\(feed).txt",
                importedAt: now,
                patchCount: 2
            )
            revision.number = 1
            revision.signedBy = feed == "dsa" ? nil : "the archive"
            return revision
        }
    }
}
