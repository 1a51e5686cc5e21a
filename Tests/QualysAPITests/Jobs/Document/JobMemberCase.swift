// SPDX-License-Identifier: Apache-2.0
import Domain

@testable import QualysAPI

/// What one member of a job takes and refuses; values are JSON text.
struct JobMemberCase: Sendable, CustomStringConvertible {
    /// The path of the member.
    let path: String
    /// What it is where nobody says.
    let fallback: String
    /// What is sent, and what is shown then.
    let good: [(sent: String, shown: String)]
    /// What is refused.
    let bad: [String]
    /// The end of the refusal.
    let rule: String
    /// Whether `null` leaves it as it was.
    let keepsOnNull: Bool

    var description: String { path }

    init(
        _ path: String,
        _ fallback: String,
        good: [(sent: String, shown: String)],
        bad: [String],
        _ rule: String,
        keepsOnNull: Bool = false
    ) {
        self.path = path
        self.fallback = fallback
        self.good = good
        self.bad = bad
        self.rule = rule
        self.keepsOnNull = keepsOnNull
    }

    /// A body with nothing but the member: `{"preDeployment":{"deferment":{"count":3}}}`.
    func body(_ value: String) -> String {
        path.split(separator: ".").reversed().reduce(value) { #"{"\#($1)":\#($0)}"# }
    }
}

extension JobMemberCase {
    /// A truth value, false where nobody says.
    static func flag(_ path: String) -> Self {
        Self(
            path,
            "false",
            good: [
                ("true", "true"), ("false", "false"), (#""True""#, "true"), ("1", "true"),
                (#""false""#, "false"), ("0", "false"), (emptyText, "false"),
            ],
            bad: ["2", #""maybe""#, "[true]", "{}", "0.5"],
            "must be true or false"
        )
    }

    /// A whole number between two.
    static func number(
        _ path: String,
        _ range: ClosedRange<Int>,
        or fallback: String = "null"
    ) -> Self {
        let (least, most) = (range.lowerBound, range.upperBound)
        return Self(
            path,
            fallback,
            good: [
                ("\(least)", "\(least)"), ("\(most)", "\(most)"),
                (#""\#(most)""#, "\(most)"), ("\(most).0", "\(most)"), (emptyText, fallback),
            ],
            bad: ["\(least - 1)", "\(most + 1)", "1.5", #""some""#, "[1]", "true", "1e300"],
            "must be a whole number from \(least) to \(most)"
        )
    }

    /// A text without a character, as JSON.
    private static let emptyText = "\"\""

    /// A text of at most so many characters.
    static func text(_ path: String, atMost most: Int = 4_096) -> Self {
        let longest = String(repeating: "x", count: most)
        return Self(
            path,
            emptyText,
            good: [
                (#""Please save""#, #""Please save""#), (emptyText, emptyText),
                (#""\#(longest)""#, #""\#(longest)""#),
            ],
            bad: ["7", "[]", "{}", #""\#(longest)x""#, #""a\u0000b""#],
            "must be text of at most \(most) characters"
        )
    }

    /// One of some words.
    static func choice(
        _ path: String,
        _ words: [String],
        or fallback: String,
        also: [(sent: String, shown: String)] = [],
        keepsOnNull: Bool = false
    ) -> Self {
        Self(
            path,
            fallback,
            good: words.map { (#""\#($0)""#, #""\#($0)""#) }
                + words.map { (#""\#($0.lowercased())""#, #""\#($0)""#) } + also,
            bad: [#""other""#, "1", "[]", "{}"],
            "must be one of \(words.joined(separator: ", "))",
            keepsOnNull: keepsOnNull
        )
    }

    /// A list of UUIDs.
    static func identities(_ path: String) -> Self {
        let (one, two) = ("\(JobWorld.crusher)", "\(JobWorld.kiln)")
        return Self(
            path,
            "null",
            good: [
                ("[]", "[]"), (#"["\#(one)"]"#, #"["\#(one)"]"#), (emptyText, "null"),
                (
                    #"["\#(two.uppercased())","\#(one)","\#(two)"]"#,
                    #"["\#(two)","\#(one)"]"#
                ),
            ],
            bad: [#""\#(one)""#, "7", "{}"],
            "must be a list of at most 10000 UUIDs"
        )
    }

    /// A list of positive numbers.
    static func numbers(_ path: String) -> Self {
        Self(
            path,
            "null",
            good: [
                ("[]", "[]"), ("[20240003094]", "[20240003094]"), (#"["7",8,7]"#, "[7,8]"),
                (emptyText, "null"),
            ],
            bad: ["7", "{}", #""7""#],
            "must be a list of at most 10000 positive whole numbers"
        )
    }

    /// A query of patches.
    static func query(_ path: String, or fallback: String = "\"\"") -> Self {
        Self(
            path,
            fallback,
            good: [(#""severity:Critical ""#, #""severity:Critical ""#), (emptyText, emptyText)],
            bad: ["7", "[]", "{}", "true"],
            "must be a query of at most 65536 bytes"
        )
    }
}
