// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    private static let select =
        "SELECT \((Deployment.fixedColumns + Deployment.columns).columns()) FROM deployment "

    private static let insertion: String = {
        let columns = Deployment.fixedColumns + Deployment.columns + Deployment.derivedColumns
        return "INSERT INTO deployment (\(columns.columns())) VALUES (\(columns.placeholders))"
    }()

    private static let change = """
        UPDATE deployment SET \((Deployment.columns + Deployment.derivedColumns).assignments) \
        WHERE id = ?
        """

    func insert(_ deployment: Deployment) throws {
        try execute(
            Self.insertion,
            deployment.fixedValues + deployment.values() + deployment.derivedValues
        )
    }

    /// The path stays with the tenant.
    func update(_ deployment: Deployment) throws {
        let count = try execute(
            Self.change,
            deployment.values() + deployment.derivedValues + [deployment.id.sqlValue]
        )
        guard count == 1 else {
            throw DomainError(.deploymentNotFound, subject: "deployment \(deployment.number)")
        }
    }

    func deleteDeployment(_ id: Deployment.Identity) throws {
        let runs: [Run.Identity] = try all(
            "SELECT id FROM run WHERE deployment_id = ?",
            id
        ) { try $0.get(0) }
        for run in runs { try deleteRun(run) }
        try execute("DELETE FROM deployment WHERE id = ?", id)
    }

    func deployment(_ id: Deployment.Identity) throws -> Deployment? {
        try first(Self.select + "WHERE id = ?", id, make: Deployment.init)
    }

    func deployments(in path: TenantPath, offset: Int, limit: Int) throws -> [Deployment] {
        try all(
            Self.select + """
                WHERE path >= ? AND path < ?
                ORDER BY created_at DESC, number DESC LIMIT ? OFFSET ?
                """,
            path,
            path.upperBound,
            max(0, limit),
            max(0, offset),
            make: Deployment.init
        )
    }

    func deploymentCount(in path: TenantPath) throws -> Int {
        try first(
            "SELECT COUNT(*) FROM deployment WHERE path >= ? AND path < ?",
            path,
            path.upperBound
        ) { try $0.get(0) } ?? 0
    }

    /// Whatever set the next slot: a schedule, or a link that waits for a while.
    func dueDeployments(at now: Timestamp) throws -> [Deployment] {
        try all(
            Self.select + "WHERE status = ? AND next_slot <= ? ORDER BY next_slot, number",
            Deployment.Status.enabled.rawValue,
            now,
            make: Deployment.init
        )
    }

    func eventDeployments() throws -> [Deployment] {
        try all(
            Self.select + "WHERE trigger = ? AND status = ? ORDER BY number",
            Deployment.Trigger.event.rawValue,
            Deployment.Status.enabled.rawValue,
            make: Deployment.init
        )
    }

    func publishedDeployments() throws -> [Deployment] {
        try all(
            Self.select + "WHERE is_published = ? AND status = ? ORDER BY number",
            true,
            Deployment.Status.enabled.rawValue,
            make: Deployment.init
        )
    }

    func deployments(linkedTo predecessor: Deployment.Identity) throws -> [Deployment] {
        try all(
            Self.select + "WHERE predecessor_id = ? AND status = ? ORDER BY number",
            predecessor,
            Deployment.Status.enabled.rawValue,
            make: Deployment.init
        )
    }
}
