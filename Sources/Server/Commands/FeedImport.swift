// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Feeds

/// What `thimble catalog import` was asked to read.
package struct FeedImport: Sendable {
    /// The kinds of feed.
    package enum Kind: String, Sendable, CaseIterable {
        /// An apt repository.
        case apt
        /// Debian's lists of security advisories, DSA and DLA.
        case dsa

        /// All kinds, for messages.
        package static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
    }

    private let kind: Kind
    private let paths: [String]
    private let keyrings: [String]
    private let allowUnsigned: Bool
    private let aptConfig: String?

    /// Makes an import.
    package init(
        kind: Kind,
        paths: [String],
        keyrings: [String],
        allowUnsigned: Bool,
        aptConfig: String?
    ) {
        self.kind = kind
        self.paths = paths
        self.keyrings = keyrings
        self.allowUnsigned = allowUnsigned
        self.aptConfig = aptConfig
    }

    /// Reads and checks everything; nothing is stored yet.
    package func contents(
        progress: @escaping FeedProgress.Report
    ) async throws -> [FeedContent] {
        switch kind {
        case .apt: return try await aptContents(progress)
        case .dsa:
            return try paths.map {
                try DebianAdvisoryListParser.content(path: $0, progress: progress)
            }
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
