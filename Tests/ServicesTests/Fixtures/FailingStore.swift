// SPDX-License-Identifier: Apache-2.0

import Domain
import Synchronization

/// A store whose first read fails, as a database does that another program holds.
final class FailingStore: Store {
    private let store: any Store
    private let hasFailed = Mutex(false)

    init(_ store: any Store) { self.store = store }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
    ) async throws -> Result {
        let isFirst = hasFailed.withLock { hasFailed in
            defer { hasFailed = true }
            return !hasFailed
        }
        if isFirst { throw DomainError(.storageBusy) }
        return try await store.read(body)
    }

    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
    ) async throws -> Result {
        try await store.write(body)
    }

    func close() async throws { try await store.close() }
}
