// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What an action that carries out a mitigation is called: `no-smb1 (CVE-2017-0144)`.
///
/// It says all that is needed to tell later what a result is about, whatever became of the
/// catalogue since then.
package struct MitigationLabel: Sendable, Equatable {
    /// The mitigation's name.
    package let name: String
    /// The vulnerabilities that it was wanted for.
    package let cves: [String]

    /// Makes a label.
    package init(name: String, cves: [String]) {
        self.name = name
        self.cves = cves
    }

    /// Reads a label; `nil` where a text ends otherwise, as the names of other scripts do.
    package init?(_ text: String) {
        guard text.hasSuffix(")"), let start = text.range(of: " (", options: .backwards)
        else { return nil }
        let cves = text[start.upperBound...].dropLast().split(separator: ", ").map(String.init)
        guard !cves.isEmpty, cves.allSatisfy({ $0.hasPrefix("CVE-") }) else { return nil }
        name = String(text[..<start.lowerBound])
        self.cves = cves
    }

    /// The label as text.
    package var text: String { "\(name) (\(cves.joined(separator: ", ")))" }
}
