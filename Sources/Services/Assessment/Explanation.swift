// SPDX-License-Identifier: Apache-2.0
package import Domain
import Fleet

/// A finding with everything that it rests on, ready to be shown.
package struct Explanation: Sendable {
    /// The finding.
    package let finding: Finding
    /// The current revisions of the feeds that know the patch.
    package let revisions: [FeedRevision]
    /// The newest patch that brings the same, where there is one.
    package let successor: Patch?
    /// Since when the device is known to lack it, as ``FleetSnapshot/firstSeen(_:on:)`` has it.
    package let firstSeen: Timestamp?

    /// The rule that was applied, as a sentence.
    package var rule: String {
        let patch = finding.patch
        if patch.stream.isOrderedBySupersedence {
            let replaced = patch.supersedes.joined(separator: ", ")
            return "\(patch.source) is for \(patch.stream)"
                + (replaced.isEmpty ? "" : "; it replaces \(replaced)")
        }
        if patch.isUnfixed {
            let names = Set(patch.affected.map(\.name)).sorted().joined(separator: ", ")
            return "\(patch.source) names \(names) in \(patch.stream) without a fixed version"
        }
        guard !patch.binaries.isEmpty, finding.reason != .sourceOlder else {
            return "source package \(patch.source) is fixed in \(patch.stream) at \(patch.version)"
        }
        let names = Set(finding.packages.map(\.name))
        let binaries = patch.binaries.filter { names.isEmpty || names.contains($0.name) }
        let listed = Set(binaries.map { "\($0.name) \($0.version)" }).sorted()
        let shown = listed.prefix(8).joined(separator: ", ")
        let rest = listed.count > 8 ? " and \(listed.count - 8) more" : ""
        return "\(patch.name) in \(patch.stream) brings \(shown)\(rest)"
    }

    /// The reason as a sentence for people.
    package var reason: String {
        switch finding.reason {
        case .binaryOlder: "an installed package is older than the one in the repository"
        case .sourceOlder: "the installed source package is older than the advisory's fix"
        case .upToDate: "every installed package of it is at least as new"
        case .onHold: "the administrator holds the package at its version (apt-mark hold)"
        case .phasedUpdate:
            "the publisher has released it to \(finding.patch.phasedPercentage ?? 0) % of the "
                + "machines so far"
        case .notConfigured:
            "the files are there, but the package's set-up never ended (dpkg --audit tells more)"
        case .installFailed: "the last attempt to install it failed"
        case .installBlocked: "something on the machine forbade the last attempt"
        case .orderOpen: "an order to install it is under way"
        case .packageNotInstalled: "none of its packages is installed"
        case .packageNotBuilt:
            "the installed packages of this source are not built by this version any more"
        case .otherRelease: "it belongs to \(finding.patch.stream), which the device does not run"
        case .otherArchitecture: "it is for another architecture than the installed package"
        case .otherModule: "it is for a module that the installed package does not belong to"
        case .backportSuite:
            "it is offered by a backports suite, and the installed version did not come from one"
        case .onRequestSuite: "it is offered only by a suite that apt never upgrades from by itself"
        case .repositoryNotConfigured: "the device does not use a repository that offers it"
        case .neverScanned: "the device was never scanned"
        case .inventoryStale: "the last inventory is too old to tell"
        case .noCatalogue: "no feed covers the release of the device"
        case .notComparable: "the installed and the fixed version cannot be compared"
        case .updateNotInstalled: "neither it nor an update that replaces it is installed"
        case .replacedByInstalled: "an installed update replaces it"
        case .noFixYet: "an installed package is vulnerable, and its publisher has no fix so far"
        case .willNotFix: "an installed package is vulnerable, and its publisher will not fix it"
        case .underInvestigation:
            "the publisher has not judged yet whether an installed package is vulnerable"
        case .notAffected: "the publisher says that the installed package is not vulnerable"
        case .needsSubscription:
            "only subscribers of \(finding.patch.subscription ?? "the publisher") get the fix, and "
                + "the device does not use their repositories"
        case .withdrawn: "the repositories no longer offer it"
        case .feedStale: "a feed that covers the device's release is out of date"
        case .releaseUnsupported:
            "the device's release gets no security updates any more, so that no advisory names it"
        }
    }
}
