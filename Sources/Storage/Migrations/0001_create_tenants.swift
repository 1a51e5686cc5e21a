// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// The tenant tree, and the sequences that numbers come from.
    static let createTenants = Migration(
        number: 1,
        name: "create_tenants",
        statements: [
            """
            CREATE TABLE number_sequence (
                name {text} NOT NULL PRIMARY KEY,
                value {bigint} NOT NULL
            )
            """,
            """
            CREATE TABLE tenant (
                id {text} NOT NULL PRIMARY KEY,
                number {bigint} NOT NULL UNIQUE,
                kind {text} NOT NULL,
                name {text} NOT NULL,
                path {text} NOT NULL UNIQUE
            )
            """,
        ]
    )
}
