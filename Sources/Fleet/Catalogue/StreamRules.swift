// SPDX-License-Identifier: Apache-2.0
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

        /// How willingly the package manager takes it; an advisory's word counts in full.
        var willingness: PatchOrigin.Willingness { origin?.willingness ?? .automatic }
    }

    /// A source package is fixed in the version of a patch.
    struct SourceRule: Sendable {
        let patch: Patch
        /// Why apt would not take it by itself, where it is known from a suite of that kind alone.
        let refusal: Finding.Reason?
    }

    /// The binary rules by package name.
    private(set) var byBinary: [String: [BinaryRule]] = [:]
    /// All patches of a source package.
    private(set) var bySource: [String: [SourceRule]] = [:]
    /// The patches that no repository offers, or offers any more: only an advisory names them.
    private(set) var advisoryOnlyBySource: [String: [SourceRule]] = [:]

    /// Collects rules; a stream has one while a catalogue is built.
    struct Builder {
        private var rules = StreamRules()

        mutating func add(_ patch: Patch, records: [StoredPatchRecord]) {
            let live = records.filter { $0.withdrawnBy == nil }.map(\.record)
            if !live.isEmpty {
                let rule = SourceRule(patch: patch, refusal: Self.refusal(live))
                rules.bySource[patch.source, default: []].append(rule)
                if patch.binaries.isEmpty {
                    rules.advisoryOnlyBySource[patch.source, default: []].append(rule)
                }
            }
            for stored in records {
                for binary in stored.record.binaries {
                    rules.byBinary[binary.name, default: []].append(
                        BinaryRule(
                            patch: patch,
                            architecture: binary.architecture,
                            version: binary.version,
                            origin: stored.record.origin,
                            isWithdrawn: stored.withdrawnBy != nil
                        )
                    )
                }
            }
        }

        private static func refusal(_ records: [PatchRecord]) -> Finding.Reason? {
            let kinds = Set(records.map { $0.origin?.willingness ?? .automatic })
            if kinds.contains(.automatic) { return nil }
            return kinds.contains(.upgradesOnly) ? .backportSuite : .onRequestSuite
        }

        func build() -> StreamRules { rules }
    }
}
