// SPDX-License-Identifier: Apache-2.0
import Domain
import TestSupport
import Testing

@testable import Storage

@Suite struct RunDeploymentsTests {
    @Test("deployments of the former kind go, and their numbers do not come again")
    func dropsFormerDeployments() async throws {
        let path = try TemporaryDirectory().path("a.db")
        let driver = try SQLiteDriver(path: path)
        try Migrator(history: Array(Migration.all.prefix(9))).run(on: driver)
        try driver.writeBlocking { connection in
            let transaction = SQLTransaction(connection)
            try World.insertTenants(transaction)
            try transaction.insert(World.device(1))
            let number = try transaction.nextNumber(of: "deployment")
            try transaction.execute(
                """
                INSERT INTO deployment (id, number, tenant_id, path, kind, name, summary, patches,
                    created_by, created_at, expires_at, request)
                VALUES ('d', ?, ?, '/1/2/3/', 'install', '', '', '[]', 'a', 1, 2, '{}')
                """,
                number,
                World.site.id
            )
            try transaction.execute(
                """
                INSERT INTO execution (id, deployment_id, device_id, tenant_id, path, kind, patches,
                    state, is_open, offers, created_at, expires_at)
                VALUES ('e', 'd', ?, ?, '/1/2/3/', 'install', '[]', 'pending', 1, 0, 1, 2)
                """,
                World.device(1).id,
                World.site.id
            )
        }
        try await driver.close()
        let store = try SQLStore.open(path: path)
        try await store.write { transaction throws in
            #expect(try transaction.deploymentCount(in: World.root.path) == 0)
            #expect(try transaction.openExecutions() == [])
            #expect(try transaction.openExecutions(of: World.device(1).id) == [])
            #expect(try transaction.nextNumber(of: "deployment") == 2)
            let run = World.run(1, of: World.deployment(2))
            try transaction.insert(World.deployment(2))
            try transaction.insert(run)
            try transaction.insert(World.execution(of: run, on: World.device(1)))
            #expect(try transaction.openExecutions(of: World.device(1).id).count == 1)
        }
        try await store.close()
    }
}
