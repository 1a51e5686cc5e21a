// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// What a report is written on: it keeps at most one part in memory and stores the others.
package actor ReportSheet {
    /// After how long a writer says again that it is at it.
    private static let renewal: Duration = .seconds(20)

    private let store: any Store
    private let clock: any WallClock
    private let report: Report.Identity
    private let attempt: Int
    private let partBytesMax: Int
    private var waiting: [UInt8] = []
    private var partCount = 0
    private var rowCount: Int64 = 0
    private var byteCount: Int64 = 0
    private var renewedAt: Timestamp

    init(
        _ report: Report,
        store: any Store,
        clock: any WallClock,
        partBytesMax: Int = Report.partBytesMax
    ) {
        self.store = store
        self.clock = clock
        self.report = report.id
        attempt = report.attempt
        self.partBytesMax = partBytesMax
        renewedAt = clock.now
    }

    /// Writes the heading; it comes before all rows.
    package func head(_ titles: [String]) { CSVText.append(titles, to: &waiting) }

    /// Writes some rows.
    ///
    /// - Throws: `CancellationError` where the writer is told to stop; an error that is of no
    ///   concern to the renderer where the report is no longer its own.
    package func add(_ rows: [[String]]) async throws {
        for row in rows {
            CSVText.append(row, to: &waiting)
            rowCount += 1
            try await storeParts()
        }
        try Task.checkCancellation()
        if clock.now - renewedAt >= Self.renewal { try await update { _, _ in } }
        // Requests come first.
        await Task.yield()
    }

    /// Stores what is left, and makes the report readable.
    func finish() async throws {
        try await storeParts()
        byteCount += Int64(waiting.count)
        let (rest, position) = (Data(waiting), partCount)
        let (rows, bytes) = (rowCount, byteCount)
        let now = clock.now
        try await update { report, transaction in
            if !rest.isEmpty { try transaction.insertPart(rest, at: position, of: report.id) }
            report.finish(rows: rows, bytes: bytes, at: now)
        }
    }

    private func storeParts() async throws {
        while waiting.count >= partBytesMax {
            let part = Data(waiting.prefix(partBytesMax))
            let position = partCount
            waiting.removeFirst(part.count)
            partCount += 1
            byteCount += Int64(part.count)
            try await update { report, transaction in
                try transaction.insertPart(part, at: position, of: report.id)
            }
        }
    }

    /// Changes the report, which proves that the writer is alive, unless it is another's by now.
    private func update(
        _ change: @escaping @Sendable (inout Report, any StoreTransaction) throws -> Void
    ) async throws {
        let now = clock.now
        let (id, attempt) = (report, attempt)
        try await store.write { transaction in
            var report = try transaction.report(id, inAttempt: attempt)
            report.renew(at: now)
            try change(&report, transaction)
            try transaction.update(report)
        }
        renewedAt = now
    }
}

/// The report was removed, or another writer took it up: nothing is left to be done.
struct ReportLost: Error {}

extension StoreTransaction {
    /// The report that a writer of an attempt is at; throws ``ReportLost`` where it no longer is.
    func report(_ id: Report.Identity, inAttempt attempt: Int) throws -> Report {
        guard let report = try report(id), report.state == .running, report.attempt == attempt
        else { throw ReportLost() }
        return report
    }
}
