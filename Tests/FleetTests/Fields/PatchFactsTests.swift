// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Foundation
import Testing

/// What a patch says of itself in the words that lists and queries share.
@Suite struct PatchFactsTests {
    private static func patch(
        _ stream: String,
        _ source: String,
        version: String = "",
        binaries: [(String, String)] = [],
        affected: [String] = [],
        origin: Bool = false,
        subscription: String? = nil,
        classification: Patch.Classification? = nil,
        isWithdrawn: Bool = false
    ) -> Patch {
        let record = PatchRecord(
            stream: Stream(rawValue: stream),
            source: source,
            version: version,
            origin: origin ? NamedSuite.all[0].origin : nil,
            binaries: binaries.map { name, architecture in
                PatchBinary(name: name, architecture: architecture, version: "1", size: nil)
            },
            classification: classification,
            affected: affected.isEmpty
                ? nil
                : affected.map { AffectedPackage(name: $0, isSource: true, answer: .affected) },
            subscription: subscription
        )
        return Patch(
            merging: [(record, FeedReference(feed: "feed", revision: 1))],
            isWithdrawn: isWithdrawn
        )
    }

    @Test(
        "a stream has a name for people and a publisher",
        arguments: [
            ("debian:12", "Debian 12", "Debian"), ("ubuntu:24.04", "Ubuntu 24.04", "Ubuntu"),
            ("almalinux:9", "AlmaLinux 9", "AlmaLinux"),
            ("rhel-eus:9.2", "Red Hat Enterprise Linux EUS 9.2", "Red Hat"),
            ("suse:sles:15.5", "SUSE Linux Enterprise Server 15.5", "SUSE"),
            ("suse:liberty:9", "SUSE liberty 9", "SUSE"),
            ("opensuse:leap:15.5", "openSUSE leap 15.5", "openSUSE"),
            ("apt:Shop:stable", "Shop stable", "Shop"), ("apt::stable", "stable", nil),
            ("macos:15", "macOS 15", "Apple"),
            ("windows:Windows Server 2022", "Windows Server 2022", "Microsoft"),
            ("plan9:4", "plan9 4", nil), ("plan9", "plan9", nil), ("", "", nil),
        ] as [(String, String, String?)]
    )
    func streams(_ stream: String, _ product: String, _ vendor: String?) {
        #expect(Stream(rawValue: stream).product == product)
        #expect(Stream(rawValue: stream).vendor == vendor)
        #expect(Self.patch(stream, "a").product == [product])
        #expect(Self.patch(stream, "a").vendor == vendor)
    }

    @Test(
        "of Microsoft's products Windows is the system, and the others are programs",
        arguments: [
            ("Windows Server 2022", "Windows", .os, []),
            ("Windows 10 Version 22H2 for x64-based Systems", "Windows", .os, ["X64"]),
            ("Windows 11 Version 23H2 for ARM64-based Systems", "Windows", .os, ["ARM64"]),
            ("Windows 7 for 32-bit Systems Service Pack 1", "Windows", .os, ["X86"]),
            ("Microsoft Windows XP Service Pack 3", "Windows", .os, []),
            ("Windows Server, version 1709 (Server Core Installation)", "Windows", .os, []),
            ("Windows Vista", "Windows", .os, []),
            ("Windows 10 HLK version 1809", "Windows", .application, []),
            ("Windows Admin Center", "Windows Admin Center", .application, []),
            (
                "Microsoft .NET Framework 4.8 on Windows Server 2019", ".NET Framework",
                .application, []
            ),
            (
                "Internet Explorer 11 on Windows 10 for x64-based Systems", "Internet Explorer",
                .application, ["X64"]
            ),
            ("Microsoft Office 2016 (32-bit edition)", "Office", .application, ["X86"]),
            ("3D Viewer", "3D Viewer", .application, []), ("Oak", "Oak", .application, []),
        ] as [(String, String, Patch.Software, [String])]
    )
    func windows(
        _ product: String,
        _ family: String,
        _ software: Patch.Software,
        _ architectures: [String]
    ) {
        let patch = Self.patch("windows:\(product)", "KB5001330")
        #expect(patch.appFamily == [family])
        #expect(patch.software == software)
        #expect(patch.architectures == architectures)
        #expect(patch.downloadMethod == (software == .os ? .automatic : .acquireFromVendor))
        #expect(!patch.isRollback)
    }

    @Test(
        "an article of the knowledge base is a number after KB, on Windows",
        arguments: [
            ("windows:Oak", "KB5001330", "KB5001330"), ("windows:Oak", "KB", nil),
            ("windows:Oak", "CVE-2024-1", nil), ("windows:Oak", "KB50a", nil),
            ("debian:12", "KB5001330", nil),
        ] as [(String, String, String?)]
    )
    func articles(_ stream: String, _ source: String, _ kb: String?) {
        #expect(Self.patch(stream, source).kb == kb)
    }

    @Test("on Linux a family is the source package, or the packages of an advisory as a whole")
    func families() {
        #expect(Self.patch("debian:12", "openssl", version: "3").appFamily == ["openssl"])
        let advisory = Self.patch(
            "almalinux:9",
            "ALSA-2024:1",
            binaries: [("vim", "x86_64"), ("nano", "noarch"), ("vim", "")],
            affected: ["emacs"]
        )
        #expect(advisory.appFamily == ["emacs", "nano", "vim"])
        #expect(advisory.architectures == ["noarch", "x86_64"])
        #expect(Self.patch("debian:12", "DSA-1").appFamily == ["DSA-1"])
        #expect(Self.patch("macos:15", "macOS", version: "15.1").appFamily == ["macOS"])
    }

    @Test(
        "a download is automatic where somebody offers it to everyone",
        arguments: [
            (
                patch("debian:12", "a", version: "1", binaries: [("a", "")], origin: true),
                .automatic
            ),
            (patch("debian:12", "a", version: "1", binaries: [("a", "")]), .unavailable),
            (patch("debian:12", "a", version: "1"), .unavailable),
            (
                patch(
                    "ubuntu:24.04",
                    "a",
                    version: "1",
                    binaries: [("a", "")],
                    origin: true,
                    subscription: "Ubuntu Pro"
                ), .acquireFromVendor
            ),
            (patch("windows:Windows 11", "KB1", affected: ["a"]), .unavailable),
            (patch("windows:Windows 11", "KB1", isWithdrawn: true), .unavailable),
            (patch("macos:15", "macOS", version: "15.1"), .automatic),
        ] as [(Patch, Patch.DownloadMethod)]
    )
    func downloads(_ patch: Patch, _ method: Patch.DownloadMethod) {
        #expect(patch.downloadMethod == method)
    }

    @Test(
        "what others publish for a distribution is an application, and packages can be taken back"
    )
    func software() {
        #expect(Self.patch("debian:12", "a").software == .os)
        #expect(Self.patch("debian:12", "a", classification: .thirdParty).software == .application)
        #expect(Self.patch("apt:Shop:stable", "a").software == .application)
        let offered = Self.patch(
            "debian:12",
            "a",
            version: "1",
            binaries: [("a", "amd64")],
            origin: true,
            classification: .update
        )
        #expect(offered.isRollback)
        #expect(!offered.isSecurity)
        #expect(!Self.patch("debian:12", "a", version: "1").isRollback)
        #expect(!Self.patch("macos:15", "macOS", version: "15.1").isRollback)
    }

    @Test("a feed changes a patch in a later revision, and the newest change counts")
    func modifications() throws {
        let day: Int64 = 86_400_000
        func revision(_ feed: String, _ number: Int64, _ days: Int64) -> FeedRevision {
            var revision = FeedRevision(
                feed: feed,
                digest: "",
                source: "",
                importedAt: Timestamp(milliseconds: days * day),
                patchCount: 1
            )
            revision.number = number
            return revision
        }
        func stored(_ feed: String, _ number: Int64) -> StoredPatchRecord {
            let reference = AdvisoryReference(
                name: "DSA-1",
                title: "",
                issuedAt: Timestamp(milliseconds: day),
                cves: []
            )
            let record = PatchRecord(
                stream: Stream(rawValue: "debian:12"),
                source: "a",
                version: "1",
                advisories: [reference]
            )
            return StoredPatchRecord(
                record: record,
                feed: FeedReference(feed: feed, revision: number),
                withdrawnBy: nil
            )
        }
        let history = [revision("dsa", 1, 50), revision("dsa", 2, 60), revision("osv", 2, 70)]
        func days(_ records: [StoredPatchRecord]) throws -> Int64? {
            let catalogue = Catalogue(
                records: records,
                revisions: [],
                formerRevisions: history
            )
            let snapshot = FleetWriter(limits: Snapshots.limits)
                .change { $0.catalogue = .whole(catalogue) }
            let patch = try #require(catalogue.ordered.first)
            return snapshot.modifiedAt(patch).map { $0.milliseconds / day }
        }
        #expect(try days([stored("dsa", 1)]) == 1)
        #expect(try days([stored("dsa", 2)]) == 60)
        #expect(try days([stored("dsa", 2), stored("osv", 2)]) == 70)
        #expect(try days([stored("dsa", 9)]) == 1)
        // A catalogue that is brought up to date learns the dates of the new revisions.
        let updated = Catalogue(records: [stored("dsa", 1)], revisions: [])
            .updated([[stored("dsa", 2)]], revisions: [history[1]])
        let snapshot = FleetWriter(limits: Snapshots.limits)
            .change { $0.catalogue = .whole(updated) }
        let patch = try #require(updated.ordered.first)
        #expect(snapshot.modifiedAt(patch)?.milliseconds == 60 * day)
    }
}
