// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The store on a SQL engine.
///
/// Several programs may have the same database open; each sees the others' commits in its next
/// transaction. Safe for concurrent use.
package final class SQLStore: Store {
    private let driver: any SQLDriver

    /// Makes a store on an open engine and brings its schema to the newest step.
    init(driver: any SQLDriver, migrator: Migrator = Migrator()) throws {
        self.driver = driver
        try inDomainWords { try migrator.run(on: driver) }
    }

    /// Opens a SQLite database and brings its schema to the newest step.
    ///
    /// The folder is made with mode 0700 and the file with mode 0600 where they are missing. Blocks
    /// the thread, for up to 10 seconds where another program is writing. Throws
    /// ``DomainError/Code/storageTooNew`` where a newer program has used the database,
    /// ``DomainError/Code/storageConflict`` where another edition of this one has,
    /// ``DomainError/Code/storageBusy`` where the wait was in vain and
    /// ``DomainError/Code/internalFault`` where the file cannot be read or written.
    package static func open(path: String) throws -> SQLStore {
        try SQLStore(driver: inDomainWords { try SQLiteDriver(path: path) })
    }

    /// Runs a body on one snapshot of the database, beside any writer.
    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
    ) async throws -> Result {
        try await inDomainWords {
            try await driver.read { try body(SQLTransaction($0)) }
        }
    }

    /// Runs a body in one immediate transaction; its commit is on disk when this returns.
    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
    ) async throws -> Result {
        try await inDomainWords {
            try await driver.write { try body(SQLTransaction($0)) }
        }
    }

    /// A number that is another one after any commit, of this program or another.
    ///
    /// It costs no transaction, so that it can be asked several times a second: while it stays the
    /// same, ``ChangeStore/changes(after:limit:)`` has nothing new.
    package func changeSignal() async throws -> Int64 {
        try await inDomainWords { try await driver.changeSignal() }
    }

    /// How large the database is now.
    package func figures() async throws -> StorageFigures {
        try await inDomainWords { try await driver.figures() }
    }

    /// Waits for the transactions under way and closes the database; every later call fails.
    package func close() async throws {
        try await inDomainWords { try await driver.close() }
    }
}
