// SPDX-License-Identifier: Apache-2.0
import Domain

/// An element's `ecosystem_specific`, in which Debian and Ubuntu say what OSV has no field for.
struct OSVSpecifics: Equatable, Sendable {
    /// The priority that Ubuntu gives the package.
    var priority: Patch.Severity?
    /// Whether the fix is a live patch of the running kernel, and no package.
    var isLivePatch = false
    /// What is true of a package without a fix.
    var answer = AffectedPackage.Answer.affected
}

extension OSVSpecifics: Decodable {
    private enum Keys: String, CodingKey {
        case availability, urgency
        case priority = "ubuntu_priority"
    }

    /// Reads the object; all its fields may be missing.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Keys.self)
        priority = try container.decodeIfPresent(String.self, forKey: .priority)
            .flatMap { Patch.Severity(ubuntuPriority: $0) }
        // Ubuntu's security documentation, "The name field".
        isLivePatch =
            try container.decodeIfPresent(String.self, forKey: .availability)?
            .hasPrefix("Livepatch") ?? false
        // Debian's security tracker marks packages that it supports no longer in a release.
        if try container.decodeIfPresent(String.self, forKey: .urgency) == "end-of-life" {
            answer = .willNotFix
        }
    }
}
