// SPDX-License-Identifier: Apache-2.0

/// One installable answer: a source package's fixed version in one stream.
///
/// A class, because a finding refers to it and a fleet has millions of findings; it never changes.
package final class Patch: Sendable, Equatable {
    /// The identity of a patch.
    package typealias Identity = ID<Patch>

    /// What kind of change it is.
    package enum Classification: String, Codable, Sendable, CaseIterable {
        /// It comes from a security suite, or an advisory names it.
        case security
        /// A maintenance update of the distribution.
        case update
        /// A newer version from a backports suite.
        case backport
        /// It comes from someone else's repository.
        case thirdParty
    }

    /// How bad the worst of its advisories is; feeds that do not say leave it unrated.
    package enum Severity: Int, Codable, Sendable, CaseIterable, Comparable {
        /// No feed rates it.
        case unrated = 0
        /// Low.
        case low = 1
        /// Moderate, or medium.
        case moderate = 2
        /// Important, or high.
        case important = 3
        /// Critical.
        case critical = 4

        /// The worse one is larger.
        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// The patch's identity, derived from stream, source and version.
    package let id: Identity
    /// The number for clients that need one: ``ID/derivedNumber``.
    package let number: Int64
    /// The stream that it belongs to.
    package let stream: Stream
    /// The source package.
    package let source: String
    /// The fixed version of the source package.
    package let version: String
    /// One sentence for people.
    package let title: String
    /// What kind of change it is.
    package let classification: Classification
    /// How bad the worst of its advisories is.
    package let severity: Severity
    /// The repositories that offer it; empty where only an advisory names it.
    package let origins: [PatchOrigin]
    /// The binary packages that it brings; empty where only an advisory names it.
    package let binaries: [PatchBinary]
    /// The advisories that it answers, by name.
    package let advisories: [AdvisoryReference]
    /// How many per cent of the machines shall get it by now; `nil` for all.
    package let phasedPercentage: Int?
    /// The feeds that know it, each with the revision that said so last.
    package let feeds: [FeedReference]
    /// The sources of the patches of its stream that it replaces directly.
    package let supersedes: [String]
    /// The packages that its advisory speaks of without a fixed version.
    package let affected: [AffectedPackage]
    /// Whose subscribers alone get it; `nil` for everyone.
    package let subscription: String?
    /// Whether the machine must be restarted afterwards; `nil` where no feed says.
    package let needsReboot: Bool?
    /// The CVEs of all its advisories, each once, in order.
    package let cves: [String]
    /// How urgent the worst of its vulnerabilities is.
    package let urgency: Urgency
    /// Whether every feed that named it took it back.
    package let isWithdrawn: Bool
    /// When the first feed named it here; `nil` where that was not kept.
    package let knownSince: Timestamp?

    /// Merges what the feeds say about one patch; the records all name the same one.
    ///
    /// - Precondition: there is at least one record.
    package init(
        merging records: [(record: PatchRecord, feed: FeedReference)],
        vulnerabilities: [String: VulnerabilityRecord] = [:],
        isWithdrawn: Bool = false,
        knownSince: Timestamp? = nil
    ) {
        self.isWithdrawn = isWithdrawn
        self.knownSince = knownSince
        let all = records.map(\.record)
        precondition(!all.isEmpty, "a patch needs a record")
        let first = all[0]
        id = first.patch
        number = id.derivedNumber
        stream = first.stream
        source = first.source
        version = first.version
        origins = Self.unique(all.compactMap(\.origin))
        binaries = Self.unique(all.flatMap(\.binaries))
        advisories = AdvisoryReference.joined(all.flatMap(\.advisories))
        title =
            advisories.last?.title ?? all.compactMap(\.title).first
            ?? Self.name(first.source, first.version)
        phasedPercentage = all.compactMap(\.phasedPercentage).min()
        severity = all.compactMap(\.severity).max() ?? .unrated
        feeds = records.map(\.feed).sorted { $0.feed < $1.feed }
        supersedes = Self.unique(all.flatMap { $0.supersedes ?? [] }).sorted()
        affected = Self.unique(all.flatMap { $0.affected ?? [] })
        // What one feed gives to everyone needs no subscription.
        subscription = all.allSatisfy { $0.subscription != nil } ? all[0].subscription : nil
        let reboots = all.compactMap(\.needsReboot)
        needsReboot = reboots.contains(true) ? true : reboots.first
        cves = Self.unique(advisories.flatMap(\.cves)).sorted()
        urgency = Urgency(of: cves, in: vulnerabilities)
        classification =
            all.compactMap(\.classification).first
            ?? Self.classification(
                stream: first.stream,
                origins: origins,
                hasAdvisory: !advisories.isEmpty
            )
    }

    /// Whether it is an advisory that names no fix at all.
    package var isUnfixed: Bool { !affected.isEmpty && binaries.isEmpty && supersedes.isEmpty }

    /// Whether a repository offers it; else an advisory names it, and nothing here can install it.
    package var isOffered: Bool { !origins.isEmpty && !binaries.isEmpty }

    /// What people call it: the source package with its version, or the advisory.
    package var name: String { Self.name(source, version) }

    private static func name(_ source: String, _ version: String) -> String {
        version.isEmpty ? source : "\(source) \(version)"
    }

    /// The day of its newest advisory; `nil` where no feed tells.
    package var releasedAt: Timestamp? { advisories.compactMap(\.issuedAt).max() }

    /// Whether the feeds say the same of both.
    package static func == (left: Patch, right: Patch) -> Bool {
        left.id == right.id && left.feeds == right.feeds && left.advisories == right.advisories
            && left.binaries == right.binaries && left.origins == right.origins
            && left.affected == right.affected && left.supersedes == right.supersedes
            && left.urgency == right.urgency
    }

    private static func classification(
        stream: Stream,
        origins: [PatchOrigin],
        hasAdvisory: Bool
    ) -> Classification {
        if hasAdvisory || origins.contains(where: \.isSecurity) { return .security }
        if stream.family == "apt" { return .thirdParty }
        if !origins.isEmpty, origins.allSatisfy({ $0.willingness != .automatic }) {
            return .backport
        }
        return .update
    }

    private static func unique<Element: Hashable>(_ elements: [Element]) -> [Element] {
        var seen: Set<Element> = []
        return elements.filter { seen.insert($0).inserted }
    }
}

/// A feed and its revision, as the source of a statement.
package struct FeedReference: Codable, Sendable, Hashable {
    /// The feed's name, for example `apt Debian bookworm-security main amd64` or `dsa`.
    package var feed: String
    /// The revision's number, counted per feed from 1.
    package var revision: Int64

    /// Makes a reference.
    package init(feed: String, revision: Int64) {
        self.feed = feed
        self.revision = revision
    }
}
