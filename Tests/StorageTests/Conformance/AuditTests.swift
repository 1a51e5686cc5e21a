// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct AuditTests {
        @Test("entries come back in order, from a position on", arguments: Backend.all)
        func returnsEntries(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                #expect(try await store.read { try $0.lastAuditEntry() } == nil)
                let entries = try await append(5, to: store)
                try await store.read { transaction throws in
                    #expect(try transaction.lastAuditEntry() == entries.last)
                    #expect(try transaction.auditEntries(after: 0, limit: 9) == entries)
                    let some = try transaction.auditEntries(after: 2, limit: 2)
                    #expect(some == Array(entries[2...3]))
                    #expect(try transaction.auditEntries(after: 5, limit: 9) == [])
                    #expect(try transaction.auditEntries(after: 0, limit: -1) == [])
                }
            }
        }

        @Test("an entry that does not follow the newest is refused", arguments: Backend.all)
        func refusesBrokenChain(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                let entries = try await append(2, to: store)
                let third = World.entry(after: entries[1], "device.enrol")
                var forged = third
                forged.detail = "anders"
                for refused in [
                    World.entry(after: nil, "first.again"),
                    World.entry(after: entries[0], "second.again"),
                    World.entry(after: third, "gap"),
                    forged,
                ] {
                    await #expect(throws: DomainError(.auditBroken), "\(refused.action)") {
                        try await store.write { try $0.append(refused) }
                    }
                }
                try await store.write { try $0.append(third) }
                let last = try await store.read { try $0.lastAuditEntry() }
                #expect(last == third)
            }
        }

        @Test("many writers make one chain without gaps", arguments: Backend.all)
        func serializesWriters(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                try await withThrowingTaskGroup { group in
                    for writer in 1...10 {
                        group.addTask {
                            for turn in 1...5 {
                                try await store.write { transaction throws in
                                    let last = try transaction.lastAuditEntry()
                                    try transaction.append(
                                        World.entry(after: last, "\(writer).\(turn)")
                                    )
                                }
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                let entries = try await store.read { try $0.auditEntries(after: 0, limit: 99) }
                #expect(entries.map(\.number) == Array(1...50))
                var previous: AuditEntry?
                for entry in entries {
                    #expect(entry.isIntact(after: previous))
                    previous = entry
                }
            }
        }

        private func append(_ count: Int, to store: any Store) async throws -> [AuditEntry] {
            try await store.write { transaction throws in
                for number in 1...count {
                    let last = try transaction.lastAuditEntry()
                    try transaction.append(World.entry(after: last, "step.\(number)"))
                }
                return try transaction.auditEntries(after: 0, limit: count)
            }
        }
    }
}
