// SPDX-License-Identifier: Apache-2.0

/// What one feed says about one patch: a fact, stored as it was imported.
///
/// The records of all feeds about the same patch together make the ``Patch``.
package struct PatchRecord: Codable, Sendable, Equatable {
    /// The stream that the fix belongs to.
    package var stream: Stream
    /// The source package that is fixed; the advisory's name where ``version`` is empty.
    package var source: String
    /// The source package's fixed version; empty where the patch is an advisory as a whole, which
    /// brings packages of several sources (rpm distributions).
    package var version: String
    /// One sentence about it, where the feed has one.
    package var title: String?
    /// The repository that offers it; `nil` in a feed that only names fixes.
    package var origin: PatchOrigin?
    /// The binary packages that the repository offers in this version.
    package var binaries: [PatchBinary]
    /// The advisories that this version answers.
    package var advisories: [AdvisoryReference]
    /// How many per cent of the machines shall get it by now (Ubuntu's phased updates).
    package var phasedPercentage: Int?
    /// How bad the feed calls it; `nil` where it does not say.
    package var severity: Patch.Severity?
    /// What the feed calls it; `nil` where its origin and advisories decide.
    package var classification: Patch.Classification?
    /// The sources of the patches that this one replaces, for example `KB5000802`.
    ///
    /// What those replace is replaced as well. `nil` in feeds that order by versions.
    package var supersedes: [String]?
    /// The packages that the advisory speaks of without a fixed version; `nil` for none.
    package var affected: [AffectedPackage]?
    /// Whose subscribers alone get the fix, for example `Ubuntu Pro`; `nil` for everyone.
    package var subscription: String?
    /// Whether the machine must be restarted afterwards; `nil` where the feed does not say.
    package var needsReboot: Bool?

    /// Makes a record.
    package init(
        stream: Stream,
        source: String,
        version: String,
        title: String? = nil,
        origin: PatchOrigin? = nil,
        binaries: [PatchBinary] = [],
        advisories: [AdvisoryReference] = [],
        phasedPercentage: Int? = nil,
        severity: Patch.Severity? = nil,
        classification: Patch.Classification? = nil,
        supersedes: [String]? = nil,
        affected: [AffectedPackage]? = nil,
        subscription: String? = nil,
        needsReboot: Bool? = nil
    ) {
        self.stream = stream
        self.source = source
        self.version = version
        self.title = title
        self.origin = origin
        self.binaries = binaries
        self.advisories = advisories
        self.phasedPercentage = phasedPercentage
        self.severity = severity
        self.classification = classification
        self.supersedes = supersedes
        self.affected = affected
        self.subscription = subscription
        self.needsReboot = needsReboot
    }

    /// The patch that the record is about; the same on every node and in every import.
    package var patch: Patch.Identity {
        Patch.Identity(derivedFrom: "patch/\(stream)/\(source)/\(version)")
    }
}

/// A repository that offers a patch, and how willingly apt takes it from there.
package struct PatchOrigin: Codable, Sendable, Hashable {
    /// When apt takes a version from a repository without being asked (apt_preferences(5)).
    package enum Willingness: String, Codable, Sendable {
        /// Priority 500: always.
        case automatic
        /// Priority 100 (`NotAutomatic`, `ButAutomaticUpgrades`): only for what came from there.
        case upgradesOnly
        /// Priority 1 (`NotAutomatic`): never.
        case onRequest
    }

    /// The release file's `Origin`.
    package var origin: String
    /// The release file's `Label`.
    package var label: String
    /// The release file's `Suite`.
    package var suite: String
    /// The release file's `Codename`.
    package var codename: String
    /// The component.
    package var component: String
    /// How willingly apt takes it.
    package var willingness: Willingness

    /// Makes an origin.
    package init(
        origin: String,
        label: String,
        suite: String,
        codename: String,
        component: String,
        willingness: Willingness
    ) {
        self.origin = origin
        self.label = label
        self.suite = suite
        self.codename = codename
        self.component = component
        self.willingness = willingness
    }

    /// Whether the suite carries security updates, as its label or codename says.
    package var isSecurity: Bool {
        label.hasSuffix("-Security") || codename.hasSuffix("-security")
            || suite.hasSuffix("-security")
    }
}

/// A binary package in the version that a patch brings.
package struct PatchBinary: Codable, Sendable, Hashable {
    /// The package's name.
    package var name: String
    /// Its architecture, `all` included; empty where the feed names none, which means any.
    package var architecture: String
    /// Its version, which may differ from the source's.
    package var version: String
    /// The size of the download in bytes; `nil` where unknown.
    package var size: Int64?

    /// Makes a binary package.
    package init(name: String, architecture: String, version: String, size: Int64?) {
        self.name = name
        self.architecture = architecture
        self.version = version
        self.size = size
    }
}

/// An advisory that a patch answers.
package struct AdvisoryReference: Codable, Sendable, Hashable, Comparable {
    /// Its name, for example `DSA-5001-1`.
    package var name: String
    /// What it calls itself, for example `redis - security update`.
    package var title: String
    /// The day it was issued; `nil` where unknown.
    package var issuedAt: Timestamp?
    /// The CVEs that it names, in its own order.
    package var cves: [String]

    /// Makes a reference.
    package init(name: String, title: String, issuedAt: Timestamp?, cves: [String]) {
        self.name = name
        self.title = title
        self.issuedAt = issuedAt
        self.cves = cves
    }

    /// One reference of each name, in order: the first title, the earliest day, all CVEs.
    static func joined(_ references: [Self]) -> [Self] {
        var joined: [String: Self] = [:]
        for reference in references {
            guard var known = joined[reference.name] else {
                joined[reference.name] = reference
                continue
            }
            known.issuedAt = [known.issuedAt, reference.issuedAt].compactMap(\.self).min()
            known.cves += reference.cves.filter { !known.cves.contains($0) }
            joined[reference.name] = known
        }
        return joined.values.sorted()
    }

    /// By name.
    package static func < (left: Self, right: Self) -> Bool { left.name < right.name }
}
