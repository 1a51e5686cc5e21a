// SPDX-License-Identifier: Apache-2.0
import Domain
import TestSupport
import Testing

@testable import Storage

@Suite struct CreatePoliciesTests {
    @Test("decisions of before stay, for everyone and without a reason")
    func keepsDecisions() async throws {
        let path = try TemporaryDirectory().path("a.db")
        let driver = try SQLiteDriver(path: path)
        try Migrator(history: Array(Migration.all.prefix(10))).run(on: driver)
        let approval = World.approval(World.record("redis").patch, World.site, .declined)
        try driver.writeBlocking { connection in
            let transaction = SQLTransaction(connection)
            try World.insertTenants(transaction)
            try transaction.execute(
                """
                INSERT INTO approval (tenant_id, patch_id, path, decision, decided_by, decided_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                approval.tenant,
                approval.patch,
                approval.path,
                approval.decision.rawValue,
                approval.by,
                approval.at
            )
        }
        try await driver.close()
        let store = try SQLStore.open(path: path)
        #expect(try await store.read { try $0.approvals() } == [approval])
        try await store.close()
    }
}
