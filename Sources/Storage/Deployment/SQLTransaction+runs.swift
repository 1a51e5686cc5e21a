// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    private static let columns = """
        id, number, deployment_id, path, slot, subject, created_at, state, ended_at, course
        """

    /// Adds a run; its tenant is the deployment's.
    func insert(_ run: Run) throws {
        try execute(
            """
            INSERT INTO run (\(Self.columns), tenant_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, (SELECT tenant_id FROM deployment WHERE id = ?))
            """,
            run.id,
            run.number,
            run.deployment,
            run.path,
            run.slot,
            run.subject?.description ?? "",
            run.createdAt,
            run.state.rawValue,
            run.endedAt,
            try StoredJSON.encode(run.course),
            run.deployment
        )
    }

    func update(_ run: Run) throws {
        let count = try execute(
            "UPDATE run SET state = ?, ended_at = ?, course = ? WHERE id = ?",
            run.state.rawValue,
            run.endedAt,
            try StoredJSON.encode(run.course),
            run.id
        )
        guard count == 1 else {
            throw DomainError(.runNotFound, subject: "run \(run.number)")
        }
    }

    func run(_ id: Run.Identity) throws -> Run? {
        try first("SELECT \(Self.columns) FROM run WHERE id = ?", id, make: run)
    }

    func run(number: Int64, of deployment: Deployment.Identity) throws -> Run? {
        try first(
            "SELECT \(Self.columns) FROM run WHERE deployment_id = ? AND number = ?",
            deployment,
            number,
            make: run
        )
    }

    func runs(of deployment: Deployment.Identity, limit: Int) throws -> [Run] {
        try all(
            """
            SELECT \(Self.columns) FROM run WHERE deployment_id = ?
            ORDER BY created_at DESC, number DESC LIMIT ?
            """,
            deployment,
            max(0, limit),
            make: run
        )
    }

    func openRuns() throws -> [Run] {
        try all(
            """
            SELECT \(Self.columns) FROM run WHERE ended_at IS NULL ORDER BY created_at, number
            """,
            make: run
        )
    }

    func hasRun(of deployment: Deployment.Identity, subject: Device.Identity) throws -> Bool {
        try first(
            "SELECT 1 FROM run WHERE deployment_id = ? AND subject = ? LIMIT 1",
            deployment,
            subject
        ) { _ in true } ?? false
    }

    private func run(_ row: any SQLRow) throws -> Run {
        let subject: String = try row.get(5)
        var run = Run(
            id: try row.get(0),
            number: try row.get(1),
            deployment: try row.get(2),
            path: try row.get(3),
            slot: try row.get(4),
            subject: subject.isEmpty ? nil : try row.get(5),
            createdAt: try row.get(6),
            course: try row.json(9)
        )
        run.state = try row.word(7)
        run.endedAt = try row.get(8)
        return run
    }
}
