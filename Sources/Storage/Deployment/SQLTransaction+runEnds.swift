// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    /// Whichever ended first goes first.
    ///
    /// An ended deployment without runs, such as one whose only slot passed, stays while it had a
    /// slot or was changed at that point in time or later, so that people see what became of it.
    func deleteRuns(endedBefore: Timestamp, limit: Int) throws -> Int {
        let runs: [Run.Identity] = try all(
            """
            SELECT id FROM run WHERE ended_at < ? ORDER BY ended_at, created_at, number LIMIT ?
            """,
            endedBefore,
            max(0, limit)
        ) { try $0.get(0) }
        for run in runs { try deleteRun(run) }
        try execute(
            """
            DELETE FROM deployment
            WHERE status = ? AND created_at < ? AND (last_slot IS NULL OR last_slot < ?)
                AND (updated_at IS NULL OR updated_at < ?)
                AND NOT EXISTS (SELECT 1 FROM run WHERE run.deployment_id = deployment.id)
            """,
            Deployment.Status.ended.rawValue,
            endedBefore,
            endedBefore,
            endedBefore
        )
        return runs.count
    }

    /// Removes a run with its executions and counts.
    func deleteRun(_ id: Run.Identity) throws {
        try execute("DELETE FROM execution WHERE run_id = ?", id)
        try execute("DELETE FROM run_count WHERE run_id = ?", id)
        try execute("DELETE FROM run WHERE id = ?", id)
    }
}
