// SPDX-License-Identifier: Apache-2.0
import Domain
package import Fleet
package import Services

/// The answer of `thimble explain`.
package struct ExplanationText: Sendable {
    private let explanation: Explanation
    private let device: IndexedDevice

    /// Makes the answer.
    package init(_ explanation: Explanation, device: IndexedDevice) {
        self.explanation = explanation
        self.device = device
    }

    /// The answer as JSON members.
    package struct Members: Encodable, Sendable {
        let device: String
        let stream: String
        let patch: String
        let patchNumber: Int64
        let package: String
        let version: String
        let state: String
        let reason: String
        let explanation: String
        let rule: String
        let packages: [PackageComparison]
        let advisories: [String]
        let cves: [String]
        let supersededBy: String?
        let firstSeen: String?
        let feeds: [RevisionLine]
    }

    /// The members.
    package var members: Members {
        let patch = explanation.finding.patch
        return Members(
            device: device.device.name,
            stream: patch.stream.rawValue,
            patch: patch.id.description,
            patchNumber: patch.number,
            package: patch.source,
            version: patch.version,
            state: explanation.finding.state.rawValue,
            reason: explanation.finding.reason.rawValue,
            explanation: explanation.reason,
            rule: explanation.rule,
            packages: explanation.finding.packages,
            advisories: patch.advisories.map(\.name),
            cves: patch.cves,
            supersededBy: explanation.successor?.name,
            firstSeen: explanation.firstSeen.map(ISOTime.text),
            feeds: explanation.revisions.map { RevisionLine($0) }
        )
    }

    /// The answer for people.
    package var paragraph: String {
        let finding = explanation.finding
        let patch = finding.patch
        var lines = [
            "\(patch.name) on \(device.device.name): \(finding.state.rawValue)",
            "  why        \(explanation.reason)",
            "  rule       \(explanation.rule)",
        ]
        lines += finding.packages.map { package in
            let name = package.name + (package.architecture.map { ":\($0)" } ?? "")
            let mark = package.isOlder ? "older than" : "not older than"
            let held = package.isHeld ? ", on hold" : ""
            let half = package.isUnconfigured ? ", not set up" : ""
            return "  installed  \(name) \(package.installed), \(mark) \(package.fixed)"
                + held + half
        }
        if let since = explanation.firstSeen {
            lines.append("  since      \(ISOTime.text(since))")
        }
        if let successor = explanation.successor {
            lines.append("  superseded by \(successor.name)")
        }
        lines += patch.advisories.map { advisory in
            let day = advisory.issuedAt.map { " of \(ISOTime.day($0))" } ?? ""
            let cves = advisory.cves.isEmpty ? "" : ": " + advisory.cves.joined(separator: " ")
            return "  advisory   \(advisory.name)\(day)\(cves)"
        }
        lines += explanation.revisions.map { "  feed       \(RevisionLine($0).sentence)" }
        lines.append("  patch      \(patch.id), number \(patch.number)")
        return lines.joined(separator: "\n")
    }
}
