// SPDX-License-Identifier: Apache-2.0

/// The life of a report: queued, then running, then ready or failed.
///
/// A writer that is not heard of for ``lease`` is taken for dead, and the report is begun again
/// from nothing; so its rows are always those of one attempt.
extension Report {
    /// How long a report is kept after it became final.
    package static let lifetime: Duration = .seconds(7 * 86_400)
    /// How long a writer may say nothing.
    package static let lease: Duration = .seconds(120)
    /// How often a report is begun at most.
    package static let attemptsMax = 3
    /// The longest name, in bytes.
    package static let nameMax = 256
    /// The longest summary, in bytes.
    package static let summaryMax = 4_096
    /// The largest request, in bytes.
    package static let requestMax = 256 * 1_024
    /// How many reports a tenant, with all below it, may have at once.
    package static let countMax = 500
    /// The largest part of the content, in bytes; both database engines take it in their stride.
    package static let partBytesMax = 1_024 * 1_024

    /// Begins an attempt; false, and failed, where all of them were interrupted.
    package mutating func begin(at now: Timestamp) -> Bool {
        rowCount = 0
        byteCount = 0
        guard attempt < Self.attemptsMax else {
            end(.failed, at: now, reason: reason ?? "it was interrupted \(attempt) times")
            return false
        }
        attempt += 1
        state = .running
        startedAt = now
        heldUntil = now + Self.lease
        return true
    }

    /// The writer is at it.
    package mutating func renew(at now: Timestamp) { heldUntil = now + Self.lease }

    /// Everything is written.
    package mutating func finish(rows: Int64, bytes: Int64, at now: Timestamp) {
        rowCount = rows
        byteCount = bytes
        end(.ready, at: now, reason: nil)
    }

    /// An attempt failed; the next one follows after a while, unless nothing will change it.
    package mutating func fail(_ reason: String, isLasting: Bool, at now: Timestamp) {
        rowCount = 0
        byteCount = 0
        guard !isLasting, attempt < Self.attemptsMax else {
            end(.failed, at: now, reason: reason)
            return
        }
        state = .queued
        self.reason = reason
        heldUntil = now + .seconds(30 * attempt)
    }

    /// The writer gives the report back unwritten; the attempt does not count.
    package mutating func release(at now: Timestamp) {
        rowCount = 0
        byteCount = 0
        state = .queued
        attempt -= 1
        heldUntil = now
    }

    private mutating func end(_ state: State, at now: Timestamp, reason: String?) {
        self.state = state
        self.reason = reason
        finishedAt = now
        heldUntil = now
        expiresAt = now + Self.lifetime
    }
}
