// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Feeds
import Fleet
import Versioning

/// What `thimble catalog import` was asked to read.
package struct FeedImport: Sendable {
    /// The kinds of feed.
    package enum Kind: String, Sendable, CaseIterable {
        /// An apt repository.
        case apt
        /// Debian's lists of security advisories, DSA and DLA.
        case dsa
        /// Advisories in the format of OSV.
        case osv
        /// The `updateinfo.xml` of an rpm repository.
        case updateinfo
        /// Debian's security tracker, with what has no fix yet.
        case securityTracker = "security-tracker"
        /// Advisories and VEX documents in the format of CSAF.
        case csaf
        /// Microsoft's monthly documents in the format of CVRF.
        case cvrf
        /// Microsoft's bulletins with supersedence, as a table.
        case kbCSV = "kb-csv"
        /// Releases of macOS.
        case apple
        /// CISA's catalogue of known exploited vulnerabilities.
        case kev
        /// The probabilities of exploits.
        case epss

        /// All kinds, for messages.
        package static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
    }

    private let kind: Kind
    private let paths: [String]
    private let keyrings: [String]
    private let allowUnsigned: Bool
    private let aptConfig: String?
    private let stream: String?

    /// Makes an import.
    package init(
        kind: Kind,
        paths: [String],
        keyrings: [String],
        allowUnsigned: Bool,
        aptConfig: String?,
        stream: String?
    ) {
        self.kind = kind
        self.paths = paths
        self.keyrings = keyrings
        self.allowUnsigned = allowUnsigned
        self.aptConfig = aptConfig
        self.stream = stream
    }

    /// Reads and checks everything; nothing is stored yet.
    ///
    /// Several paths of one feed are one content: all that the feed says from now on.
    package func contents(
        progress: @escaping FeedProgress.Report
    ) async throws -> [FeedContent] {
        let contents =
            switch kind {
            case .apt: try await aptContents(progress)
            case .dsa:
                try paths.map { try DebianAdvisoryListParser.content(path: $0, progress: progress) }
            case .osv: try paths.flatMap { try OSVFeed.contents(path: $0, progress: progress) }
            case .updateinfo: try updateInfoContents(progress)
            case .securityTracker: try each(SecurityTrackerFeed.content, progress)
            case .csaf: try CSAFFeed.contents(paths: paths, progress: progress)
            case .cvrf: try CVRFFeed.contents(paths: paths, progress: progress)
            case .kbCSV: try each(KBBulletinFeed.content, progress)
            case .apple: [try AppleFeed.content(paths: paths, progress: progress)]
            case .kev: try each(KEVFeed.content, progress)
            case .epss: try each(EPSSFeed.content, progress)
            }
        return Dictionary(grouping: contents, by: \.feed).values.compactMap { same in
            same.dropFirst().reduce(same.first) { $0?.joined(with: $1) }
        }.sorted { $0.feed < $1.feed }
    }

    /// One content of each path.
    private func each(
        _ content: (String, FeedProgress.Report?) throws -> FeedContent,
        _ progress: @escaping FeedProgress.Report
    ) throws -> [FeedContent] {
        try paths.map { try content($0, progress) }
    }

    private func updateInfoContents(
        _ progress: @escaping FeedProgress.Report
    ) throws -> [FeedContent] {
        guard let stream, stream.contains(":"), Stream(rawValue: stream).versionScheme == .rpm
        else {
            throw DomainError(
                .requestInvalid,
                subject: "stream: \(stream ?? "missing")",
                hint: "updateinfo does not say what it is for: --stream almalinux:9"
            )
        }
        return try paths.map {
            try UpdateInfoFeed.content(
                path: $0,
                stream: Stream(rawValue: stream),
                progress: progress
            )
        }
    }

    private func aptContents(_ progress: @escaping FeedProgress.Report) async throws
        -> [FeedContent]
    {
        var contents: [FeedContent] = []
        for source in try AptSource.sources(arguments: paths) {
            contents += try await AptRepositoryFeed.contents(
                of: source == .host(aptConfig: nil) ? .host(aptConfig: aptConfig) : source,
                keyrings: keyrings,
                allowUnsigned: allowUnsigned,
                now: SystemClock().now,
                progress: progress
            )
        }
        return contents
    }
}
