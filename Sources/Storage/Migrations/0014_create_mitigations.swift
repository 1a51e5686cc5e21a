// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// The mitigations that tenants wrote.
    ///
    /// The content is one text: which vulnerabilities it concerns is asked in memory.
    static let createMitigations = Migration(
        number: 14,
        name: "create_mitigations",
        statements: [
            """
            CREATE TABLE mitigation (
                id {text} NOT NULL PRIMARY KEY,
                tenant_id {text} NOT NULL REFERENCES tenant (id),
                path {text} NOT NULL,
                name {text} NOT NULL,
                content {text} NOT NULL,
                written_by {text} NOT NULL,
                written_at {bigint} NOT NULL,
                UNIQUE (tenant_id, name)
            )
            """,
            "CREATE INDEX mitigation_path ON mitigation (path)",
        ]
    )
}
