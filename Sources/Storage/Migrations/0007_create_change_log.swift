// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// What changed, in the order of the commits, for everyone who keeps a copy in memory.
    static let createChangeLog = Migration(
        number: 7,
        name: "create_change_log",
        statements: [
            """
            CREATE TABLE change_log (
                number {bigint} NOT NULL PRIMARY KEY,
                kind {text} NOT NULL,
                subject {text} NOT NULL,
                detail {text} NOT NULL
            )
            """
        ]
    )
}
