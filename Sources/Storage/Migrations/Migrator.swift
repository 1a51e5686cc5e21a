// SPDX-License-Identifier: Apache-2.0
import Domain

/// Brings a database from whatever step of the history it is at to the newest.
struct Migrator: Sendable {
    /// The history that this program knows.
    var history: [Migration] = Migration.all

    /// Takes the missing steps, all of them or none.
    ///
    /// Throws ``DomainError/Code/storageTooNew`` where the database has steps that this program
    /// does not know, and ``DomainError/Code/storageConflict`` where it took one in another form.
    func run(on driver: any SQLDriver) throws {
        // Looking first spares a program that only reads from waiting for a writer.
        guard try !driver.readBlocking(missing).isEmpty else { return }
        try driver.writeBlocking { connection in
            // Another program may have taken the same steps in between.
            for migration in try missing(in: connection) {
                try take(migration, on: connection)
            }
        }
    }

    private func missing(in connection: any SQLConnection) throws -> ArraySlice<Migration> {
        let taken = try connection.hasTable("migration") ? taken(in: connection) : []
        if let newest = taken.last, newest.number > Int64(history.count) {
            throw DomainError(
                .storageTooNew,
                subject: "migration \(newest.number), \(newest.name)",
                hint: "this program knows \(history.count) migrations; use a newer one"
            )
        }
        for (position, step) in taken.enumerated() {
            let known = history[position]
            guard step.number == known.number, step.checksum == known.checksum else {
                throw DomainError(
                    .storageConflict,
                    subject: "migration \(step.number), \(step.name)",
                    hint: "the database was made by a program with another \(known.title)"
                )
            }
        }
        return history.dropFirst(taken.count)
    }

    private func taken(
        in connection: any SQLConnection
    ) throws -> [(number: Int64, name: String, checksum: String)] {
        var steps: [(number: Int64, name: String, checksum: String)] = []
        try connection.rows(
            "SELECT number, name, checksum FROM migration ORDER BY number",
            []
        ) { row in
            steps.append((try row.get(0), try row.get(1), try row.get(2)))
        }
        return steps
    }

    private func take(_ migration: Migration, on connection: any SQLConnection) throws {
        if try !connection.hasTable("migration") {
            try connection.define(
                """
                CREATE TABLE migration (
                    number {bigint} NOT NULL PRIMARY KEY,
                    name {text} NOT NULL,
                    checksum {text} NOT NULL
                )
                """
            )
        }
        for statement in migration.statements {
            try connection.define(statement)
        }
        try connection.execute(
            "INSERT INTO migration (number, name, checksum) VALUES (?, ?, ?)",
            [
                migration.number.sqlValue, migration.name.sqlValue, migration.checksum.sqlValue,
            ]
        )
    }
}
