// SPDX-License-Identifier: Apache-2.0

/// What an advisory says of a package that it names without a fixed version.
package struct AffectedPackage: Codable, Sendable, Hashable {
    /// The publisher's answer.
    package enum Answer: String, Codable, Sendable, CaseIterable {
        /// It is vulnerable, and no fix exists so far.
        case affected
        /// It is vulnerable, and the publisher says that no fix will come.
        case willNotFix
        /// The publisher has not judged it yet.
        case underInvestigation
        /// It is not vulnerable.
        case notAffected
    }

    /// The package's name.
    package var name: String
    /// Whether the name is a source package's; else a binary package's.
    package var isSource: Bool
    /// The publisher's answer.
    package var answer: Answer

    /// Makes a statement.
    package init(name: String, isSource: Bool, answer: Answer) {
        self.name = name
        self.isSource = isSource
        self.answer = answer
    }
}
