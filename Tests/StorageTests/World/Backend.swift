// SPDX-License-Identifier: Apache-2.0
import Storage
import TestSupport
import Testing

/// An engine that the conformance suite runs on; each engine is real, never a stand-in.
struct Backend: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Opens the database of a test; opening it twice is what two programs do.
    let open: @Sendable (TemporaryDirectory) throws -> SQLStore

    static let all = [
        Backend(testDescription: "SQLite on disk") { folder in
            try SQLStore.open(path: folder.path("data/thimble.db"))
        }
    ]

    /// Runs a body on a new, empty database.
    func withStore(_ body: (SQLStore) async throws -> Void) async throws {
        let folder = try TemporaryDirectory()
        let store = try open(folder)
        try await body(store)
        try await store.close()
    }

    /// Runs a body on a new database that holds the tenants of ``World``.
    func withTenants(_ body: (SQLStore) async throws -> Void) async throws {
        try await withStore { store in
            try await store.write { try World.insertTenants($0) }
            try await body(store)
        }
    }
}

/// The behaviours that every engine shares, by area.
@Suite enum StoreConformance {}
