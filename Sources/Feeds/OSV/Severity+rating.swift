// SPDX-License-Identifier: Apache-2.0
import Domain

extension Patch.Severity {
    /// Reads a rating in the words of Red Hat's scale, or of the scale that Amazon and SUSE use.
    ///
    /// `nil` for any other word, `None` and `Unspecified` included.
    init?(rating: some StringProtocol) {
        switch rating.lowercased() {
        case "low": self = .low
        case "moderate", "medium": self = .moderate
        case "important", "high": self = .important
        case "critical": self = .critical
        default: return nil
        }
    }

    /// Reads one of Ubuntu's priorities (its CVE tracker, "Priorities"); `nil` for any other word.
    init?(ubuntuPriority: String) {
        switch ubuntuPriority {
        case "negligible", "low": self = .low
        case "medium": self = .moderate
        case "high": self = .important
        case "critical": self = .critical
        default: return nil
        }
    }
}
