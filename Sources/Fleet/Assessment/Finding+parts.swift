// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain

/// One package's word about one patch.
struct FindingPart {
    /// The package; `nil` where the release itself is concerned (Windows).
    let package: InstalledPackage?
    let contribution: Contribution
    /// The version that the patch brings.
    let fixed: String
}

extension Finding {
    /// Makes the finding that the parts amount to; `nil` where the patch is out of reach.
    init?(of patch: Patch, parts: [FindingPart], in catalogue: Catalogue) {
        var sum = ContributionSum()
        for part in parts { sum.add(part.contribution, catalogue) }
        guard let summary = FindingSummary(sum, patch) else { return nil }
        var comparisons: [PackageComparison] = []
        for part in parts where summary.shows(part.contribution) {
            guard let package = part.package else { continue }
            comparisons.add(PackageComparison(package, part.contribution, fixed: part.fixed))
        }
        self.init(of: patch, summary, packages: comparisons, in: catalogue)
    }

    /// Makes the finding of a summary.
    init(
        of patch: Patch,
        _ summary: FindingSummary,
        packages: [PackageComparison],
        in catalogue: Catalogue
    ) {
        self.init(
            patch: patch,
            state: summary.state,
            reason: summary.reason,
            packages: packages.count > 1 ? packages.sorted() : packages,
            supersededBy: summary.successor.map { catalogue.patch(at: $0).id }
        )
    }
}

extension FindingSummary {
    /// Whether a package is among those that decided.
    ///
    /// What a newer patch brings further is that patch's business; here remains what only this one
    /// brings, for example a binary package that the newer source does not build any more. An
    /// advisory as a whole keeps all that it names: each is a fact of its own.
    func shows(_ contribution: Contribution) -> Bool {
        !(leavesSurpassed && contribution.flags.contains(.surpassed))
    }
}

extension [PackageComparison] {
    /// Adds a comparison unless it stands there already.
    mutating func add(_ comparison: PackageComparison) {
        if isEmpty || !contains(comparison) { append(comparison) }
    }
}

extension PackageComparison {
    /// What a package is called: its own name, or the source's where only that is known.
    package static func name(of package: InstalledPackage) -> String {
        package.name ?? package.source
    }

    /// An installed package beside what a patch brings.
    init(_ package: InstalledPackage, _ contribution: Contribution, fixed: String) {
        let flags = contribution.flags
        self.init(
            name: Self.name(of: package),
            architecture: package.architecture,
            installed: flags.contains(.source)
                ? package.sourceVersion ?? package.version : package.version,
            fixed: fixed,
            isOlder: flags.contains(.older),
            isHeld: package.isHeld ?? false,
            isUnconfigured: package.isUnconfigured ?? false
        )
    }
}
