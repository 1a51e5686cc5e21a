// SPDX-License-Identifier: Apache-2.0
import Domain

/// What an entry of a compliance names; as stored, never renamed.
enum ComplianceEntry: String {
    case baseline, device, group
}

extension SQLTransaction {
    private static let columns = """
        id, number, tenant_id, path, name, summary, platform, created_by, created_at, updated_by, \
        updated_at
        """

    func insert(_ compliance: Compliance) throws {
        try execute(
            """
            INSERT INTO compliance (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            compliance.id,
            compliance.number,
            compliance.tenant,
            compliance.path,
            compliance.name,
            compliance.summary,
            compliance.platform.rawValue,
            compliance.createdBy,
            compliance.createdAt,
            compliance.updatedBy,
            compliance.updatedAt
        )
        try putEntries(of: compliance)
    }

    func update(_ compliance: Compliance) throws {
        let count = try execute(
            """
            UPDATE compliance SET name = ?, summary = ?, platform = ?, updated_by = ?,
                updated_at = ?
            WHERE id = ?
            """,
            compliance.name,
            compliance.summary,
            compliance.platform.rawValue,
            compliance.updatedBy,
            compliance.updatedAt,
            compliance.id
        )
        guard count == 1 else {
            throw DomainError(.complianceNotFound, subject: "compliance \(compliance.id)")
        }
        try execute("DELETE FROM compliance_entry WHERE compliance_id = ?", compliance.id)
        try putEntries(of: compliance)
    }

    func deleteCompliance(_ id: Compliance.Identity) throws {
        try execute("DELETE FROM compliance_run WHERE compliance_id = ?", id)
        try execute("DELETE FROM compliance_entry WHERE compliance_id = ?", id)
        try execute("DELETE FROM compliance WHERE id = ?", id)
    }

    func compliance(_ id: Compliance.Identity) throws -> Compliance? {
        var found = try first(
            "SELECT \(Self.columns) FROM compliance WHERE id = ?",
            id,
            make: compliance
        )
        try each(
            "SELECT kind, subject_id FROM compliance_entry WHERE compliance_id = ?",
            id
        ) { try found?.note($0.word(0), $0, at: 1) }
        return found
    }

    func compliances(in path: TenantPath) throws -> [Compliance] {
        var found = try all(
            """
            SELECT \(Self.columns) FROM compliance WHERE path >= ? AND path < ? ORDER BY number
            """,
            path,
            path.upperBound,
            make: compliance
        )
        let places = Dictionary(
            found.enumerated().map { ($0.element.id, $0.offset) },
            uniquingKeysWith: { first, _ in first }
        )
        try each(
            """
            SELECT compliance_id, kind, subject_id FROM compliance_entry
            WHERE path >= ? AND path < ?
            """,
            path,
            path.upperBound
        ) { row in
            guard let place = places[try row.get(0)] else { return }
            try found[place].note(row.word(1), row, at: 2)
        }
        return found
    }

    private func putEntries(of compliance: Compliance) throws {
        var rows = BatchedRows(
            into: "compliance_entry",
            columns: ["compliance_id", "kind", "subject_id", "path"],
            conflict: ""
        )
        let entries: [(ComplianceEntry, [SQLValue])] = [
            (.baseline, compliance.baselines.map(\.sqlValue)),
            (.device, compliance.devices.map(\.sqlValue)),
            (.group, compliance.groups.map(\.sqlValue)),
        ]
        for (kind, subjects) in entries {
            for subject in subjects {
                try rows.add(
                    [
                        compliance.id.sqlValue, kind.rawValue.sqlValue, subject,
                        compliance.path.sqlValue,
                    ],
                    to: self
                )
            }
        }
        try rows.flush(to: self)
    }

    private func compliance(_ row: any SQLRow) throws -> Compliance {
        var compliance = Compliance(
            id: try row.get(0),
            number: try row.get(1),
            tenant: try row.get(2),
            path: try row.get(3),
            name: try row.get(4),
            summary: try row.get(5),
            platform: try row.word(6),
            createdBy: try row.get(7),
            createdAt: try row.get(8)
        )
        compliance.updatedBy = try row.get(9)
        compliance.updatedAt = try row.get(10)
        return compliance
    }
}

extension Compliance {
    /// Takes in an entry that names something by the identity at a position.
    fileprivate mutating func note(
        _ kind: ComplianceEntry,
        _ row: any SQLRow,
        at position: Int
    ) throws {
        switch kind {
        case .baseline: baselines.insert(try row.get(position))
        case .device: devices.insert(try row.get(position))
        case .group: groups.insert(try row.get(position))
        }
    }
}
