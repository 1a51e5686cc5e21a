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
    /// `targets` is what shall be installed now, `ordered` everything that the whole order names:
    /// a plan may bring more of that. New packages are dependencies, because recommended ones are
    /// never asked for, and so they are allowed.
    package func verdict(targets: [TargetPackage], ordered: [TargetPackage]) -> Verdict {
        if !removals.isEmpty {
            return .exceeds("it would remove \(removals.joined(separator: ", "))")
        }
        for change in changes {
            guard let installed = change.installedVersion else { continue }
            if ordered.contains(where: { $0.isSame(as: change.package) }) { continue }
            let new = change.package
            return .exceeds("it would also change \(new.name) from \(installed) to \(new.version)")
        }
        let brought = changes.map(\.package) + configured
        for target in targets where !brought.contains(where: { $0.isSame(as: target) }) {
            return .fallsShort("it would not bring \(target.name) \(target.version)")
        }
        return .clear
    }
}

extension TargetPackage {
    /// Whether two values name the same package in the same version.
    ///
    /// `all` fits every architecture: an index lists such a package under each of them.
    func isSame(as other: TargetPackage) -> Bool {
        version == other.version && isInstance(of: other)
    }

    /// Whether two values name the same package, whatever its version.
    func isInstance(of other: TargetPackage) -> Bool {
        name == other.name
            && (architecture == other.architecture || architecture == "all"
                || other.architecture == "all")
    }
}
