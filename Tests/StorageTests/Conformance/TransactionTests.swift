// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Domain
import Storage
import TestSupport
import Testing

extension StoreConformance {
    @Suite struct TransactionTests {
        private struct OwnError: Error, Equatable {
            let text: String
        }

        @Test("what a body throws passes unchanged and leaves nothing", arguments: Backend.all)
        func rollsBack(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                let errors: [any Error] = [
                    OwnError(text: "eigener"), CancellationError(),
                    DomainError(.patchDeclined, subject: "patch 1"),
                ]
                for error in errors {
                    let thrown = await #expect(throws: (any Error).self) {
                        try await store.write { transaction throws in
                            try World.insertTenants(transaction)
                            try transaction.append(.structure)
                            try transaction.append(World.entry(after: nil, "a.b"))
                            _ = try transaction.nextNumber(of: "device")
                            throw error
                        }
                    }
                    #expect(thrown.map { "\($0)" } == "\(error)")
                }
                try await store.write { transaction throws in
                    #expect(try transaction.rootTenant() == nil)
                    #expect(try transaction.lastAuditEntry() == nil)
                    #expect(try transaction.lastChangeNumber() == 0)
                    #expect(try transaction.nextNumber(of: "device") == 1)
                    try transaction.append(.structure)
                    #expect(try transaction.lastChangeNumber() == 1)
                }
            }
        }

        @Test("a read cannot write, and its own errors pass", arguments: Backend.all)
        func refusesWritesInRead(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                await #expect(throws: DomainError(.internalFault)) {
                    try await store.read { try $0.append(.structure) }
                }
                await #expect(throws: OwnError(text: "eigener")) {
                    try await store.read { _ in throw OwnError(text: "eigener") }
                }
                #expect(try await store.read { try $0.lastChangeNumber() } == 0)
            }
        }

        @Test("a read stays at its state while a writer commits", arguments: Backend.all)
        func isolatesReads(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                let (begun, beginning) = AsyncStream<Void>.makeStream()
                let written = DispatchSemaphore(value: 0)
                async let numbers = store.read { transaction throws in
                    let before = try transaction.lastChangeNumber()
                    beginning.finish()
                    written.wait()
                    return [before, try transaction.lastChangeNumber()]
                }
                for await _ in begun {}
                try await store.write { try $0.append(.structure) }
                written.signal()
                #expect(try await numbers == [0, 0])
                #expect(try await store.read { try $0.lastChangeNumber() } == 1)
            }
        }

        @Test("a program sees what another commits, and the signal tells", arguments: Backend.all)
        func sharesDatabase(backend: Backend) async throws {
            let folder = try TemporaryDirectory()
            let one = try backend.open(folder)
            let other = try backend.open(folder)
            try await one.write { try World.insertTenants($0) }
            #expect(try await other.read { try $0.rootTenant() } == World.root)

            let before = try await one.changeSignal()
            #expect(try await one.changeSignal() == before)
            _ = try await other.read { try $0.lastChangeNumber() }
            #expect(try await one.changeSignal() == before)
            try await other.write { try $0.append(.structure) }
            let after = try await one.changeSignal()
            #expect(after != before)
            #expect(try await one.read { try $0.lastChangeNumber() } == 1)

            try await one.write { try $0.append(.structure) }
            #expect(try await one.changeSignal() != after)
            try await one.close()
            try await other.write { try $0.append(.structure) }
            #expect(try await other.read { try $0.lastChangeNumber() } == 3)
            try await other.close()
        }

        @Test("two programs that write at once wait for each other", arguments: Backend.all)
        func sharesWriting(backend: Backend) async throws {
            let folder = try TemporaryDirectory()
            let stores = [try backend.open(folder), try backend.open(folder)]
            try await withThrowingTaskGroup { group in
                for store in stores {
                    group.addTask {
                        for _ in 1...25 {
                            try await store.write { transaction throws in
                                let last = try transaction.lastAuditEntry()
                                try transaction.append(World.entry(after: last, "a.b"))
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            for store in stores {
                #expect(try await store.read { try $0.lastAuditEntry() }?.number == 50)
                try await store.close()
            }
        }

        @Test("what was committed is there after the next start", arguments: Backend.all)
        func keepsCommits(backend: Backend) async throws {
            let folder = try TemporaryDirectory()
            let first = try backend.open(folder)
            try await first.write { try World.insertTenants($0) }
            try await first.close()
            let second = try backend.open(folder)
            #expect(try await second.read { try $0.tenants(in: World.root.path) }.count == 4)
            try await second.close()
        }

        @Test("a closed store refuses every call", arguments: Backend.all)
        func refusesAfterClose(backend: Backend) async throws {
            let store = try backend.open(try TemporaryDirectory())
            try await store.close()
            await #expect(throws: DomainError(.internalFault)) {
                try await store.read { try $0.lastChangeNumber() }
            }
            await #expect(throws: DomainError(.internalFault)) {
                try await store.write { try $0.append(.structure) }
            }
            await #expect(throws: DomainError(.internalFault)) { try await store.changeSignal() }
            await #expect(throws: DomainError(.internalFault)) { try await store.figures() }
        }

        @Test("a cancelled task writes nothing", arguments: Backend.all)
        func obeysCancellation(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                let task = Task {
                    withUnsafeCurrentTask { $0?.cancel() }
                    try await store.write { try $0.append(.structure) }
                }
                await #expect(throws: CancellationError.self) { try await task.value }
                #expect(try await store.read { try $0.lastChangeNumber() } == 0)
            }
        }

        @Test("the figures grow with the content", arguments: Backend.all)
        func measuresItself(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                let before = try await store.figures()
                try await store.write { transaction throws in
                    for number in 1...200 {
                        try transaction.append(
                            .catalogue(feed: String(repeating: "f", count: 4_096 + number))
                        )
                    }
                }
                let after = try await store.figures()
                #expect(after.pageCount > before.pageCount + 100)
                #expect(after.fileBytes + after.walBytes > before.fileBytes + 400_000)
            }
        }
    }
}
