// SPDX-License-Identifier: Apache-2.0

/// A rule by which patches are approved without a person: what a query accepts, after some days.
package struct ApprovalRule: Codable, Sendable, Hashable {
    /// The event from which the days of a rule count.
    package enum Start: String, Codable, Sendable, CaseIterable {
        /// The day of the patch's newest advisory; the first import, where no feed tells the day.
        case release
        /// When a feed of this server named the patch first.
        case firstImport
    }

    /// The most days that a rule may wait.
    package static let daysMax = 3_650

    /// Which patches, in the product's query language; empty for all.
    package var query: String
    /// How many days of 24 hours the patch must be old; from 0 to ``daysMax``.
    package var days: Int
    /// From when the days count.
    package var start: Start

    /// Makes a rule.
    package init(query: String, days: Int, start: Start) {
        self.query = query
        self.days = days
        self.start = start
    }

    /// Whether its days have passed for a patch.
    package func age(
        releasedAt: Timestamp?,
        firstImportedAt: Timestamp?,
        now: Timestamp
    ) -> Age {
        if days <= 0 { return .reached }
        let begin = start == .release ? releasedAt ?? firstImportedAt : firstImportedAt
        guard let begin else { return .unknown }
        let end = begin + .seconds(86_400 * Int64(min(days, Self.daysMax)))
        return now >= end ? .reached : .reachedAt(end)
    }

    /// How the age of a patch stands to the days of a rule.
    package enum Age: Sendable, Equatable {
        /// It is old enough.
        case reached
        /// It is old enough from then on.
        case reachedAt(Timestamp)
        /// Nobody kept when it came.
        case unknown
    }

    /// The rule in words, for the reason of an approval.
    package var words: String {
        let patches = query.isEmpty ? "every patch" : query
        guard days > 0 else { return patches }
        let what = start == .release ? "release" : "the first import"
        return "\(patches), \(days) \(days == 1 ? "day" : "days") after \(what)"
    }
}
