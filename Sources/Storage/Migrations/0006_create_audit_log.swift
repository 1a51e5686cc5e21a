// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// The audit log: exactly the fields that the chain of hashes covers, and no references,
    /// because an entry outlives what it speaks of.
    static let createAuditLog = Migration(
        number: 6,
        name: "create_audit_log",
        statements: [
            """
            CREATE TABLE audit_entry (
                number {bigint} NOT NULL PRIMARY KEY,
                tenant_id {text} NOT NULL,
                happened_at {bigint} NOT NULL,
                actor {text} NOT NULL,
                action {text} NOT NULL,
                subject {text} NOT NULL,
                detail {text} NOT NULL,
                previous_hash {text} NOT NULL,
                hash {text} NOT NULL
            )
            """
        ]
    )
}
