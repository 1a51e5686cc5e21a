// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

/// The rules of one stream: which package in which version is part of which patch.
struct StreamRules: Sendable {
    /// A repository offers this binary package in this version.
    struct BinaryRule: Sendable {
        let patch: Patch
        let architecture: String
        let version: String
        /// The repository; `nil` where only an advisory names the package and its version.
        let origin: PatchOrigin?
        /// Whether the repository no longer has it; then it explains the past and decides nothing.
        let isWithdrawn: Bool
        /// Whether it was built for a module of rpm.
        let isModular: Bool

        /// How willingly the package manager takes it; an advisory's word counts in full.
        var willingness: PatchOrigin.Willingness { origin?.willingness ?? .automatic }
    }

    /// A source package is fixed in the version of a patch.
    struct SourceRule: Sendable {
        let patch: Patch
        /// Why apt would not take it by itself, where it is known from a suite of that kind alone.
        let refusal: Finding.Reason?
    }

    /// What an advisory without a fixed version names.
    enum AffectedName: Hashable, Sendable {
        /// A source package.
        case source(String)
        /// A binary package.
        case binary(String)
    }

    /// An advisory speaks of a package without a fixed version.
    struct AffectedRule: Sendable {
        let patch: Patch
        let answer: AffectedPackage.Answer
    }

    /// The binary rules by package name.
    private(set) var byBinary: [String: [BinaryRule]] = [:]
    /// All patches of a source package.
    private(set) var bySource: [String: [SourceRule]] = [:]
    /// The patches that no repository offers, or offers any more: only an advisory names them.
    private(set) var advisoryOnlyBySource: [String: [SourceRule]] = [:]
    /// The advisories without a fixed version.
    private(set) var affected: [AffectedName: [AffectedRule]] = [:]
    /// The updates of a product that orders them by supersedence and not by versions (Windows).
    private(set) var updates: [Patch] = []
    /// The binary packages that repositories dropped, by patch: a merged patch does not name them.
    private var droppedNames: [Patch.Identity: Set<String>] = [:]

    /// Adds the rules of a patch.
    mutating func add(_ patch: Patch, records: [StoredPatchRecord]) {
        let live = records.filter { $0.withdrawnBy == nil }.map(\.record)
        if patch.stream.isOrderedBySupersedence {
            if !live.isEmpty, !patch.isUnfixed { updates.append(patch) }
        } else if !live.isEmpty, !patch.version.isEmpty {
            let rule = SourceRule(patch: patch, refusal: Self.refusal(live))
            bySource[patch.source, default: []].append(rule)
            if patch.binaries.isEmpty {
                advisoryOnlyBySource[patch.source, default: []].append(rule)
            }
        }
        for package in live.lazy.flatMap({ $0.affected ?? [] }) {
            affected[AffectedName(package), default: []].append(
                AffectedRule(patch: patch, answer: package.answer)
            )
        }
        for stored in records {
            if stored.withdrawnBy != nil, !stored.record.binaries.isEmpty {
                droppedNames[patch.id, default: []].formUnion(stored.record.binaries.map(\.name))
            }
            for binary in stored.record.binaries {
                byBinary[binary.name, default: []].append(
                    BinaryRule(
                        patch: patch,
                        architecture: binary.architecture,
                        version: binary.version,
                        origin: stored.record.origin,
                        isWithdrawn: stored.withdrawnBy != nil,
                        isModular: InstalledPackage.isModular(binary.version)
                    )
                )
            }
        }
    }

    /// The names of the packages that the rules of a patch speak of, the source's included.
    func names(of patch: Patch) -> Set<String> {
        Set([patch.source] + patch.binaries.map(\.name) + patch.affected.map(\.name))
            .union(droppedNames[patch.id] ?? [])
    }

    /// Takes the rules of a patch out again.
    mutating func remove(_ patch: Patch) {
        bySource[patch.source]?.removeAll { $0.patch.id == patch.id }
        advisoryOnlyBySource[patch.source]?.removeAll { $0.patch.id == patch.id }
        for package in patch.affected {
            affected[AffectedName(package)]?.removeAll { $0.patch.id == patch.id }
        }
        let dropped = droppedNames.removeValue(forKey: patch.id) ?? []
        for name in dropped.union(patch.binaries.map(\.name)) {
            byBinary[name]?.removeAll { $0.patch.id == patch.id }
        }
        if patch.stream.isOrderedBySupersedence { updates.removeAll { $0.id == patch.id } }
    }

    private static func refusal(_ records: [PatchRecord]) -> Finding.Reason? {
        let kinds = Set(records.map { $0.origin?.willingness ?? .automatic })
        if kinds.contains(.automatic) { return nil }
        return kinds.contains(.upgradesOnly) ? .backportSuite : .onRequestSuite
    }
}

extension StreamRules.AffectedName {
    init(_ package: AffectedPackage) {
        self = package.isSource ? .source(package.name) : .binary(package.name)
    }
}

extension Stream {
    /// Whether its patches replace each other by name, as those of Windows do.
    package var isOrderedBySupersedence: Bool { family == "windows" }
}
