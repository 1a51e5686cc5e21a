// SPDX-License-Identifier: Apache-2.0
package import Domain
import Foundation

/// One line of `thimble catalog import`.
package struct OutcomeLine: Encodable, Sendable {
    private let feed: String
    private let revision: Int64
    private let unchanged: Bool
    private let patches: Int
    private let added: Int
    private let changed: Int
    private let withdrawn: Int
    private let remarks: [String]

    /// Makes the line of an outcome.
    package init(_ outcome: ImportOutcome) {
        feed = outcome.revision.feed
        revision = outcome.revision.number
        unchanged = outcome.isUnchanged
        patches = outcome.revision.patchCount
        added = outcome.added
        changed = outcome.changed
        withdrawn = outcome.withdrawn
        remarks = outcome.revision.remarks
    }

    /// The line for people, with the feed's remarks below it.
    package var sentence: String {
        let head =
            unchanged
            ? "\(feed): unchanged since revision \(revision), \(patches) patches"
            : "\(feed): revision \(revision), \(patches) patches "
                + "(\(added) added, \(changed) changed, \(withdrawn) withdrawn)"
        return ([head] + remarks.map { "  \($0)" }).joined(separator: "\n")
    }

    /// One sentence about all feeds of a call.
    package static func summary(_ outcomes: [ImportOutcome]) -> String {
        let patches = outcomes.reduce(0) { $0 + $1.revision.patchCount }
        let fresh = outcomes.count { !$0.isUnchanged }
        return "\(patches) patches from \(outcomes.count) feeds, \(fresh) of them with news"
    }
}

/// One line of `thimble catalog list`.
package struct RevisionLine: Encodable, Sendable {
    private let feed: String
    private let revision: Int64
    private let patches: Int
    private let source: String
    private let imported: String
    private let published: String?
    private let validUntil: String?
    private let signedBy: String?

    /// Makes the line of a revision.
    package init(_ revision: FeedRevision) {
        feed = revision.feed
        self.revision = revision.number
        patches = revision.patchCount
        source = revision.source
        imported = ISOTime.text(revision.importedAt)
        published = revision.publishedAt.map(ISOTime.text)
        validUntil = revision.validUntil.map(ISOTime.text)
        signedBy = revision.signedBy
    }

    /// The line for people.
    package var sentence: String {
        "\(feed): revision \(revision) of \(imported), \(patches) patches"
            + (published.map { ", published \($0)" } ?? "")
            + (signedBy.map { ", signed by \($0)" } ?? ", not signed")
    }
}

/// One line of `thimble audit log`.
package struct AuditLine: Encodable, Sendable {
    private let number: Int64
    private let at: String
    private let actor: String
    private let action: String
    private let subject: String
    private let detail: String
    private let hash: String

    /// Makes the line of an entry.
    package init(_ entry: AuditEntry) {
        number = entry.number
        at = ISOTime.text(entry.at)
        actor = entry.actor
        action = entry.action
        subject = entry.subject
        detail = entry.detail
        hash = entry.hash
    }

    /// The line for people.
    package var sentence: String {
        "\(number) \(at) \(actor) \(action) \(subject)\(detail.isEmpty ? "" : " (\(detail))")"
    }
}

/// Points in time as people and programs read them.
package enum ISOTime {
    /// ISO 8601 in UTC, to the second.
    package static func text(_ time: Timestamp) -> String {
        Date(timeIntervalSince1970: Double(time.milliseconds) / 1_000)
            .formatted(.iso8601)
    }

    /// The day alone.
    package static func day(_ time: Timestamp) -> String { String(text(time).prefix(10)) }
}
