// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

/// What a package manager's solver would do.
package struct InstallPlan: Sendable, Equatable {
    /// One package that gets a version.
    package struct Change: Sendable, Equatable {
        /// The package with its new version.
        package var package: TargetPackage
        /// The version that is installed now; `nil` for a new package.
        package var installedVersion: String?
        /// Whether the new version is earlier than the installed one.
        package var isDowngrade = false
    }

    /// The packages that are unpacked, in the solver's order.
    package var changes: [Change]
    /// The packages that are configured, among them those that are only unpacked now.
    package var configured: [TargetPackage]
    /// The names of the packages that are removed; a foreign architecture follows a colon.
    package var removals: [String]

    /// Whether the plan may be carried out.
    package enum Verdict: Sendable, Equatable {
        /// It does what was ordered, beside new dependencies.
        case clear
        /// It would do more than was ordered; the reason is a sentence for people.
        case exceeds(String)
        /// It would not bring what was ordered.
        case fallsShort(String)
    }

    /// Compares the plan with what it was made for.
    ///
    /// `targets` is what shall be brought now, `ordered` everything that the whole order names: a
    /// plan may bring more of that. An installation may bring new packages, which are dependencies,
    /// because recommended ones are never asked for. A rollback may change what is ordered and
    /// nothing else; what the later versions brought along may stay.
    package func verdict(
        targets: [TargetPackage],
        ordered: [TargetPackage],
        goal: PackageGoal = .install
    ) -> Verdict {
        if !removals.isEmpty {
            return .exceeds("it would remove \(removals.joined(separator: ", "))")
        }
        for change in changes {
            if let excess = excess(of: change, ordered: ordered, goal: goal) {
                return .exceeds(excess)
            }
        }
        let brought = changes.map(\.package) + configured
        for target in targets where !brought.contains(where: { $0.isSame(as: target) }) {
            return .fallsShort("it would not bring \(target.name) \(target.version)")
        }
        return .clear
    }

    /// What a change does that was not asked for, as a sentence; `nil` for what it may do.
    private func excess(
        of change: Change,
        ordered: [TargetPackage],
        goal: PackageGoal
    ) -> String? {
        let new = change.package
        let isOrdered = ordered.contains { $0.isSame(as: new) }
        guard let installed = change.installedVersion else {
            if isOrdered || goal == .install { return nil }
            return "it would also install \(new.name) \(new.version)"
        }
        if !isOrdered {
            return "it would also change \(new.name) from \(installed) to \(new.version)"
        }
        if change.isDowngrade, goal == .install {
            return "it would bring \(new.name) back from \(installed) to \(new.version)"
        }
        return nil
    }
}

extension TargetPackage {
    /// Whether two values name the same package in the same version.
    ///
    /// `all` and `noarch` fit every architecture: an index lists such a package under each of them,
    /// and a package may turn from one into the other.
    func isSame(as other: TargetPackage) -> Bool {
        version == other.version && isInstance(of: other)
    }

    /// Whether two values name the same package, whatever its version.
    func isInstance(of other: TargetPackage) -> Bool {
        name == other.name
            && (architecture == other.architecture || isForEveryArchitecture
                || other.isForEveryArchitecture)
    }

    /// Whether the package holds nothing that depends on an architecture.
    var isForEveryArchitecture: Bool { architecture == "all" || architecture == "noarch" }
}
