// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    private static let fixed = [
        "id", "number", "tenant_id", "path", "dialect", "kind", "subject", "name", "summary",
        "format", "request", "created_by", "created_at",
    ]
    private static let changing = [
        "state", "reason", "attempt", "held_until", "started_at", "finished_at", "row_count",
        "byte_count", "expires_at",
    ]
    private static let columns = (fixed + changing).columns()

    func insert(_ report: Report) throws {
        try execute(
            """
            INSERT INTO report (\(Self.columns))
            VALUES (\((Self.fixed + Self.changing).placeholders))
            """,
            Self.fixedValues(of: report) + Self.changingValues(of: report)
        )
    }

    func update(_ report: Report) throws {
        let count = try execute(
            "UPDATE report SET \(Self.changing.assignments) WHERE id = ?",
            Self.changingValues(of: report) + [report.id.sqlValue]
        )
        guard count == 1 else {
            throw DomainError(.reportNotFound, subject: "report \(report.id)")
        }
    }

    func deleteReport(_ id: Report.Identity) throws {
        try deleteParts(of: id)
        try execute("DELETE FROM report WHERE id = ?", id)
    }

    func report(_ id: Report.Identity) throws -> Report? {
        try first("SELECT \(Self.columns) FROM report WHERE id = ?", id, make: report)
    }

    func reports(
        of dialect: String,
        in path: TenantPath,
        about subjects: Set<Report.Subject>,
        offset: Int,
        limit: Int
    ) throws -> [Report] {
        guard !subjects.isEmpty else { return [] }
        let words = Self.words(subjects)
        return try all(
            """
            SELECT \(Self.columns) FROM report
            WHERE path >= ? AND path < ? AND dialect = ? AND subject IN (\(words.placeholders))
            ORDER BY number DESC LIMIT ? OFFSET ?
            """,
            [path.sqlValue, path.upperBound.sqlValue, dialect.sqlValue] + words.map(\.sqlValue)
                + [max(0, limit).sqlValue, max(0, offset).sqlValue],
            make: report
        )
    }

    func reportCount(in path: TenantPath) throws -> Int {
        try first(
            "SELECT COUNT(*) FROM report WHERE path >= ? AND path < ?",
            path,
            path.upperBound
        ) { try $0.get(0) } ?? 0
    }

    func nextReport(at now: Timestamp) throws -> Report? {
        try first(
            """
            SELECT \(Self.columns) FROM report WHERE finished_at IS NULL AND held_until <= ?
            ORDER BY held_until, number LIMIT 1
            """,
            now,
            make: report
        )
    }

    func deleteReports(expiredAt now: Timestamp, limit: Int) throws -> Int {
        let expired: [Report.Identity] = try all(
            "SELECT id FROM report WHERE expires_at <= ? ORDER BY expires_at, number LIMIT ?",
            now,
            max(0, limit)
        ) { try $0.get(0) }
        for report in expired { try deleteReport(report) }
        return expired.count
    }

    /// In one order, so that equal sets make the same statement.
    private static func words(_ subjects: Set<Report.Subject>) -> [String] {
        subjects.map(\.rawValue).sorted()
    }

    private static func fixedValues(of report: Report) -> [SQLValue] {
        [
            report.id.sqlValue, report.number.sqlValue, report.tenant.sqlValue,
            report.path.sqlValue, report.dialect.sqlValue, report.kind.sqlValue,
            report.subject.rawValue.sqlValue, report.name.sqlValue, report.summary.sqlValue,
            report.format.rawValue.sqlValue, report.request.sqlValue, report.createdBy.sqlValue,
            report.createdAt.sqlValue,
        ]
    }

    private static func changingValues(of report: Report) -> [SQLValue] {
        [
            report.state.rawValue.sqlValue, report.reason.sqlValue, report.attempt.sqlValue,
            report.heldUntil.sqlValue, report.startedAt.sqlValue, report.finishedAt.sqlValue,
            report.rowCount.sqlValue, report.byteCount.sqlValue, report.expiresAt.sqlValue,
        ]
    }

    private func report(_ row: any SQLRow) throws -> Report {
        var report = Report(
            id: try row.get(0),
            number: try row.get(1),
            tenant: try row.get(2),
            path: try row.get(3),
            dialect: try row.get(4),
            kind: try row.get(5),
            subject: try row.word(6),
            name: try row.get(7),
            summary: try row.get(8),
            format: try row.word(9),
            request: try row.get(10),
            createdBy: try row.get(11),
            createdAt: try row.get(12)
        )
        report.state = try row.word(13)
        report.reason = try row.get(14)
        report.attempt = try row.get(15)
        report.heldUntil = try row.get(16)
        report.startedAt = try row.get(17)
        report.finishedAt = try row.get(18)
        report.rowCount = try row.get(19)
        report.byteCount = try row.get(20)
        report.expiresAt = try row.get(21)
        return report
    }
}
