// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain

/// Catalogues and inventories of a release that nobody published.
enum Feeds {
    static let stream = Stream(rawValue: "debian:12")

    /// `a` 1.1 from the security suite with an advisory, `b` 1.1 from main.
    static var standard: [FeedContent] {
        [
            content("security", [record("a", "1.1", codename: "bookworm-security")]),
            content("main", [record("b", "1.1", codename: "bookworm")]),
            content("dsa", [advisory("DSA-1", "a", "1.1"), advisory("DSA-2", "c", "1.1")]),
        ]
    }

    /// The content of a feed; the digest follows from the names and versions.
    static func content(_ feed: String, _ records: [PatchRecord]) -> FeedContent {
        let digest = records.map { "\($0.source)=\($0.version)" }.joined(separator: ",")
        return FeedContent(
            feed: feed,
            digest: digest,
            source: "\(feed).txt",
            records: records
        )
    }

    /// A source package with one binary package of its name.
    static func record(_ source: String, _ version: String, codename: String) -> PatchRecord {
        PatchRecord(
            stream: stream,
            source: source,
            version: version,
            origin: PatchOrigin(
                origin: "Debian",
                label: "Debian",
                suite: "",
                codename: codename,
                component: "main",
                willingness: .automatic
            ),
            binaries: [
                PatchBinary(name: source, architecture: "amd64", version: version, size: 10)
            ]
        )
    }

    static func advisory(_ name: String, _ source: String, _ version: String) -> PatchRecord {
        PatchRecord(
            stream: stream,
            source: source,
            version: version,
            advisories: [
                AdvisoryReference(
                    name: name,
                    title: "\(source) - security update",
                    issuedAt: nil,
                    cves: ["CVE-2023-1"]
                )
            ]
        )
    }

    /// A machine with some packages, each built from a source of its own name.
    static func inventory(
        _ packages: [String: String],
        stream: Stream = stream,
        held: Set<String> = []
    ) -> Inventory {
        Inventory(
            stream: stream.rawValue,
            architecture: "amd64",
            packages: packages.map { name, version in
                InstalledPackage(
                    name: name,
                    architecture: "amd64",
                    version: version,
                    source: name,
                    isHeld: held.contains(name)
                )
            },
            repositories: nil
        )
    }
}
