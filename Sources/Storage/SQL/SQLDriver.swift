// SPDX-License-Identifier: Apache-2.0

/// One engine with one open database.
///
/// Safe for concurrent use. Throws ``SQLFault`` for everything that the engine refuses, and
/// `CancellationError` where the caller's task is cancelled; what a body throws passes unchanged,
/// and nothing of its transaction stays.
protocol SQLDriver: Sendable {
    /// Runs a body on one consistent state; statements that change something are refused.
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result

    /// Runs a body in a transaction that excludes every other writer from its beginning.
    ///
    /// When it returns, the changes are on the disk.
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> Result
    ) async throws -> Result

    /// ``read(_:)`` for the start of the program, before anything could wait for this thread.
    func readBlocking<Result>(_ body: (any SQLConnection) throws -> Result) throws -> Result

    /// ``write(_:)`` for the start of the program, before anything could wait for this thread.
    func writeBlocking<Result>(_ body: (any SQLConnection) throws -> Result) throws -> Result

    /// A number that is another one after any commit, in this process or any other.
    func changeSignal() async throws -> Int64

    /// How large the database is now.
    func figures() async throws -> StorageFigures

    /// Waits for what is under way and closes everything.
    func close() async throws
}
