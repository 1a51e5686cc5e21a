// SPDX-License-Identifier: Apache-2.0
import Dispatch
import Domain
import Foundation
import TestSupport
import Testing

@testable import Storage

@Suite struct SQLiteDriverTests {
    @Test("a commit waits for the disk, and references are checked")
    func setsDurability() async throws {
        let driver = try SQLiteDriver(path: try TemporaryDirectory().path("a.db"))
        for (pragma, expected) in [
            ("synchronous", SQLValue.integer(2)), ("journal_mode", .text("wal")),
            ("foreign_keys", .integer(1)), ("busy_timeout", .integer(10_000)),
            ("fullfsync", .integer(1)),
        ] {
            let value = try driver.writeBlocking { try first("PRAGMA \(pragma)", $0) }
            #expect(value == expected, "\(pragma)")
        }
        try await driver.close()
    }

    @Test("only the owner may read folder, database and log")
    func keepsFilesPrivate() async throws {
        let folder = try TemporaryDirectory()
        let driver = try SQLiteDriver(path: folder.path("new/deep/a.db"))
        try driver.writeBlocking { try $0.define("CREATE TABLE a (b {text})") }
        #expect(try mode(folder.path("new/deep")) == 0o700)
        for file in ["a.db", "a.db-wal", "a.db-shm"] {
            #expect(try mode(folder.path("new/deep/" + file)) == 0o600, "\(file)")
        }
        _ = try await driver.read { try $0.hasTable("a") }
        try await driver.close()
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path("new/deep"))
        #expect(left == ["a.db"], "the log is brought into the file")
    }

    @Test("an existing folder keeps its mode")
    func keepsFolder() async throws {
        let folder = try TemporaryDirectory()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o750],
            ofItemAtPath: folder.path
        )
        let driver = try SQLiteDriver(path: folder.path("a.db"))
        #expect(try mode(folder.path) == 0o750)
        try await driver.close()
    }

    @Test("a writer that waits in vain is told so")
    func tellsBusy() async throws {
        let path = try TemporaryDirectory().path("a.db")
        let holder = try SQLiteDriver(path: path)
        let waiter = try SQLiteDriver(path: path, busyTimeout: .milliseconds(20))
        let (held, holding) = AsyncStream<Void>.makeStream()
        let tried = DispatchSemaphore(value: 0)
        async let done: Void = holder.write { connection throws in
            try connection.define("CREATE TABLE a (b {text})")
            holding.finish()
            tried.wait()
        }
        for await _ in held {}
        let store = StoreWithoutSchema(driver: waiter)
        await #expect(throws: DomainError(.storageBusy)) { try await store.write() }
        tried.signal()
        try await done
        try await store.write()
        try await waiter.close()
        try await holder.close()
    }

    @Test("a file that is no database, and a path that is no file, are refused")
    func refusesOtherFiles() throws {
        let folder = try TemporaryDirectory()
        let text = try folder.write(String(repeating: "Kein Datenbankinhalt. ", count: 99), to: "t")
        let notDatabase = try #require(throws: DomainError.self) { try SQLStore.open(path: text) }
        #expect(notDatabase.code == .internalFault)
        #expect(notDatabase.hint == "the file is not a database of this program")
        #expect(try folder.read("t").hasPrefix("Kein"), "it stays as it was")
        for path in [folder.path, text + "/a.db"] {
            let error = try #require(throws: DomainError.self) { try SQLStore.open(path: path) }
            #expect(error.code == .internalFault)
            #expect(error.hint?.contains("cannot be opened") == true)
        }
    }

    @Test("programs that create the database at once all get it")
    func sharesCreation() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("data/a.db")
        let stores = try await withThrowingTaskGroup(of: SQLStore.self) { group in
            for _ in 1...8 {
                group.addTask {
                    try await withCheckedThrowingContinuation { opened in
                        DispatchQueue.global().async {
                            opened.resume(with: Result { try SQLStore.open(path: path) })
                        }
                    }
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for store in stores { try await store.write { try $0.append(.structure) } }
        for store in stores {
            #expect(try await store.read { try $0.lastChangeNumber() } == 8)
            try await store.close()
        }
    }

    @Test("double quotes never make a text")
    func refusesDoubleQuotes() async throws {
        let driver = try SQLiteDriver(path: try TemporaryDirectory().path("a.db"))
        #expect(throws: SQLFault.self) {
            try driver.readBlocking { _ = try first(#"SELECT "text""#, $0) }
        }
        try await driver.close()
    }

    @Test("what somebody put into a column is refused when it is read")
    func refusesForeignValues() async throws {
        let driver = try SQLiteDriver(path: try TemporaryDirectory().path("a.db"))
        let store = try SQLStore(driver: driver)
        try await store.write { transaction throws in
            try World.insertTenants(transaction)
            try transaction.insert(World.device(1))
            try transaction.insertInventory(digest: "d", list: World.list, at: World.now)
            _ = try transaction.numbers(of: [World.package("a")])
            let content = World.content(
                "f",
                "1",
                [World.record("a")],
                vulnerabilities: [World.vulnerability("CVE-1")]
            )
            _ = try transaction.replace(content, at: World.now)
            try transaction.append(.structure)
        }
        let reads: [(damage: String, read: @Sendable (any StoreTransaction) throws -> Void)] = [
            ("UPDATE tenant SET kind = 'galaxy'", { _ = try $0.tenant(World.site.id) }),
            ("UPDATE device SET facts = '{'", { _ = try $0.device(World.device(1).id) }),
            ("UPDATE device SET scanned_at = 1.5", { _ = try $0.device(World.device(1).id) }),
            ("UPDATE inventory SET bytes = x'0001'", { _ = try $0.inventory(digest: "d") }),
            ("UPDATE installed_package SET marks = ''", { try $0.packages(from: 0) { _ in } }),
            ("UPDATE patch_record SET body = '{}'", { try $0.patchRecords { _ in } }),
            ("UPDATE vulnerability SET body = '[]'", { try $0.vulnerabilities { _ in } }),
            ("UPDATE change_log SET kind = 'later'", { _ = try $0.changes(after: 0, limit: 1) }),
        ]
        for (damage, read) in reads {
            try driver.writeBlocking { _ = try $0.execute(damage, []) }
            let error = await #expect(throws: DomainError.self, "\(damage)") {
                try await store.read { try read($0) }
            }
            #expect(error?.code == .internalFault)
            #expect((error?.underlying as? SQLFault)?.kind == .unreadable)
        }
        try await store.close()
    }

    private func mode(_ path: String) throws -> Int? {
        let attributes = try FileManager.default.attributesOfItem(atPath: path)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue
    }
}

/// A driver whose schema does not matter, with the domain's errors.
private struct StoreWithoutSchema {
    let driver: SQLiteDriver

    func write() async throws {
        try await inDomainWords { try await driver.write { _ in } }
    }
}

private func first(_ sql: String, _ connection: any SQLConnection) throws -> SQLValue? {
    var value: SQLValue?
    try connection.rows(sql, []) { value = $0.value(at: 0) }
    return value
}
