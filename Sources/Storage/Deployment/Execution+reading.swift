// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

extension Execution {
    /// The columns that never change, in the order of ``fixedValues``.
    static let fixedColumns = [
        "id", "deployment_id", "run_id", "ring", "device_id", "path", "kind", "created_at",
        "expires_at",
    ]

    /// The columns that its state machine may change, in the order of ``values()``.
    static let columns = [
        "patches", "state", "since", "reason", "attempt", "failures", "not_before",
        "downloaded_at", "is_download", "offers", "leased_until", "order_expires_at", "results",
        "report", "reported_at", "digest_at_report", "refusal",
    ]

    /// The columns that are made of others, for the indexes, in the order of ``derivedValues``.
    static let derivedColumns = ["order_id", "phase", "overdue_at"]

    /// What stands in ``fixedColumns``.
    var fixedValues: [SQLValue] {
        [
            id.sqlValue, deployment.sqlValue, run.sqlValue, ring.sqlValue, device.sqlValue,
            path.sqlValue, kind.rawValue.sqlValue, createdAt.sqlValue, expiresAt.sqlValue,
        ]
    }

    /// What stands in ``columns``.
    func values() throws -> [SQLValue] {
        [
            try StoredJSON.encode(patches).sqlValue, state.rawValue.sqlValue, since.sqlValue,
            reason.map(\.withoutNull).sqlValue, attempt.sqlValue, failures.sqlValue,
            notBefore.sqlValue, downloadedAt.sqlValue, isDownload.sqlValue, offers.sqlValue,
            leasedUntil.sqlValue,
            orderExpiresAt.sqlValue, try StoredJSON.encode(results).sqlValue,
            try report.map(StoredJSON.encode).sqlValue, reportedAt.sqlValue,
            digestAtReport.sqlValue,
            try refusal.map(StoredJSON.encode).sqlValue,
        ]
    }

    /// What stands in ``derivedColumns``.
    var derivedValues: [SQLValue] {
        [ID<Order>(order).sqlValue, state.phase.sqlValue, overdueAt.sqlValue]
    }

    /// When time alone may end it, as its event `tick` has it; `nil` where it cannot.
    private var overdueAt: Timestamp? {
        switch state {
        case .pending: expiresAt
        case .offered:
            if let orderExpiresAt, let leasedUntil {
                max(expiresAt, orderExpiresAt, leasedUntil)
            } else {
                nil
            }
        default: nil
        }
    }

    /// Reads ``fixedColumns`` and ``columns``.
    init(_ row: any SQLRow) throws {
        self.init(
            id: try row.get(0),
            deployment: try row.get(1),
            run: try row.get(2),
            ring: try row.get(3),
            device: try row.get(4),
            path: try row.get(5),
            kind: try row.word(6),
            patches: try row.json(9),
            createdAt: try row.get(7),
            expiresAt: try row.get(8)
        )
        state = try row.word(10)
        since = try row.get(11)
        reason = try row.get(12)
        attempt = try row.get(13)
        failures = try row.get(14)
        notBefore = try row.get(15)
        downloadedAt = try row.get(16)
        isDownload = try row.get(17)
        offers = try row.get(18)
        leasedUntil = try row.get(19)
        orderExpiresAt = try row.get(20)
        results = try row.json(21)
        report = try row.jsonIfPresent(22)
        reportedAt = try row.get(23)
        digestAtReport = try row.get(24)
        refusal = try row.jsonIfPresent(25)
    }
}

extension Execution.State {
    /// The domain's answers about a state as one small number, which the partial indexes name.
    var phase: Int {
        if self == .pending { return 0 }
        if isActive { return 1 }
        return self == .silent ? 2 : 3
    }
}

extension String {
    /// The text with the replacement character (U+FFFD) for each null character.
    ///
    /// A program's output may hold one; SQLite's text ends there, and PostgreSQL refuses it.
    fileprivate var withoutNull: String { String(map { $0 == "\u{0}" ? "\u{FFFD}" : $0 }) }
}
