// SPDX-License-Identifier: Apache-2.0
import Domain
import TestSupport
import Testing

@testable import Storage

@Suite struct DateInstallationsTests {
    @Test("devices of before are dated from their last scan, and those without one are not")
    func datesFromLastScan() async throws {
        let path = try TemporaryDirectory().path("a.db")
        let driver = try SQLiteDriver(path: path)
        try Migrator(history: Array(Migration.all.prefix(8))).run(on: driver)
        let scanned = changed(World.device(1)) { $0.scannedAt = World.now }
        try driver.writeBlocking { connection in
            let transaction = SQLTransaction(connection)
            try World.insertTenants(transaction)
            try transaction.insertUndated(scanned)
            try transaction.insertUndated(World.device(2))
        }
        try await driver.close()
        let store = try SQLStore.open(path: path)
        let devices = try await store.read { try $0.devices(in: World.root.path) }
        #expect(
            devices == [changed(scanned) { $0.firstScannedAt = World.now }, World.device(2)]
        )
        try await store.close()
    }
}
