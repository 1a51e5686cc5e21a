// SPDX-License-Identifier: Apache-2.0
import Domain

@testable import Storage

/// A connection that writes down each statement before it runs it, with SQLite's plan for it.
final class StatementTour: SQLConnection {
    /// A statement, how many arguments it got, and each step of its plan.
    struct Stop {
        let statement: String
        let argumentCount: Int
        let plan: [String]
    }

    private let connection: any SQLConnection
    private(set) var stops: [Stop] = []

    init(_ connection: any SQLConnection) {
        self.connection = connection
    }

    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        try note(sql, arguments)
        return try connection.execute(sql, arguments)
    }

    func rows(_ sql: String, _ arguments: [SQLValue], each: (any SQLRow) throws -> Void) throws {
        try note(sql, arguments)
        try connection.rows(sql, arguments, each: each)
    }

    func define(_ sql: String) throws {
        try connection.define(sql)
    }

    func hasTable(_ name: String) throws -> Bool {
        try connection.hasTable(name)
    }

    private func note(_ sql: String, _ arguments: [SQLValue]) throws {
        guard !stops.contains(where: { $0.statement == sql }) else { return }
        var plan: [String] = []
        try connection.rows("EXPLAIN QUERY PLAN " + sql, arguments) { plan.append(try $0.get(3)) }
        stops.append(Stop(statement: sql, argumentCount: arguments.count, plan: plan))
    }
}

extension StatementTour {
    /// Calls every sentence of every port once, on a new database.
    static func ofAllPorts(on driver: any SQLDriver) throws -> [Stop] {
        try Migrator().run(on: driver)
        return try driver.writeBlocking { connection in
            let tour = StatementTour(connection)
            let transaction = SQLTransaction(tour)
            try visitIdentity(transaction)
            try visitInventory(transaction)
            try visitCatalog(transaction)
            try visitDeployment(transaction)
            try visitPolicies(transaction)
            try visitMitigations(transaction)
            try visitReports(transaction)
            try visitLogs(transaction)
            return tour.stops
        }
    }

    private static func visitIdentity(_ transaction: any StoreTransaction) throws {
        try World.insertTenants(transaction)
        _ = try transaction.rootTenant()
        _ = try transaction.tenant(World.site.id)
        _ = try transaction.tenants(in: World.root.path)
        let user = World.user(1, name: "a")
        try transaction.insert(user)
        _ = try transaction.user(named: "a")
        _ = try transaction.user(user.id)
        _ = try transaction.users(in: World.root.path)
        let credential = World.credential(.access, "s")
        try transaction.insert(credential)
        _ = try transaction.credential(kind: .access, secretHash: "s")
        _ = try transaction.credential(kind: .access, publicID: "p")
        _ = try transaction.credentials(madeFrom: credential.id)
        try transaction.revoke(credential.id, at: World.now)
        try transaction.deleteCredentials(kind: .access, endedBefore: World.now)
    }

    private static func visitInventory(_ transaction: any StoreTransaction) throws {
        let device = World.device(1)
        try transaction.insert(device)
        try transaction.update(device)
        _ = try transaction.device(device.id)
        _ = try transaction.device(named: "a", site: World.site.id)
        _ = try transaction.devices(in: World.root.path)
        let group = World.group(1, name: "a")
        try transaction.insert(group)
        _ = try transaction.group(named: "a", tenant: World.site.id)
        _ = try transaction.groups()
        try transaction.add(device.id, to: group.id)
        _ = try transaction.memberships()
        let packages = (0..<100).map { World.package("p\($0)") }
        for _ in 1...2 { _ = try transaction.numbers(of: packages) }
        try transaction.packages(from: 50) { _ in }
        let profile = InventoryProfile(stream: "s", architecture: "a", repositories: nil)
        for _ in 1...2 { _ = try transaction.number(of: profile) }
        _ = try transaction.profiles(from: 0)
        let list = PackageList(profile: 0, deciding: [1])
        try transaction.insertInventory(digest: "d", list: list, at: World.now)
        _ = try transaction.hasInventory(digest: "d")
        _ = try transaction.inventory(digest: "d")
        try transaction.inventories { _, _ in }
        try transaction.deleteUnusedInventories(madeBefore: World.now)
    }

    private static func visitCatalog(_ transaction: any StoreTransaction) throws {
        let records = [World.record("a"), World.record("b")]
        let contents = [
            World.content("f", "1", records), World.content("f", "2", [records[0]]),
            World.content("f", "3", records),
        ]
        for content in contents { _ = try transaction.replace(content, at: World.now) }
        // Enough for a batch and a rest, and then all of them go.
        let names = (0..<100).map { "n\($0)" }
        let many = World.content(
            "g",
            "1",
            names.map { World.record($0) },
            vulnerabilities: names.map { World.vulnerability($0) }
        )
        _ = try transaction.replace(many, at: World.now)
        _ = try transaction.replace(World.content("g", "2", []), at: World.now)
        _ = try transaction.currentRevisions()
        _ = try transaction.revisions(feed: "f", limit: 1)
        try transaction.patchRecords { _ in }
        _ = try transaction.patchRecords(feed: "f", revision: 1)
        _ = try transaction.patchRecords(of: [records[0].patch])
        _ = try transaction.hasVulnerabilities(feed: "f")
        try transaction.vulnerabilities { _ in }
        let approval = Approval(
            tenant: World.site.id,
            path: World.site.path,
            patch: records[0].patch,
            decision: .approved,
            by: "a",
            at: World.now
        )
        for decision in [approval, nil] {
            try transaction.setApproval(
                decision,
                patch: approval.patch,
                tenant: approval.tenant
            )
        }
        _ = try transaction.approvals()
    }

    private static func visitDeployment(_ transaction: any StoreTransaction) throws {
        let deployment = World.deployment(1)
        try transaction.insert(deployment)
        try transaction.update(deployment)
        _ = try transaction.deployments(in: World.root.path, offset: 0, limit: 1)
        _ = try transaction.deployment(deployment.id)
        _ = try transaction.deploymentCount(in: World.root.path)
        _ = try transaction.dueDeployments(at: World.now)
        _ = try transaction.eventDeployments()
        _ = try transaction.publishedDeployments()
        _ = try transaction.deployments(linkedTo: deployment.id)
        let run = World.run(1, of: deployment)
        try transaction.insert(run)
        try visitExecution(of: run, transaction)
        _ = try transaction.run(run.id)
        _ = try transaction.run(number: run.number, of: deployment.id)
        _ = try transaction.runs(of: deployment.id, limit: 1)
        _ = try transaction.openRuns()
        _ = try transaction.hasRun(of: deployment.id, subject: World.device(1).id)
        _ = try transaction.counts(of: run.id)
        try transaction.update(changed(run) { $0.endedAt = World.now })
        _ = try transaction.deleteRuns(endedBefore: World.now + .seconds(1), limit: 1)
        try transaction.deleteDeployment(deployment.id)
        let policy = World.policy(1, "a")
        try transaction.insert(policy)
        try transaction.update(policy)
        _ = try transaction.deploymentPolicies(in: World.root.path)
        try transaction.deleteDeploymentPolicy(policy.id)
    }

    private static func visitExecution(
        of run: Run,
        _ transaction: any StoreTransaction
    ) throws {
        let device = World.device(1)
        let execution = World.execution(of: run, on: device)
        try transaction.insert(execution)
        try transaction.update(execution, from: .pending)
        _ = try transaction.executions(of: run.deployment)
        _ = try transaction.executions(of: run.id)
        _ = try transaction.devices(of: run.id)
        _ = try transaction.execution(of: run.id, on: device.id)
        _ = try transaction.executionsAway(of: run.id)
        _ = try transaction.executionsPending(of: run.id)
        _ = try transaction.execution(execution.id)
        _ = try transaction.execution(order: execution.order)
        _ = try transaction.openExecutions(of: device.id)
        _ = try transaction.openExecutions()
        _ = try transaction.activeExecutions(since: World.now)
        _ = try transaction.overdueExecutions(at: World.now, limit: 1)
        _ = try transaction.formerPackages(on: device.id)
        try transaction.reportedExecutions { _ in }
    }

    private static func visitLogs(_ transaction: any StoreTransaction) throws {
        try transaction.append(World.entry(after: nil, "a.b"))
        _ = try transaction.lastAuditEntry()
        _ = try transaction.auditEntries(after: 0, limit: 1)
        try transaction.append(.structure)
        _ = try transaction.changes(after: 0, limit: 1)
        _ = try transaction.lastChangeNumber()
        _ = try transaction.nextNumber(of: "a")
    }
}
