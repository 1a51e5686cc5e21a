// SPDX-License-Identifier: Apache-2.0
import Domain

/// The line above the header of an EPSS file, which says what the scores are.
///
/// For example `#model_version:v2025.03.14,score_date:2025-03-17T12:55:00Z`.
struct EPSSComment {
    /// The version of the model that made the scores.
    let model: String
    /// When they were made.
    let scoredAt: Timestamp

    /// Reads the comment; throws `.feedMalformed`, where `name` stands for the file.
    init(_ line: String, name: String) throws {
        var fields: [Substring: Substring] = [:]
        for field in line.dropFirst().split(separator: ",") {
            guard let colon = field.firstIndex(of: ":") else { continue }
            fields[field[..<colon]] = field[field.index(after: colon)...]
        }
        guard let model = fields["model_version"], let date = fields["score_date"] else {
            throw DomainError.malformed(
                name,
                line: 1,
                "no EPSS scores: no model_version and score_date in \"\(line.prefix(100))\""
            )
        }
        guard let scoredAt = ISODate.publication(String(date)) else {
            throw DomainError.malformed(name, line: 1, "score_date: no time in UTC: \(date)")
        }
        self.model = String(model)
        self.scoredAt = scoredAt
    }
}
