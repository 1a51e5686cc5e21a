// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// The reports that people asked for, and their content in parts of at most a mebibyte.
    ///
    /// `finished_at` is null while a report is not final; until `held_until` nobody begins it.
    static let createReports = Migration(
        number: 13,
        name: "create_reports",
        statements: [
            """
            CREATE TABLE report (
                id {text} NOT NULL PRIMARY KEY,
                number {bigint} NOT NULL UNIQUE,
                tenant_id {text} NOT NULL REFERENCES tenant (id),
                path {text} NOT NULL,
                dialect {text} NOT NULL,
                kind {text} NOT NULL,
                subject {text} NOT NULL,
                name {text} NOT NULL,
                summary {text} NOT NULL,
                format {text} NOT NULL,
                request {text} NOT NULL,
                created_by {text} NOT NULL,
                created_at {bigint} NOT NULL,
                state {text} NOT NULL,
                reason {text},
                attempt {integer} NOT NULL,
                held_until {bigint} NOT NULL,
                started_at {bigint},
                finished_at {bigint},
                row_count {bigint} NOT NULL,
                byte_count {bigint} NOT NULL,
                expires_at {bigint} NOT NULL
            )
            """,
            "CREATE INDEX report_path ON report (path)",
            """
            CREATE INDEX report_waiting ON report (held_until, number)
                WHERE finished_at IS NULL
            """,
            "CREATE INDEX report_expiry ON report (expires_at, number)",
            """
            CREATE TABLE report_part (
                report_id {text} NOT NULL REFERENCES report (id),
                position {integer} NOT NULL,
                bytes {blob} NOT NULL,
                PRIMARY KEY (report_id, position)
            )
            """,
        ]
    )
}
