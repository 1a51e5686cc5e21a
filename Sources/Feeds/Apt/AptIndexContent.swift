// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

/// Turns a proven index into the content of its feed.
struct AptIndexContent {
    /// The release that lists the index.
    let release: AptRelease
    /// Which of its indexes it is.
    let index: AptIndexName
    /// The time of the import, to compare `Valid-Until` with.
    let now: Timestamp

    /// Reads a file that was paired with its release.
    ///
    /// Throws `.feedUnverified` for one that is not what the release promises, `.feedMalformed` for
    /// one that cannot be read.
    static func read(
        _ file: AptIndexFile,
        now: Timestamp,
        progress: FeedProgress.Report?
    ) throws -> FeedContent {
        let content = AptIndexContent(release: file.release, index: file.index, now: now)
        let scan: AptIndexScan
        switch file.proof {
        case .content(let entry):
            scan = try AptIndexScan(
                path: file.path,
                name: file.name,
                expectedSize: entry.size,
                item: content.feedName,
                progress: progress
            )
            try entry.check(size: scan.size, sha256: scan.sha256, name: file.name)
        case .file(let entry):
            try entry.check(file: file.path, name: file.name)
            scan = try AptIndexScan(
                path: file.path,
                name: file.name,
                item: content.feedName,
                progress: progress
            )
        }
        return try content.content(of: scan, source: file.source)
    }

    /// The feed of a proven index.
    func content(of scan: AptIndexScan, source: String) throws -> FeedContent {
        let records = try scan.records(stream: Stream(repository), origin: origin)
        var content = FeedContent(
            feed: feedName,
            digest: digest(of: scan.sha256),
            source: source,
            records: records
        )
        content.publishedAt = release.file.date
        content.validUntil = release.file.validUntil
        if release.signers.isEmpty {
            content.remarks.append("The signature of \(release.name) was not checked.")
        } else {
            content.signedBy = release.signers.joined(separator: " ")
        }
        if let end = release.file.validUntil, end < now {
            content.remarks.append("It was out of date at its import: Valid-Until has passed.")
        }
        return content
    }

    /// `apt Debian bookworm-security main amd64`: owner, release, component and architecture.
    ///
    /// The release goes by its codename, which stays when Debian's `stable` moves on. Where one
    /// codename serves several suites (`noble` for Ubuntu's `noble-updates`), the suite names it.
    /// What a release does not say is `-`; a flat repository has neither component nor architecture.
    var feedName: String {
        let file = release.file
        var parts = [
            file.origin.isEmpty ? file.label : file.origin,
            Repository.pocket(suite: file.suite, codename: file.codename),
        ]
        parts += index.architecture.map { [index.component, $0] } ?? ["flat"]
        return "apt " + parts.map { $0.isEmpty ? "-" : $0 }.joined(separator: " ")
    }

    private var repository: Repository {
        Repository(
            origin: release.file.origin,
            label: release.file.label,
            suite: release.file.suite,
            codename: release.file.codename,
            component: index.component
        )
    }

    private var origin: PatchOrigin {
        PatchOrigin(
            origin: release.file.origin,
            label: release.file.label,
            suite: release.file.suite,
            codename: release.file.codename,
            component: index.component,
            willingness: release.file.willingness
        )
    }

    /// Everything that the records are made of, so that a newer date alone changes nothing.
    private func digest(of indexHash: String) -> String {
        var hash = ContentHash()
        for part in [
            "apt index 1", indexHash, origin.origin, origin.label, origin.suite, origin.codename,
            origin.component, index.architecture ?? "", origin.willingness.rawValue,
        ] {
            hash.add(part)
        }
        return hash.hexadecimal
    }
}
