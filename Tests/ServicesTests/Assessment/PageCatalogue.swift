// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet

/// What feeds say of a few packages and updates, from a seed.
struct PageCatalogue {
    static let sources = ["ash", "birch", "cedar", "fir"]
    static let versions = ["1.0", "1.1", "1.2", "2.0"]
    static let releases = ["debian:12", "almalinux:9"]
    static let products = ["windows:Windows Server 2022", "windows:Windows 11 for x64 Systems"]
    static let updates = (1...9).map { "KB50000\($0)" }

    /// The catalogue.
    let catalogue: Catalogue

    init(seed: UInt64) {
        var random = PageRandom(seed: seed &+ 1)
        var records: [StoredPatchRecord] = []
        for stream in Self.releases {
            for source in Self.sources {
                for version in Self.versions.dropFirst() where random.draw(below: 5) > 0 {
                    records.append(Self.fix(stream, source, version, &random))
                }
            }
            records.append(Self.statement(stream, &random))
        }
        for product in Self.products {
            for update in Self.updates where random.draw(below: 4) > 0 {
                records.append(Self.update(product, update, &random))
            }
        }
        var vulnerabilities: [String: VulnerabilityRecord] = [:]
        for number in 0..<6 where random.draw(below: 2) == 0 {
            var record = VulnerabilityRecord(cve: "CVE-2024-100\(number)")
            if random.draw(below: 2) == 0 { record.exploitedSince = PageFleet.now }
            record.probability = Double(number) / 7
            vulnerabilities[record.cve] = record
        }
        catalogue = Catalogue(
            records: records,
            revisions: [],
            formerRevisions: (1...3).map { Self.revision($0) },
            vulnerabilities: vulnerabilities
        )
    }

    private static func stored(
        _ record: PatchRecord,
        _ random: inout PageRandom
    ) -> StoredPatchRecord {
        let revision = Int64(1 + random.draw(below: 3))
        return StoredPatchRecord(
            record: record,
            feed: FeedReference(feed: "feed", revision: revision),
            withdrawnBy: random.draw(below: 9) == 0 ? 4 : nil
        )
    }

    private static func revision(_ number: Int64) -> FeedRevision {
        var revision = FeedRevision(
            feed: "feed",
            digest: "",
            source: "",
            importedAt: PageFleet.now - .seconds(number * 86_400),
            patchCount: 0
        )
        revision.number = number
        return revision
    }

    private static func reference(
        _ name: String,
        _ random: inout PageRandom
    ) -> AdvisoryReference {
        // Many share their day, and some have none.
        let day = random.draw(from: [nil, 1, 2, 3] as [Int64?])
        return AdvisoryReference(
            name: name,
            title: random.draw(from: ["\(name) - update", "Update", "update"]),
            issuedAt: day.map { PageFleet.now - .seconds($0 * 86_400) },
            cves: random.few(of: (0..<6).map { "CVE-2024-100\($0)" } + ["ALAS-1"])
        )
    }

    private static func fix(
        _ stream: String,
        _ source: String,
        _ version: String,
        _ random: inout PageRandom
    ) -> StoredPatchRecord {
        let origin = PatchOrigin(
            origin: "Debian",
            label: "Debian",
            suite: "stable",
            codename: "bookworm",
            component: "main",
            willingness: .automatic
        )
        let isOffered = random.draw(below: 4) > 0
        let binary = PatchBinary(
            name: source,
            architecture: random.draw(from: ["amd64", "all", ""]),
            version: version,
            size: nil
        )
        let advisories =
            random.draw(below: 3) > 0 ? [reference("DSA-\(source)-\(version)", &random)] : []
        return stored(
            PatchRecord(
                stream: Stream(rawValue: stream),
                source: source,
                version: version,
                origin: isOffered ? origin : nil,
                binaries: isOffered ? [binary] : [],
                advisories: advisories,
                severity: random.draw(from: Patch.Severity.allCases + [nil]),
                classification: random.draw(from: Patch.Classification.allCases + [nil]),
                subscription: random.draw(from: [nil, nil, "Pro"]),
                needsReboot: random.draw(from: [nil, true, false])
            ),
            &random
        )
    }

    private static func statement(
        _ stream: String,
        _ random: inout PageRandom
    ) -> StoredPatchRecord {
        let package = AffectedPackage(name: "ash", isSource: true, answer: .affected)
        return stored(
            PatchRecord(
                stream: Stream(rawValue: stream),
                source: "CVE-2024-1000",
                version: "",
                advisories: [reference("CVE-2024-1000", &random)],
                affected: [package]
            ),
            &random
        )
    }

    private static func update(
        _ product: String,
        _ name: String,
        _ random: inout PageRandom
    ) -> StoredPatchRecord {
        stored(
            PatchRecord(
                stream: Stream(rawValue: product),
                source: name,
                version: "",
                advisories: [reference(name, &random)],
                severity: random.draw(from: Patch.Severity.allCases + [nil]),
                classification: .security,
                supersedes: random.few(of: updates)
            ),
            &random
        )
    }
}
