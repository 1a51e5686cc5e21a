// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    /// Numbers come from a sequence inside the transaction, so that their order is the order of the
    /// commits: no reader ever sees a number appear below one that it has seen.
    func append(_ change: Change) throws {
        let words = change.words
        try execute(
            "INSERT INTO change_log (number, kind, subject, detail) VALUES (?, ?, ?, ?)",
            try nextNumber(of: "change_log"),
            words.kind.rawValue,
            words.subject,
            words.detail
        )
    }

    func changes(after number: Int64, limit: Int) throws -> [(number: Int64, change: Change)] {
        try all(
            """
            SELECT number, kind, subject, detail FROM change_log WHERE number > ?
            ORDER BY number LIMIT ?
            """,
            number,
            max(0, limit)
        ) { row in
            (number: try row.get(0), change: try Change(row))
        }
    }

    func deleteChanges(keeping count: Int64) throws {
        try execute(
            "DELETE FROM change_log WHERE number <= ?",
            try lastChangeNumber() - max(1, count)
        )
    }

    func lastChangeNumber() throws -> Int64 {
        try first("SELECT COALESCE(MAX(number), 0) FROM change_log") { try $0.get(0) } ?? 0
    }
}

/// The kinds of change as they are stored; never renamed.
private enum ChangeKind: String {
    case device, catalogue, approval, execution, structure
}

extension Change {
    fileprivate var words: (kind: ChangeKind, subject: String, detail: String) {
        switch self {
        case .device(let id): (.device, id.description, "")
        case .catalogue(let feed): (.catalogue, feed, "")
        case .approval(let patch): (.approval, patch.description, "")
        case .execution(let id, let device): (.execution, id.description, device.description)
        case .structure: (.structure, "", "")
        }
    }

    fileprivate init(_ row: any SQLRow) throws {
        let kind: ChangeKind = try row.word(1)
        self =
            switch kind {
            case .device: .device(try row.get(2))
            case .catalogue: .catalogue(feed: try row.get(2))
            case .approval: .approval(try row.get(2))
            case .execution: .execution(try row.get(2), device: try row.get(3))
            case .structure: .structure
            }
    }
}
