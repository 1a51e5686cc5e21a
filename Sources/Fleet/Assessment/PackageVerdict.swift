// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Versioning

/// What the rules say about one installed package.
///
/// The order of apt's candidates follows apt_preferences(5): a version of priority 500 that is at
/// least the installed one wins over any backport; a backport (priority 100) updates only what is
/// newer than every version of priority 500; priority 1 never updates anything.
struct PackageVerdict {
    /// One patch beside the installed package.
    struct Candidate {
        let patch: Patch
        let fixed: String
        let order: VersionOrder?
        let reason: Finding.Reason
        /// Whether the device would take it, or only already has it.
        let isOffered: Bool
        /// The order of the versions.
        let scheme: VersionScheme
        /// Whether only subscribers get it, and the device is not known to be one.
        let needsSubscription: Bool

        func isBetter(than other: Candidate) -> Bool {
            if isOffered != other.isOffered { return isOffered }
            if (order == nil) != (other.order == nil) { return order != nil }
            return scheme.compare(other.fixed, fixed) == .ascending
        }
    }

    /// The patches that concern the package.
    private(set) var candidates: [Candidate] = []
    /// Patches that exist for the package and do not apply, with the reason.
    private(set) var refused: [(patch: Patch, reason: Finding.Reason)] = []
    /// Advisories that name the package and no fix, with the publisher's answer.
    private(set) var unfixed: [(patch: Patch, reason: Finding.Reason)] = []
    private let scheme: VersionScheme
    private let isSubscriber: Bool

    init(
        of package: InstalledPackage,
        profile: DeviceProfile,
        rules: [StreamRules]
    ) {
        scheme = profile.scheme
        isSubscriber = profile.isSubscriber
        for rules in rules { judgeAffected(package, rules) }
        if let name = package.name {
            judgeBinaries(name, package, profile, rules)
            for rules in rules {
                judgeSource(package, rules.advisoryOnlyBySource[package.source] ?? [])
            }
        } else {
            for rules in rules { judgeSource(package, rules.bySource[package.source] ?? []) }
        }
    }

    /// Adds a candidate, or keeps the better one of its patch among the first ones.
    ///
    /// Several repositories may offer a package of one patch, rebuilt ones in several versions, and
    /// a machine can have only one of them: the newest that is offered.
    private mutating func add(_ candidate: Candidate, among count: Int) {
        let known = candidates.prefix(count).firstIndex { $0.patch.id == candidate.patch.id }
        guard let known else {
            candidates.append(candidate)
            return
        }
        if candidate.isBetter(than: candidates[known]) { candidates[known] = candidate }
    }

    private mutating func judgeBinaries(
        _ name: String,
        _ package: InstalledPackage,
        _ profile: DeviceProfile,
        _ rules: [StreamRules]
    ) {
        var usable: [(rule: StreamRules.BinaryRule, order: VersionOrder?)] = []
        let isModular = scheme == .rpm && InstalledPackage.isModular(package.version)
        for rule in rules.lazy.flatMap({ $0.byBinary[name] ?? [] }) {
            if !profile.isUpdate(from: package.architecture, to: rule.architecture) {
                refused.append((rule.patch, .otherArchitecture))
            } else if scheme == .rpm, isModular != rule.isModular {
                refused.append((rule.patch, .otherModule))
            } else if let origin = rule.origin, !profile.uses(origin) {
                refused.append((rule.patch, .repositoryNotConfigured))
            } else {
                usable.append(
                    (rule, scheme.compare(package.version, rule.version))
                )
            }
        }
        // Whether apt would stay with, or move to, a version of priority 500.
        let hasAutomatic = usable.contains {
            $0.rule.willingness == .automatic && !$0.rule.isWithdrawn
                && ($0.order == .ascending || $0.order == .same)
        }
        for (rule, order) in usable {
            switch rule.willingness {
            case .onRequest where order == .ascending:
                refused.append((rule.patch, .onRequestSuite))
            case .upgradesOnly where order == .ascending && hasAutomatic:
                refused.append((rule.patch, .backportSuite))
            case .automatic, .upgradesOnly, .onRequest:
                add(
                    Candidate(
                        patch: rule.patch,
                        fixed: rule.version,
                        order: order,
                        reason: .binaryOlder,
                        isOffered: !rule.isWithdrawn,
                        scheme: scheme,
                        needsSubscription: rule.patch.subscription != nil && !isSubscriber
                    ),
                    among: candidates.count
                )
            }
        }
    }

    private mutating func judgeSource(
        _ package: InstalledPackage,
        _ rules: [StreamRules.SourceRule]
    ) {
        let installed = package.sourceVersion ?? package.version
        let binaryCount = candidates.count
        for rule in rules {
            let order = scheme.compare(installed, rule.patch.version)
            if let refusal = rule.refusal, order == .ascending {
                refused.append((rule.patch, refusal))
                continue
            }
            // No patch comes twice here, and a source may have hundreds of them.
            add(
                Candidate(
                    patch: rule.patch,
                    fixed: rule.patch.version,
                    order: order,
                    reason: .sourceOlder,
                    isOffered: true,
                    scheme: scheme,
                    needsSubscription: rule.patch.subscription != nil && !isSubscriber
                ),
                among: binaryCount
            )
        }
    }

    private mutating func judgeAffected(_ package: InstalledPackage, _ rules: StreamRules) {
        if rules.affected.isEmpty { return }
        var names: [StreamRules.AffectedName] = [.source(package.source)]
        if let name = package.name { names.append(.binary(name)) }
        for name in names {
            for rule in rules.affected[name] ?? [] {
                switch rule.answer {
                case .affected: unfixed.append((rule.patch, .noFixYet))
                case .willNotFix: unfixed.append((rule.patch, .willNotFix))
                case .underInvestigation: unfixed.append((rule.patch, .underInvestigation))
                case .notAffected: refused.append((rule.patch, .notAffected))
                }
            }
        }
    }

    /// The patch that an update of the package would bring: the newest that is offered.
    ///
    /// Where two streams offer the same version, the identity decides, on every node alike.
    var target: Candidate? {
        let older = candidates.filter {
            $0.order == .ascending && $0.isOffered && !$0.needsSubscription
        }
        let binaries = older.filter { $0.reason == .binaryOlder }
        return (binaries.isEmpty ? older : binaries).max {
            switch scheme.compare($0.fixed, $1.fixed) {
            case .ascending: true
            case .descending: false
            case .same, nil: $0.patch.id < $1.patch.id
            }
        }
    }
}
