// SPDX-License-Identifier: Apache-2.0
import Domain

extension SQLTransaction {
    func counts(of run: Run.Identity) throws -> RunCounts {
        var counts = RunCounts()
        // What went from a state leaves a zero there, which is the same as nothing.
        try each("SELECT ring, state, count FROM run_count WHERE run_id = ? AND count <> 0", run) {
            counts.add(try $0.get(2), try $0.word(1), ring: try $0.get(0))
        }
        return counts
    }

    /// Adds so many executions to a state of a ring; a negative number takes them away.
    func count(_ count: Int, _ state: Execution.State, of execution: Execution) throws {
        try execute(
            """
            INSERT INTO run_count (run_id, ring, state, count, tenant_id)
            VALUES (?, ?, ?, ?, (SELECT tenant_id FROM run WHERE id = ?))
            ON CONFLICT (run_id, ring, state)
                DO UPDATE SET count = run_count.count + excluded.count
            """,
            execution.run,
            execution.ring,
            state.rawValue,
            count,
            execution.run
        )
    }
}
