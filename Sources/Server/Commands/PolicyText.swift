// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
package import Domain
import Foundation
import Services

/// A deployment policy for people: what it is for, then every setting as it is stored.
package struct PolicyText: Sendable {
    private let policy: DeploymentPolicy

    /// Makes a text.
    package init(_ policy: DeploymentPolicy) { self.policy = policy }

    /// The lines, without a line feed at the end.
    package var text: String {
        get throws {
            let kind = policy.isBuiltIn ? "built in" : "stored"
            var lines = ["policy \(policy.number): \(PlainText.line(policy.name)), \(kind)"]
            if !policy.summary.isEmpty { lines.append("  " + PlainText.line(policy.summary)) }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
            let json = String(decoding: try encoder.encode(policy), as: UTF8.self)
            return (lines + json.split(separator: "\n").map { PlainText.line(String($0)) })
                .joined(separator: "\n")
        }
    }

    /// How many rules its window has.
    package static func window(_ policy: DeploymentPolicy) -> String {
        guard let count = policy.window?.rules.count else { return "always" }
        return count == 1 ? "1 rule" : "\(count) rules"
    }

    /// Whether and when machines restart, in a word or two.
    package static func restart(_ policy: DeploymentPolicy) -> String {
        switch policy.reboot.mode {
        case .never: "never"
        case .ifNeeded: "where needed"
        case .always: "always"
        case .shutdown: "switched off"
        }
    }
}
