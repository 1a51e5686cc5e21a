// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Foundation
import GRDB

/// SQLite through GRDB: one writer, several readers, a write-ahead log.
///
/// Several processes may have the same file open. Safe for concurrent use.
final class SQLiteDriver: SQLDriver {
    private let file: DatabaseFile
    private let pool: DatabasePool
    /// A connection that never writes, so that every commit of anyone is one of another connection.
    private let observer: DatabaseQueue

    /// Opens a database, and creates its folder and file where they are missing.
    ///
    /// The timeout is how long a transaction waits for another process's.
    init(path: String, busyTimeout: Duration = .seconds(10)) throws {
        file = DatabaseFile(path: path)
        try file.create(filling: Self.setUp)
        let configuration = Self.configuration(busyTimeout)
        pool = try inSharedWords {
            let pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction(Self.makeDurable)
            return pool
        }
        observer = try inSharedWords {
            var configuration = configuration
            configuration.readonly = true
            return try DatabaseQueue(path: path, configuration: configuration)
        }
    }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        try await inSharedWords {
            try await pool.read { try body(SQLiteConnection($0)) }
        }
    }

    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result {
        try await inSharedWords {
            try await pool.writeWithoutTransaction { try Self.transaction($0, body) }
        }
    }

    func readBlocking<Result>(_ body: (any SQLConnection) throws -> Result) throws -> Result {
        try inSharedWords { try pool.read { try body(SQLiteConnection($0)) } }
    }

    func writeBlocking<Result>(_ body: (any SQLConnection) throws -> Result) throws -> Result {
        try inSharedWords { try pool.writeWithoutTransaction { try Self.transaction($0, body) } }
    }

    /// SQLite's `data_version`: it moves when another connection committed.
    func changeSignal() async throws -> Int64 {
        try await inSharedWords {
            try await observer.unsafeRead { database in
                let statement = try database.cachedStatement(sql: "PRAGMA data_version")
                return try Int64.fetchOne(statement) ?? 0
            }
        }
    }

    func figures() async throws -> StorageFigures {
        let (pages, free) = try await inSharedWords {
            try await pool.read { database in
                (
                    try Int64.fetchOne(database, sql: "PRAGMA page_count") ?? 0,
                    try Int64.fetchOne(database, sql: "PRAGMA freelist_count") ?? 0
                )
            }
        }
        return StorageFigures(
            fileBytes: file.size(),
            pageCount: pages,
            freePageCount: free,
            walBytes: file.size(ofCompanion: "-wal")
        )
    }

    func close() async throws {
        let (pool, observer) = (pool, observer)
        try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
            // Closing waits for transactions, which a thread of the concurrency runtime must not.
            DispatchQueue.global().async {
                done.resume(
                    with: Result {
                        try inSharedWords {
                            try observer.close()
                            // Readers first: the writer, as the last connection, then brings the
                            // log into the file and removes it.
                            pool.releaseMemory()
                            try pool.close()
                        }
                    }
                )
            }
        }
    }
}

extension SQLiteDriver {
    private static func configuration(_ busyTimeout: Duration) -> Configuration {
        let parts = busyTimeout.components
        let seconds = Double(parts.seconds) + Double(parts.attoseconds) / 1e18
        var configuration = Configuration()
        configuration.label = "thimble"
        configuration.busyMode = .timeout(seconds)
        configuration.maximumReaderCount = 4
        configuration.foreignKeysEnabled = true
        return configuration
    }

    /// Switches a new database to its write-ahead log.
    ///
    /// Two programs that do this to the same file at once can meet in a state that SQLite's own
    /// waiting does not cover, so it is done before anyone else knows the file.
    private static func setUp(_ path: String) throws {
        try inSharedWords {
            var configuration = Configuration()
            configuration.journalMode = .wal
            try DatabaseQueue(path: path, configuration: configuration).close()
        }
    }

    /// Makes each commit wait for the disk, its own cache included, and bounds the log.
    ///
    /// GRDB sets `synchronous` to `NORMAL` when it opens a pool, and then a power failure may take
    /// acknowledged commits with it (SQLite, "PRAGMA synchronous").
    private static func makeDurable(_ database: Database) throws {
        try database.execute(
            sql: """
                PRAGMA synchronous = FULL;
                PRAGMA fullfsync = ON;
                PRAGMA journal_size_limit = 67108864;
                """
        )
    }

    private static func transaction<Result>(
        _ database: Database,
        _ body: (any SQLConnection) throws -> Result
    ) throws -> Result {
        var result: Result?
        try database.inTransaction(.immediate) {
            result = try body(SQLiteConnection(database))
            return .commit
        }
        guard let result else {
            throw SQLFault(.other, message: "the transaction ended without a result")
        }
        return result
    }
}
