// SPDX-License-Identifier: Apache-2.0
import Domain
import TestSupport
import Testing

@testable import Storage

@Suite struct NumberPackagesTests {
    @Test("inventories of the old form go, and their devices wait for a scan")
    func dropsOldInventories() async throws {
        let path = try TemporaryDirectory().path("a.db")
        try await makeOldDatabase(path)
        let store = try SQLStore.open(path: path)
        let devices = try await store.read { try $0.devices(in: World.root.path) }
        #expect(
            devices == [
                changed(World.device(1)) { $0.stream = Stream(rawValue: "debian:12") },
                changed(World.device(2)) { $0.lastContactAt = World.now },
            ]
        )
        // The digest is unknown, so that the agent sends its inventory, and then all is well.
        #expect(try await !store.read { try $0.hasInventory(digest: "d1") })
        let list = PackageList(profile: 0, deciding: [0])
        try await store.write { transaction throws in
            try transaction.insertInventory(digest: "d1", list: list, at: World.now)
            try transaction.update(changed(devices[0]) { $0.inventoryDigest = "d1" })
        }
        #expect(try await store.read { try $0.inventory(digest: "d1") } == list)
        try await store.close()
    }

    @Test("records of before have no first import, and keep none")
    func keepsRecords() async throws {
        let path = try TemporaryDirectory().path("a.db")
        try await makeOldDatabase(path)
        let store = try SQLStore.open(path: path)
        let record = World.record("redis", binaries: ["redis"])
        let old = try await store.read { try $0.patchRecords(of: [record.patch]) }
        #expect(old.map(\.record) == [record])
        #expect(old.map(\.firstImportedAt) == [nil])
        let content = World.content(
            "dsa",
            "2",
            [changed(record) { $0.title = "neu" }, World.record("nginx")]
        )
        let outcome = try await store.write { try $0.replace(content, at: World.now) }
        #expect([outcome.added, outcome.changed, outcome.withdrawn] == [1, 1, 0])
        let present = try await store.read {
            try $0.patchRecords(of: Set(content.records.map(\.patch)))
        }
        let times = Dictionary(
            uniqueKeysWithValues: present.map { ($0.record.source, $0.firstImportedAt) }
        )
        #expect(times == ["redis": nil, "nginx": World.now])
        try await store.close()
    }

    /// Makes a database of the first seven steps with two devices and a record.
    private func makeOldDatabase(_ path: String) async throws {
        let driver = try SQLiteDriver(path: path)
        try Migrator(history: Array(Migration.all.prefix(7))).run(on: driver)
        try driver.writeBlocking { connection in
            let transaction = SQLTransaction(connection)
            try World.insertTenants(transaction)
            for digest in ["d1", "d2", "unused"] {
                try transaction.execute(
                    "INSERT INTO inventory (digest, created_at, bytes) VALUES (?, ?, ?)",
                    digest,
                    World.now,
                    #"{"architecture":"amd64","packages":[],"stream":"debian:12"}"#
                )
            }
            var first = World.device(1)
            first.stream = Stream(rawValue: "debian:12")
            var second = World.device(2)
            second.lastContactAt = World.now
            for (device, digest) in [(first, "d1"), (second, "d2")] {
                try transaction.insertUndated(
                    changed(device) {
                        $0.inventoryDigest = digest
                        $0.scannedAt = World.now
                    }
                )
            }
            let record = World.record("redis", binaries: ["redis"])
            try transaction.execute(
                """
                INSERT INTO patch_record
                    (patch_id, feed, tenant_id, revision, stream, source, version, body)
                VALUES (?, 'dsa', ?, 1, ?, ?, ?, ?)
                """,
                record.patch,
                World.root.id,
                record.stream.rawValue,
                record.source,
                record.version,
                try StoredJSON.encode(record)
            )
        }
        try await driver.close()
    }
}
