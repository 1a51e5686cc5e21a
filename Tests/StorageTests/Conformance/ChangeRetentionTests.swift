// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct ChangeRetentionTests {
        @Test("the newest changes stay, at least one, and numbers go on", arguments: Backend.all)
        func keepsTheNewest(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                // An empty log has nothing to remove.
                try await store.write { try $0.deleteChanges(keeping: 3) }
                try await store.write { transaction in
                    for index in 1...10 { try transaction.append(.catalogue(feed: "\(index)")) }
                }
                for (keeping, rest) in [(10, 1...10), (4, 7...10), (0, 10...10), (-5, 10...10)] {
                    try await store.write { try $0.deleteChanges(keeping: Int64(keeping)) }
                    let numbers = try await store.read { transaction in
                        try transaction.changes(after: 0, limit: .max).map(\.number)
                    }
                    #expect(numbers == rest.map(Int64.init))
                }
                try await store.write { try $0.append(.structure) }
                #expect(try await store.read { try $0.lastChangeNumber() } == 11)
            }
        }
    }
}
