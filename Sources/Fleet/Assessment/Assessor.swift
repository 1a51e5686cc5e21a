// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain
import Versioning

/// Finds what one inventory misses and has, patch by patch.
package struct Assessor {
    private let catalogue: Catalogue

    /// Makes an assessor over one state of the catalogue.
    package init(_ catalogue: Catalogue) { self.catalogue = catalogue }

    func rules(of stream: Stream) -> StreamRules? { catalogue.rules[stream] }

    /// The patches that concern the installed packages, missing and installed ones.
    package func assess(_ inventory: Inventory) -> Assessment {
        let profile = DeviceProfile(inventory)
        let rules = profile.streams.compactMap { catalogue.rules[$0] }
        guard catalogue.rules[profile.stream] != nil else {
            return Assessment(findings: [], unknown: .noCatalogue)
        }
        var drafts: [Patch.Identity: Draft] = [:]
        for package in InstalledRows.decisive(in: inventory.packages, scheme: profile.scheme) {
            let verdict = PackageVerdict(of: package, profile: profile, rules: rules)
            let target = verdict.target
            for candidate in verdict.candidates {
                drafts[candidate.patch.id, default: Draft(candidate.patch)].add(
                    candidate,
                    package: package,
                    target: target
                )
            }
        }
        return Assessment(
            findings: drafts.values.compactMap { $0.finding }.sorted {
                ($0.patch.source, $0.patch.number) < ($1.patch.source, $1.patch.number)
            },
            unknown: nil
        )
    }
}

/// What is known of one inventory against one catalogue; shared by all devices that have it.
package final class Assessment: Sendable {
    /// The findings, by source package.
    package let findings: [Finding]
    /// Why nothing can be said; `nil` where the findings are everything.
    package let unknown: Finding.Reason?
    private let positions: [Patch.Identity: Int]

    /// Makes an assessment.
    package init(findings: [Finding], unknown: Finding.Reason?) {
        self.findings = findings
        self.unknown = unknown
        positions = Dictionary(
            findings.enumerated().map { ($0.element.patch.id, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The finding about a patch; `nil` where the patch does not concern any installed package.
    package func finding(of patch: Patch.Identity) -> Finding? {
        positions[patch].map { findings[$0] }
    }
}

/// A finding while its packages are collected.
private struct Draft {
    private let patch: Patch
    private var packages: [PackageComparison] = []
    /// The packages that another, newer patch brings further than this one.
    private var surpassed: Set<PackageComparison> = []
    private var reason = Finding.Reason.upToDate
    private var isOffered = false
    private var isCurrent = false
    private var hasIncomparable = false
    private var successor: Patch.Identity?

    init(_ patch: Patch) { self.patch = patch }

    mutating func add(
        _ candidate: PackageVerdict.Candidate,
        package: InstalledPackage,
        target: PackageVerdict.Candidate?
    ) {
        let comparison = PackageComparison(
            name: package.name ?? package.source,
            architecture: package.architecture,
            installed: candidate.reason == .sourceOlder
                ? package.sourceVersion ?? package.version : package.version,
            fixed: candidate.fixed,
            isOlder: candidate.order == .ascending,
            isHeld: package.isHeld ?? false,
            isUnconfigured: package.isUnconfigured ?? false
        )
        if !packages.contains(comparison) { packages.append(comparison) }
        guard let order = candidate.order else {
            hasIncomparable = true
            return
        }
        guard order == .ascending else { return }
        reason = candidate.reason
        isOffered = isOffered || candidate.isOffered
        if target?.patch.id == patch.id {
            isCurrent = true
        } else if let target, isBrought(by: target, instead: candidate) {
            successor = successor ?? target.patch.id
            surpassed.insert(comparison)
        } else if candidate.isOffered {
            isCurrent = true
        }
    }

    /// Whether the package's update brings at least what this patch would.
    ///
    /// An advisory may run ahead of the repositories, or name another source than theirs. A version
    /// that they dropped is not brought by an advisory, which offers nothing.
    private func isBrought(
        by target: PackageVerdict.Candidate,
        instead candidate: PackageVerdict.Candidate
    ) -> Bool {
        if candidate.reason == target.reason { return true }
        guard target.reason == .binaryOlder else { return false }
        return target.patch.source == patch.source
            && target.scheme.compare(target.patch.version, patch.version) != .ascending
    }

    /// The finding; `nil` where the patch is out of reach: no longer offered, with no successor.
    var finding: Finding? {
        let older = packages.filter(\.isOlder)
        if older.isEmpty, packages.contains(where: \.isOpen) {
            return Finding(
                patch: patch,
                state: .failed,
                reason: .notConfigured,
                packages: packages
            )
        }
        if older.isEmpty {
            return Finding(
                patch: patch,
                state: hasIncomparable ? .unknown : .installed,
                reason: hasIncomparable ? .notComparable : .upToDate,
                packages: packages
            )
        }
        if !isOffered && successor == nil { return nil }
        // What a newer patch brings further is that patch's business; here remains what only this
        // one brings, for example a binary package that the newer source does not build any more.
        // An advisory as a whole keeps all that it names: each is a fact of its own.
        var finding = Finding(
            patch: patch,
            state: .missing,
            reason: reason,
            packages: isCurrent && !patch.version.isEmpty
                ? packages.filter { !surpassed.contains($0) } : packages,
            supersededBy: isCurrent ? nil : successor
        )
        if finding.packages.contains(where: { $0.isOlder && $0.isHeld }) {
            finding.state = .held
            finding.reason = .onHold
        } else if let percentage = patch.phasedPercentage, percentage < 100 {
            finding.state = .phased
            finding.reason = .phasedUpdate
        }
        return finding
    }
}
