// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// Packages and profiles by number, vulnerabilities, and when a patch was first named and a feed last checked.
    ///
    /// An inventory's bytes are the list of its packages' numbers from now on. The lists that are
    /// stored so far have another form, so that they go: their devices count as never scanned until
    /// the agent's next call, which sends the inventory again because its digest is unknown. What
    /// is installed on devices without agents must be imported again.
    static let numberPackages = Migration(
        number: 8,
        name: "number_packages",
        statements: [
            "UPDATE device SET inventory_digest = NULL, scanned_at = NULL",
            "DELETE FROM inventory",
            """
            CREATE TABLE inventory_profile (
                number {bigint} NOT NULL PRIMARY KEY,
                body {text} NOT NULL UNIQUE
            )
            """,
            """
            CREATE TABLE installed_package (
                number {bigint} NOT NULL PRIMARY KEY,
                name {text} NOT NULL,
                architecture {text} NOT NULL,
                version {text} NOT NULL,
                source {text} NOT NULL,
                source_version {text} NOT NULL,
                marks {integer} NOT NULL,
                UNIQUE (name, version, source, architecture, source_version, marks)
            )
            """,
            """
            CREATE TABLE vulnerability (
                cve {text} NOT NULL,
                feed {text} NOT NULL,
                tenant_id {text} NOT NULL REFERENCES tenant (id),
                revision {bigint} NOT NULL,
                body {text} NOT NULL,
                PRIMARY KEY (feed, cve)
            )
            """,
            "ALTER TABLE patch_record ADD COLUMN first_imported_at {bigint}",
            "ALTER TABLE feed_revision ADD COLUMN checked_at {bigint}",
        ]
    )
}
