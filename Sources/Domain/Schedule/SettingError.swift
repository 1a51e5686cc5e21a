// SPDX-License-Identifier: Apache-2.0

/// A setting that cannot be, by its place and the reason.
package struct SettingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Where, as a path of field names: `recurrence.every`, `window.rules[2].days`.
    package var field: String
    /// What is wrong, and what would be right: "13 is not in 1...12".
    package var reason: String

    /// Makes an error.
    package init(_ field: String, _ reason: String) {
        self.field = field
        self.reason = reason
    }

    /// The field and the reason; safe to log and to show.
    package var description: String { "\(field): \(reason)" }

    /// The same error, seen from what holds the setting.
    package func inside(_ holder: String) -> Self { Self("\(holder).\(field)", reason) }

    /// The error as every face renders it.
    package var domainError: DomainError { DomainError(.requestInvalid, subject: description) }

    /// Requires a number to be within a range.
    package static func require(
        _ value: Int,
        in range: ClosedRange<Int>,
        _ field: String
    ) throws(SettingError) {
        guard range.contains(value) else {
            throw SettingError(
                field,
                "\(value) is not in \(range.lowerBound)...\(range.upperBound)"
            )
        }
    }
}
