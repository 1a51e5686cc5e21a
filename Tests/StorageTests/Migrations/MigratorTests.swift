// SPDX-License-Identifier: Apache-2.0
import Domain
import TestSupport
import Testing

@testable import Storage

@Suite struct MigratorTests {
    private let first = Migration(
        number: 1,
        name: "create_a",
        statements: ["CREATE TABLE a (b {text} NOT NULL)"]
    )
    private let second = Migration(
        number: 2,
        name: "fill_a",
        statements: ["INSERT INTO a (b) VALUES ('x')"]
    )

    @Test("each step is taken once, and new ones follow")
    func takesSteps() async throws {
        try await withDriver { driver async throws in
            try Migrator(history: [first]).run(on: driver)
            for _ in 1...2 { try Migrator(history: [first, second]).run(on: driver) }
            #expect(try texts("SELECT b FROM a", driver) == ["x"])
            let names = try texts("SELECT name FROM migration ORDER BY number", driver)
            #expect(names == ["create_a", "fill_a"])
        }
    }

    @Test("a database with nothing to do is not written to")
    func spareWriting() async throws {
        try await withDriver { driver async throws in
            try Migrator(history: [first]).run(on: driver)
            let signal = try await driver.changeSignal()
            try Migrator(history: [first]).run(on: driver)
            #expect(try await driver.changeSignal() == signal)
        }
    }

    @Test("a step that was taken in another form is refused")
    func refusesChangedStep() async throws {
        try await withDriver { driver async throws in
            try Migrator(history: [first]).run(on: driver)
            let changed = Migration(
                number: 1,
                name: "create_a",
                statements: ["CREATE TABLE a (b {text})"]
            )
            let error = #expect(throws: DomainError(.storageConflict)) {
                try Migrator(history: [changed, second]).run(on: driver)
            }
            #expect(error?.subject == "migration 1, create_a")
            #expect(error?.hint?.contains("0001_create_a") == true)
            #expect(try texts("SELECT b FROM a", driver) == [])
        }
    }

    @Test("a database of a newer program is refused")
    func refusesNewer() async throws {
        try await withDriver { driver async throws in
            try Migrator(history: [first, second]).run(on: driver)
            let error = #expect(throws: DomainError(.storageTooNew)) {
                try Migrator(history: [first]).run(on: driver)
            }
            #expect(error?.subject == "migration 2, fill_a")
        }
        let folder = try TemporaryDirectory()
        let path = folder.path("a.db")
        try await SQLStore.open(path: path).close()
        let driver = try SQLiteDriver(path: path)
        try driver.writeBlocking {
            _ = try $0.execute(
                "INSERT INTO migration VALUES (?, ?, ?)",
                [
                    .integer(9_999), .text("later"), .text("?"),
                ]
            )
        }
        try await driver.close()
        #expect(throws: DomainError(.storageTooNew)) { try SQLStore.open(path: path) }
    }

    @Test("a step that fails leaves nothing of the steps beside it")
    func takesAllOrNone() async throws {
        try await withDriver { driver async throws in
            let broken = Migration(
                number: 3,
                name: "break",
                statements: ["INSERT INTO nowhere (b) VALUES ('x')"]
            )
            #expect(throws: (any Error).self) {
                try Migrator(history: [first, second, broken]).run(on: driver)
            }
            #expect(try !driver.readBlocking { try $0.hasTable("a") })
            #expect(try !driver.readBlocking { try $0.hasTable("migration") })
            try Migrator(history: [first]).run(on: driver)
            #expect(try driver.readBlocking { try $0.hasTable("a") })
        }
    }

    @Test("the checksum tells statements apart and nothing else")
    func sumsStatements() {
        let renamed = Migration(number: 7, name: "other", statements: first.statements)
        #expect(renamed.checksum == first.checksum)
        #expect(second.checksum != first.checksum)
    }

    private func withDriver(_ body: (SQLiteDriver) async throws -> Void) async throws {
        let folder = try TemporaryDirectory()
        let driver = try SQLiteDriver(path: folder.path("a.db"))
        try await body(driver)
        try await driver.close()
    }

    private func texts(_ sql: String, _ driver: SQLiteDriver) throws -> [String] {
        try driver.readBlocking { connection throws in
            var texts: [String] = []
            try connection.rows(sql, []) { texts.append(try $0.get(0)) }
            return texts
        }
    }
}
