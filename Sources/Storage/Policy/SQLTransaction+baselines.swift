// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    private static let columns = """
        id, number, tenant_id, path, name, summary, rules, is_active, created_by, created_at, \
        updated_by, updated_at
        """

    func insert(_ baseline: Baseline) throws {
        // The conflict is left to the statement; see the one of users.
        let count = try execute(
            """
            INSERT INTO baseline (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (tenant_id, name) DO NOTHING
            """,
            baseline.id,
            baseline.number,
            baseline.tenant,
            baseline.path,
            baseline.name,
            baseline.summary,
            try rules(of: baseline),
            baseline.isActive,
            baseline.createdBy,
            baseline.createdAt,
            baseline.updatedBy,
            baseline.updatedAt
        )
        guard count == 1 else { throw Self.isTaken(baseline) }
        try putPatches(of: baseline, former: [])
    }

    func update(_ baseline: Baseline) throws {
        let count = try execute(
            """
            UPDATE baseline SET name = ?, summary = ?, rules = ?, is_active = ?, updated_by = ?,
                updated_at = ?
            WHERE id = ? AND NOT EXISTS (
                SELECT other.id FROM baseline other
                WHERE other.tenant_id = ? AND other.name = ? AND other.id <> ?)
            """,
            baseline.name,
            baseline.summary,
            try rules(of: baseline),
            baseline.isActive,
            baseline.updatedBy,
            baseline.updatedAt,
            baseline.id,
            baseline.tenant,
            baseline.name,
            baseline.id
        )
        guard count == 1 else {
            guard try self.baseline(baseline.id) != nil else {
                throw DomainError(.baselineNotFound, subject: "baseline \(baseline.id)")
            }
            throw Self.isTaken(baseline)
        }
        try putPatches(of: baseline, former: try patches(ofBaseline: baseline.id))
    }

    private static func isTaken(_ baseline: Baseline) -> DomainError {
        DomainError(.baselineNameTaken, subject: "baseline \(baseline.name)")
    }

    func deleteBaseline(_ id: Baseline.Identity) throws {
        try execute("DELETE FROM baseline_patch WHERE baseline_id = ?", id)
        try execute(
            "DELETE FROM compliance_entry WHERE kind = ? AND subject_id = ?",
            ComplianceEntry.baseline.rawValue,
            id
        )
        try execute("DELETE FROM baseline WHERE id = ?", id)
    }

    func baseline(_ id: Baseline.Identity) throws -> Baseline? {
        let found = try first(
            "SELECT \(Self.columns) FROM baseline WHERE id = ?",
            id,
            make: baseline
        )
        guard var found, !found.content.isRuleDriven else { return found }
        found.content = .patches(try patches(ofBaseline: id))
        return found
    }

    func baselines(in path: TenantPath) throws -> [Baseline] {
        var patches: [Baseline.Identity: Set<Patch.Identity>] = [:]
        try each(
            "SELECT baseline_id, patch_id FROM baseline_patch WHERE path >= ? AND path < ?",
            path,
            path.upperBound
        ) { row in
            patches[try row.get(0), default: []].insert(try row.get(1))
        }
        return try all(
            """
            SELECT \(Self.columns) FROM baseline WHERE path >= ? AND path < ? ORDER BY number
            """,
            path,
            path.upperBound
        ) { row in
            var found = try baseline(row)
            if !found.content.isRuleDriven { found.content = .patches(patches[found.id] ?? []) }
            return found
        }
    }

    // MARK: Content

    private func rules(of baseline: Baseline) throws -> String? {
        switch baseline.content {
        case .patches: nil
        case .rules(let rules): try StoredJSON.encode(rules)
        }
    }

    private func patches(ofBaseline id: Baseline.Identity) throws -> Set<Patch.Identity> {
        Set(
            try all("SELECT patch_id FROM baseline_patch WHERE baseline_id = ?", id) {
                try $0.get(0)
            }
        )
    }

    /// Writes what differs from the patches that are stored.
    private func putPatches(of baseline: Baseline, former: Set<Patch.Identity>) throws {
        var chosen: Set<Patch.Identity> = []
        if case .patches(let patches) = baseline.content { chosen = patches }
        for patch in former.subtracting(chosen) {
            try execute(
                "DELETE FROM baseline_patch WHERE baseline_id = ? AND patch_id = ?",
                baseline.id,
                patch
            )
        }
        var rows = BatchedRows(
            into: "baseline_patch",
            columns: ["baseline_id", "patch_id", "path"],
            conflict: ""
        )
        for patch in chosen.subtracting(former) {
            try rows.add(
                [baseline.id.sqlValue, patch.sqlValue, baseline.path.sqlValue],
                to: self
            )
        }
        try rows.flush(to: self)
    }

    /// A row of the table; the patches of a static one are read apart.
    private func baseline(_ row: any SQLRow) throws -> Baseline {
        let rules: [BaselineRule]? = try row.jsonIfPresent(6)
        var baseline = Baseline(
            id: try row.get(0),
            number: try row.get(1),
            tenant: try row.get(2),
            path: try row.get(3),
            name: try row.get(4),
            summary: try row.get(5),
            content: rules.map { .rules($0) } ?? .patches([]),
            createdBy: try row.get(8),
            createdAt: try row.get(9)
        )
        baseline.isActive = try row.get(7)
        baseline.updatedBy = try row.get(10)
        baseline.updatedAt = try row.get(11)
        return baseline
    }
}
