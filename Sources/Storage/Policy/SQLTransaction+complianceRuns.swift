// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    func insert(_ run: ComplianceRun, keeping count: Int) throws {
        let totals = run.totals
        try execute(
            """
            INSERT INTO compliance_run (id, number, compliance_id, measured_at, measured_by,
                compliant, missing, unknown, results)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            run.id,
            run.number,
            run.compliance,
            run.at,
            run.by,
            totals.compliant,
            totals.missing,
            totals.unknown,
            try StoredJSON.encode(run.results)
        )
        try execute(
            """
            DELETE FROM compliance_run WHERE compliance_id = ? AND number <= (
                SELECT older.number FROM compliance_run older WHERE older.compliance_id = ?
                ORDER BY older.number DESC LIMIT 1 OFFSET ?)
            """,
            run.compliance,
            run.compliance,
            max(1, count)
        )
    }

    func complianceRun(_ id: ComplianceRun.Identity) throws -> ComplianceRun? {
        try first(
            """
            SELECT id, number, compliance_id, measured_at, measured_by, results
            FROM compliance_run WHERE id = ?
            """,
            id,
            make: run
        )
    }

    func lastComplianceRun(of compliance: Compliance.Identity) throws -> ComplianceRun? {
        try first(
            """
            SELECT id, number, compliance_id, measured_at, measured_by, results
            FROM compliance_run WHERE compliance_id = ? ORDER BY number DESC LIMIT 1
            """,
            compliance,
            make: run
        )
    }

    func complianceRuns(
        of compliance: Compliance.Identity,
        limit: Int
    ) throws -> [ComplianceRunSummary] {
        try all(
            """
            SELECT id, number, measured_at, measured_by, compliant, missing, unknown
            FROM compliance_run WHERE compliance_id = ? ORDER BY number DESC LIMIT ?
            """,
            compliance,
            max(0, limit)
        ) { row in
            ComplianceRunSummary(
                id: try row.get(0),
                number: try row.get(1),
                at: try row.get(2),
                by: try row.get(3),
                totals: ComplianceTotals(
                    compliant: try row.get(4),
                    missing: try row.get(5),
                    unknown: try row.get(6)
                )
            )
        }
    }

    private func run(_ row: any SQLRow) throws -> ComplianceRun {
        ComplianceRun(
            id: try row.get(0),
            number: try row.get(1),
            compliance: try row.get(2),
            at: try row.get(3),
            by: try row.get(4),
            results: try row.json(5)
        )
    }
}
