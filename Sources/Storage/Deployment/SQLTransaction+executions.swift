// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Foundation

extension SQLTransaction {
    private static let select =
        "SELECT \((Execution.fixedColumns + Execution.columns).columns()) FROM execution "

    private static let insertion: String = {
        let columns = Execution.fixedColumns + Execution.columns + Execution.derivedColumns
        return """
            INSERT INTO execution (\(columns.columns()), tenant_id)
            VALUES (\(columns.placeholders), (SELECT tenant_id FROM device WHERE id = ?))
            """
    }()

    private static let change = """
        UPDATE execution SET \((Execution.columns + Execution.derivedColumns).assignments) \
        WHERE id = ? AND state = ?
        """

    /// Adds an execution and counts it; its tenant is the device's.
    func insert(_ execution: Execution) throws {
        try execute(
            Self.insertion,
            execution.fixedValues + execution.values() + execution.derivedValues
                + [execution.device.sqlValue]
        )
        try count(1, execution.state, of: execution)
    }

    /// An execution that is in another state than the caller thinks is not changed: the caller's
    /// copy is older than somebody else's change, and the counts would be wrong.
    func update(_ execution: Execution, from state: Execution.State) throws {
        let changed = try execute(
            Self.change,
            execution.values() + execution.derivedValues
                + [execution.id.sqlValue, state.rawValue.sqlValue]
        )
        guard changed == 1 else {
            guard let present = try self.execution(execution.id) else {
                throw DomainError(.orderNotFound, subject: "order \(execution.id)")
            }
            throw DomainError(
                .storageConflict,
                subject: "order \(execution.id) is \(present.state), not \(state)"
            )
        }
        guard state != execution.state else { return }
        try count(-1, state, of: execution)
        try count(1, execution.state, of: execution)
    }

    func execution(_ id: Execution.Identity) throws -> Execution? {
        try first(Self.select + "WHERE id = ?", id, make: Execution.init)
    }

    func execution(order: UUID) throws -> Execution? {
        try first(Self.select + "WHERE order_id = ?", ID<Order>(order), make: Execution.init)
    }

    func executions(of deployment: Deployment.Identity) throws -> [Execution] {
        let columns = (Execution.fixedColumns + Execution.columns).columns(of: "execution")
        return try all(
            """
            SELECT \(columns) FROM run JOIN execution ON execution.run_id = run.id
            WHERE run.deployment_id = ?
            ORDER BY run.created_at DESC, run.number DESC, execution.device_id
            """,
            deployment,
            make: Execution.init
        )
    }

    func executions(of run: Run.Identity) throws -> [Execution] {
        try all(
            Self.select + "WHERE run_id = ? ORDER BY device_id",
            run,
            make: Execution.init
        )
    }

    func executionsPending(of run: Run.Identity) throws -> [Execution] {
        try all(
            Self.select + "WHERE run_id = ? AND phase = 0 ORDER BY device_id",
            run,
            make: Execution.init
        )
    }

    func executionsAway(of run: Run.Identity) throws -> [Execution] {
        try all(
            Self.select + "WHERE run_id = ? AND phase > 0 AND phase < 3 ORDER BY phase, device_id",
            run,
            make: Execution.init
        )
    }

    func openExecutions(of device: Device.Identity) throws -> [Execution] {
        try all(
            Self.select + "WHERE device_id = ? AND phase < 3 ORDER BY created_at, id",
            device,
            make: Execution.init
        )
    }

    func openExecutions() throws -> [Execution] {
        try all(
            Self.select + "WHERE phase < 3 AND phase <> 2 ORDER BY created_at, id",
            make: Execution.init
        )
    }

    func activeExecutions(since: Timestamp) throws -> [Execution] {
        try all(
            Self.select + "WHERE phase = 1 AND since < ? ORDER BY since, id",
            since,
            make: Execution.init
        )
    }

    func overdueExecutions(at now: Timestamp, limit: Int) throws -> [Execution] {
        try all(
            Self.select + "WHERE overdue_at <= ? ORDER BY overdue_at, id LIMIT ?",
            now,
            max(0, limit),
            make: Execution.init
        )
    }
}
