// SPDX-License-Identifier: Apache-2.0
import Domain

extension Deployment {
    /// What makes a deployment start runs, as far as a statement must find it.
    enum Trigger: String, CaseIterable {
        /// Its next slot.
        case slot
        /// Something that happens to a device.
        case event
        /// The end of another deployment's run.
        case link
        /// People alone.
        case none
    }

    /// What makes it start runs by itself.
    ///
    /// A deployment that waits for an event may be linked as well; it is found by both.
    var trigger: Trigger {
        switch plan.schedule.recurrence.kind {
        case .onActivation, .onInactivity, .onActivationOrInactivity: .event
        case .afterDeployment: .link
        case .onDemand: plan.link == nil ? .none : .link
        case .once, .daily, .everyWeekday, .weekly, .monthlyOnDay, .monthlyOnWeekday,
            .monthlyOnLastDay, .patchTuesday, .everyInterval, .windows:
            plan.link == nil ? .slot : .link
        }
    }

    /// Whether people at their devices may start it.
    private var isPublished: Bool {
        switch plan.policy.selfService {
        case .deploy: false
        case .publish, .both: true
        }
    }

    /// The columns that never change, in the order of ``fixedValues``.
    static let fixedColumns = ["id", "number", "tenant_id", "path"]

    /// The columns that a change may touch, in the order of ``values()``.
    static let columns = [
        "kind", "name", "summary", "plan", "status", "last_slot", "next_slot", "created_by",
        "created_at", "updated_by", "updated_at", "enabled_at", "request",
    ]

    /// The columns that are made of others, for the indexes, in the order of ``derivedValues``.
    static let derivedColumns = ["trigger", "is_published", "predecessor_id"]

    /// What stands in ``fixedColumns``.
    var fixedValues: [SQLValue] {
        [id.sqlValue, number.sqlValue, tenant.sqlValue, path.sqlValue]
    }

    /// What stands in ``columns``.
    func values() throws -> [SQLValue] {
        [
            kind.rawValue.sqlValue, name.sqlValue, summary.sqlValue,
            try StoredJSON.encode(plan).sqlValue, status.rawValue.sqlValue, lastSlot.sqlValue,
            nextSlot.sqlValue, createdBy.sqlValue, createdAt.sqlValue, updatedBy.sqlValue,
            updatedAt.sqlValue, enabledAt.sqlValue, request.sqlValue,
        ]
    }

    /// What stands in ``derivedColumns``.
    var derivedValues: [SQLValue] {
        [
            trigger.rawValue.sqlValue, isPublished.sqlValue,
            plan.link?.predecessor.sqlValue ?? .null,
        ]
    }

    /// Reads ``fixedColumns`` and ``columns``.
    init(_ row: any SQLRow) throws {
        self.init(
            id: try row.get(0),
            number: try row.get(1),
            tenant: try row.get(2),
            path: try row.get(3),
            kind: try row.word(4),
            name: try row.get(5),
            summary: try row.get(6),
            plan: try row.json(7),
            createdBy: try row.get(11),
            createdAt: try row.get(12),
            request: try row.get(16)
        )
        status = try row.word(8)
        lastSlot = try row.get(9)
        nextSlot = try row.get(10)
        updatedBy = try row.get(13)
        updatedAt = try row.get(14)
        enabledAt = try row.get(15)
    }
}
