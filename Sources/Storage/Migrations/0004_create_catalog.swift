// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// The feeds' revisions, what they say, and the decisions about it.
    ///
    /// The catalogue belongs to the root tenant. A record keeps its row when its feed withdraws it.
    static let createCatalog = Migration(
        number: 4,
        name: "create_catalog",
        statements: [
            """
            CREATE TABLE feed_revision (
                feed {text} NOT NULL,
                number {bigint} NOT NULL,
                tenant_id {text} NOT NULL REFERENCES tenant (id),
                digest {text} NOT NULL,
                source {text} NOT NULL,
                imported_at {bigint} NOT NULL,
                published_at {bigint},
                valid_until {bigint},
                signed_by {text},
                patch_count {bigint} NOT NULL,
                remarks {text} NOT NULL,
                PRIMARY KEY (feed, number)
            )
            """,
            """
            CREATE TABLE patch_record (
                patch_id {text} NOT NULL,
                feed {text} NOT NULL,
                tenant_id {text} NOT NULL REFERENCES tenant (id),
                revision {bigint} NOT NULL,
                withdrawn_by {bigint},
                stream {text} NOT NULL,
                source {text} NOT NULL,
                version {text} NOT NULL,
                body {text} NOT NULL,
                PRIMARY KEY (patch_id, feed)
            )
            """,
            "CREATE INDEX patch_record_revision ON patch_record (feed, revision)",
            "CREATE INDEX patch_record_withdrawn ON patch_record (feed, withdrawn_by)",
            """
            CREATE TABLE approval (
                tenant_id {text} NOT NULL REFERENCES tenant (id),
                patch_id {text} NOT NULL,
                path {text} NOT NULL,
                decision {text} NOT NULL,
                decided_by {text} NOT NULL,
                decided_at {bigint} NOT NULL,
                PRIMARY KEY (tenant_id, patch_id)
            )
            """,
        ]
    )
}
