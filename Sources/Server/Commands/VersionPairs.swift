// SPDX-License-Identifier: Apache-2.0
import Domain
package import Versioning

/// The answers of `thimble version compare`.
package enum VersionPairs {
    /// The answer for one pair: `-1`, `0`, `1`, or `?` where the two cannot be compared.
    package static func symbol(_ scheme: VersionScheme, _ first: String, _ second: String)
        -> String
    {
        scheme.compare(first, second)?.symbol ?? "?"
    }

    /// The answer for one line with two versions, separated by a tab or by blanks.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` with the line's number where there are not two.
    package static func symbol(
        _ scheme: VersionScheme,
        line: String,
        number: Int
    ) throws -> String {
        let separator: (Character) -> Bool =
            line.contains("\t") ? { $0 == "\t" } : { $0 == " " }
        let parts = line.split(
            omittingEmptySubsequences: !line.contains("\t"),
            whereSeparator: separator
        )
        guard parts.count == 2 else {
            throw DomainError(
                .requestInvalid,
                subject: "line \(number): \(parts.count) fields",
                hint: "a line holds two versions, separated by a tab or a blank"
            )
        }
        return symbol(scheme, String(parts[0]), String(parts[1]))
    }
}
