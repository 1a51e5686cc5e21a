// SPDX-License-Identifier: Apache-2.0

/// One condition of a rule-driven baseline.
///
/// Texts are compared without regard to case. A patch with several values, as its CVEs, passes
/// where one of them does; a negated relation is the opposite of its positive one, so that
/// `cve notEquals CVE-2026-1` is a patch without that CVE, and one without any CVE as well.
package struct BaselineRule: Codable, Sendable, Hashable {
    /// What is compared.
    package enum Key: String, Codable, Sendable, CaseIterable {
        /// The classification: `security`, `Security Updates`, `Security Updates - debian:12`.
        case category
        /// Each CVE that it answers.
        case cve
        /// The severity: `Critical`, `Important` or `High`, `Moderate` or `Medium`, `Low`, `None`
        /// or `Unrated`.
        case severity
        /// The rating that people gave it, for example `Whitelisted`.
        case rating
        /// Whether a query of the product's own language accepts it; `equals` or `notEquals`.
        case query
    }

    /// How it is compared.
    package enum Relation: String, Codable, Sendable, CaseIterable {
        /// A value contains the text.
        case contains
        /// No value contains the text.
        case notContains
        /// A value is the text.
        case equals
        /// No value is the text.
        case notEquals
        /// A value begins with the text.
        case startsWith
        /// A value ends with the text.
        case endsWith

        /// Whether it is the opposite of another relation.
        package var isNegated: Bool { self == .notContains || self == .notEquals }
    }

    /// The most bytes that a value may have.
    package static let valueMax = 4_096

    /// What is compared.
    package var key: Key
    /// How.
    package var relation: Relation
    /// With what.
    package var value: String

    /// Makes a rule.
    package init(key: Key, relation: Relation, value: String) {
        self.key = key
        self.relation = relation
        self.value = value
    }

    /// The relations that make sense for a key.
    package static func relations(of key: Key) -> [Relation] {
        switch key {
        case .category, .cve, .severity: Relation.allCases
        case .rating, .query: [.equals, .notEquals]
        }
    }

    /// Whether a patch passes.
    ///
    /// - Parameters:
    ///   - patch: The patch.
    ///   - rating: Its rating; `nil` for none.
    ///   - query: Whether a query accepts it.
    /// - Returns: Whether the rule accepts it.
    package func accepts(
        _ patch: Patch,
        rating: String?,
        query: (String) throws -> Bool
    ) rethrows -> Bool {
        let isFound: Bool
        switch key {
        case .category: isFound = isAny(of: patch.categories)
        case .cve: isFound = isAny(of: patch.cves)
        case .severity: isFound = isAny(of: patch.severity.names)
        case .rating: isFound = isAny(of: rating.map { [$0] } ?? [])
        case .query: isFound = try query(value)
        }
        return isFound != relation.isNegated
    }

    /// Whether the positive form of the relation holds for one of several values.
    private func isAny(of values: [String]) -> Bool {
        let wanted = value.lowercased()
        return values.contains { value in
            let value = value.lowercased()
            return switch relation {
            case .contains, .notContains: wanted.isEmpty || value.contains(wanted)
            case .equals, .notEquals: value == wanted
            case .startsWith: value.hasPrefix(wanted)
            case .endsWith: value.hasSuffix(wanted)
            }
        }
    }
}

extension Patch {
    /// What kind of change it is and for what, as `Security Updates - debian:12`.
    package var category: String { "\(classification.title) - \(stream)" }

    /// Every text that a rule about the category is compared with.
    fileprivate var categories: [String] {
        [category, classification.title, classification.rawValue]
    }
}

extension Patch.Classification {
    /// The kind of change as a title.
    package var title: String {
        switch self {
        case .security: "Security Updates"
        case .update: "Updates"
        case .backport: "Backports"
        case .thirdParty: "Third-Party Updates"
        }
    }
}

extension Patch.Severity {
    /// Every name of the severity, the usual one first.
    package var names: [String] {
        switch self {
        case .unrated: ["None", "Unrated", "Unspecified"]
        case .low: ["Low"]
        case .moderate: ["Moderate", "Medium"]
        case .important: ["Important", "High"]
        case .critical: ["Critical"]
        }
    }
}
