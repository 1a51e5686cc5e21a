// SPDX-License-Identifier: Apache-2.0
import GRDB

extension SQLFault {
    /// SQLite's result code in the words that all engines share.
    ///
    /// The arguments of the statement stay out of it.
    init(_ error: DatabaseError) {
        let kind: Kind =
            switch error.extendedResultCode {
            case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: .notUnique
            default:
                switch error.resultCode {
                case .SQLITE_BUSY, .SQLITE_LOCKED: .busy
                case .SQLITE_FULL: .diskFull
                case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: .cannotOpen
                case .SQLITE_NOTADB, .SQLITE_CORRUPT: .notDatabase
                default: .other
                }
            }
        let code = error.extendedResultCode.rawValue
        self.init(
            kind,
            statement: error.sql,
            message: "SQLite error \(code): \(error.message ?? "")"
        )
    }
}

/// Runs a body and gives GRDB's errors the words that all engines share.
func inSharedWords<Result>(_ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let error as DatabaseError {
        throw sharedWords(for: error)
    }
}

/// Runs a body that waits, and gives GRDB's errors the words that all engines share.
func inSharedWords<Result>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws -> Result
) async throws -> Result {
    do {
        return try await body()
    } catch let error as DatabaseError {
        throw sharedWords(for: error)
    }
}

private func sharedWords(for error: DatabaseError) -> any Error {
    // GRDB interrupts a statement for one reason only: its task was cancelled.
    error.resultCode == .SQLITE_INTERRUPT ? CancellationError() : SQLFault(error)
}
