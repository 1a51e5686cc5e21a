// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct ChangeTests {
        private let all: [Change] = [
            .device(ID(derivedFrom: "d")), .catalogue(feed: "apt »Debian« bookworm main"),
            .approval(ID(derivedFrom: "p")),
            .execution(ID(derivedFrom: "e"), device: ID(derivedFrom: "d")), .structure,
        ]

        @Test("every kind of change comes back, in order", arguments: Backend.all)
        func returnsChanges(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                #expect(try await store.read { try $0.lastChangeNumber() } == 0)
                try await store.write { for change in all { try $0.append(change) } }
                try await store.read { transaction throws in
                    let changes = try transaction.changes(after: 0, limit: 99)
                    #expect(changes.map(\.change) == all)
                    #expect(changes.map(\.number) == [1, 2, 3, 4, 5])
                    let some = try transaction.changes(after: 2, limit: 2)
                    #expect(some.map(\.number) == [3, 4])
                    #expect(try transaction.changes(after: 5, limit: 99).isEmpty)
                    #expect(try transaction.changes(after: 0, limit: -1).isEmpty)
                    #expect(try transaction.lastChangeNumber() == 5)
                }
            }
        }

        @Test("numbers are in the order of the commits", arguments: Backend.all)
        func numbersByCommit(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                let seen = try await withThrowingTaskGroup(of: Int64.self) { group in
                    for writer in 1...20 {
                        group.addTask {
                            try await store.write { try $0.append(.catalogue(feed: "\(writer)")) }
                            return try await store.read { try $0.lastChangeNumber() }
                        }
                    }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                #expect(seen.allSatisfy { (1...20).contains($0) })
                let numbers = try await store.read { try $0.changes(after: 0, limit: 99) }
                #expect(numbers.map(\.number) == Array(1...20))
            }
        }

        @Test("a sequence counts from 1, apart from every other", arguments: Backend.all)
        func countsSequences(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                let numbers = try await store.write { transaction throws in
                    try ["a", "a", "ä", "a", "ä"].map(transaction.nextNumber)
                }
                #expect(numbers == [1, 2, 1, 3, 2])
                #expect(try await store.write { try $0.nextNumber(of: "a") } == 4)
            }
        }
    }
}
