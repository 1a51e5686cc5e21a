// SPDX-License-Identifier: Apache-2.0
import Domain

/// What an engine can refuse or a stored value can be, in words that all engines share.
struct SQLFault: Error, CustomStringConvertible {
    /// The kinds that are told apart.
    enum Kind: Sendable, Equatable {
        /// A row with the same key is there already.
        case notUnique
        /// Somebody else holds a lock for longer than is waited.
        case busy
        /// There is no room to write.
        case diskFull
        /// The file, or the server, cannot be reached.
        case cannotOpen
        /// The file holds something else.
        case notDatabase
        /// A column does not hold what it must.
        case unreadable
        /// Anything else.
        case other
    }

    /// What kind it is.
    let kind: Kind
    /// The statement that failed; without its arguments.
    let statement: String?
    /// What the engine says.
    let message: String

    init(_ kind: Kind, statement: String? = nil, message: String) {
        self.kind = kind
        self.statement = statement
        self.message = message
    }

    /// The message and the statement; for the people who run the server, never for a client.
    var description: String { statement.map { "\(message), in: \($0)" } ?? message }
}

extension DomainError {
    /// The domain's word for a fault; the fault is kept underneath.
    init(_ fault: SQLFault) {
        let meaning: (code: Code, hint: String?) =
            switch fault.kind {
            case .notUnique: (.storageConflict, nil)
            case .busy: (.storageBusy, "another program holds the database; try again")
            case .diskFull: (.internalFault, "the disk of the database is full")
            case .cannotOpen:
                (.internalFault, "the database cannot be opened; check the folder's permissions")
            case .notDatabase: (.internalFault, "the file is not a database of this program")
            case .unreadable, .other: (.internalFault, nil)
            }
        self.init(meaning.code, subject: "database", hint: meaning.hint, underlying: fault)
    }
}

/// Runs a body and gives its faults the domain's words; every other error passes unchanged.
func inDomainWords<Result>(_ body: () throws -> Result) throws -> Result {
    do {
        return try body()
    } catch let fault as SQLFault {
        throw DomainError(fault)
    }
}

/// Runs a body that waits, and gives its faults the domain's words.
func inDomainWords<Result>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: () async throws -> Result
) async throws -> Result {
    do {
        return try await body()
    } catch let fault as SQLFault {
        throw DomainError(fault)
    }
}
