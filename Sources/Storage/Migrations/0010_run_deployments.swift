// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// Deployments with plans, the runs that they start, and the executions of each run.
    ///
    /// A former deployment has neither a plan nor runs, and its executions tell nothing of attempts
    /// and counts; all of them were made by unreleased builds, so that they go. The sequence goes
    /// on, so that no number comes twice, and the audit log keeps what was done.
    ///
    /// - `trigger` says what starts a run: `slot`, `event`, `link` or `none`.
    /// - `is_published` says whether people at their devices may start one.
    /// - `subject` is empty where a run is about all targets, because two nulls are never the same.
    /// - `phase` is 0 before an execution is given out, 1 until it is done, 2 where its device is
    ///   silent and 3 afterwards: what the domain says of `state`, for the indexes.
    /// - `overdue_at` is when time alone may end the execution; null where it cannot.
    /// - An execution refers to its deployment through its run only.
    static let runDeployments = Migration(
        number: 10,
        name: "run_deployments",
        statements: ["DROP TABLE execution", "DROP TABLE deployment"]
            + deploymentTable + runTables + executionTable
    )

    private static let deploymentTable = [
        """
        CREATE TABLE deployment (
            id {text} NOT NULL PRIMARY KEY,
            number {bigint} NOT NULL UNIQUE,
            tenant_id {text} NOT NULL REFERENCES tenant (id),
            path {text} NOT NULL,
            kind {text} NOT NULL,
            name {text} NOT NULL,
            summary {text} NOT NULL,
            plan {text} NOT NULL,
            status {text} NOT NULL,
            last_slot {bigint},
            next_slot {bigint},
            trigger {text} NOT NULL,
            is_published {integer} NOT NULL,
            predecessor_id {text},
            created_by {text} NOT NULL,
            created_at {bigint} NOT NULL,
            updated_by {text},
            updated_at {bigint},
            enabled_at {bigint},
            request {text} NOT NULL
        )
        """,
        "CREATE INDEX deployment_path ON deployment (path)",
        "CREATE INDEX deployment_due ON deployment (status, next_slot, number)",
        "CREATE INDEX deployment_trigger ON deployment (trigger, status, number)",
        "CREATE INDEX deployment_published ON deployment (is_published, status, number)",
        "CREATE INDEX deployment_predecessor ON deployment (predecessor_id, status, number)",
    ]

    private static let runTables = [
        """
        CREATE TABLE run (
            id {text} NOT NULL PRIMARY KEY,
            number {bigint} NOT NULL UNIQUE,
            deployment_id {text} NOT NULL REFERENCES deployment (id),
            tenant_id {text} NOT NULL REFERENCES tenant (id),
            path {text} NOT NULL,
            slot {bigint} NOT NULL,
            subject {text} NOT NULL DEFAULT '',
            state {text} NOT NULL,
            created_at {bigint} NOT NULL,
            ended_at {bigint},
            course {text} NOT NULL,
            UNIQUE (deployment_id, subject, slot)
        )
        """,
        "CREATE INDEX run_deployment ON run (deployment_id, created_at, number)",
        "CREATE INDEX run_end ON run (ended_at, created_at, number)",
        """
        CREATE TABLE run_count (
            run_id {text} NOT NULL REFERENCES run (id),
            tenant_id {text} NOT NULL REFERENCES tenant (id),
            ring {integer} NOT NULL,
            state {text} NOT NULL,
            count {bigint} NOT NULL,
            PRIMARY KEY (run_id, ring, state)
        )
        """,
    ]

    private static let executionTable = [
        """
        CREATE TABLE execution (
            id {text} NOT NULL PRIMARY KEY,
            deployment_id {text} NOT NULL,
            run_id {text} NOT NULL REFERENCES run (id),
            ring {integer} NOT NULL,
            device_id {text} NOT NULL REFERENCES device (id),
            tenant_id {text} NOT NULL REFERENCES tenant (id),
            path {text} NOT NULL,
            kind {text} NOT NULL,
            created_at {bigint} NOT NULL,
            expires_at {bigint} NOT NULL,
            patches {text} NOT NULL,
            state {text} NOT NULL,
            since {bigint} NOT NULL,
            reason {text},
            attempt {integer} NOT NULL,
            failures {integer} NOT NULL,
            not_before {bigint},
            downloaded_at {bigint},
            is_download {integer} NOT NULL,
            offers {bigint} NOT NULL,
            leased_until {bigint},
            order_expires_at {bigint},
            results {text} NOT NULL,
            report {text},
            reported_at {bigint},
            digest_at_report {text},
            refusal {text},
            order_id {text} NOT NULL,
            phase {integer} NOT NULL,
            overdue_at {bigint}
        )
        """,
        "CREATE UNIQUE INDEX execution_device ON execution (run_id, device_id)",
        "CREATE UNIQUE INDEX execution_order ON execution (order_id)",
        """
        CREATE INDEX execution_open ON execution (device_id, created_at, id)
            WHERE phase < 3
        """,
        "CREATE INDEX execution_phase ON execution (run_id, phase, device_id)",
        """
        CREATE INDEX execution_active ON execution (since, id)
            WHERE phase = 1
        """,
        """
        CREATE INDEX execution_overdue ON execution (overdue_at, id)
            WHERE overdue_at IS NOT NULL
        """,
        """
        CREATE INDEX execution_reported ON execution (reported_at, created_at, id)
            WHERE report IS NOT NULL
        """,
        """
        CREATE INDEX execution_former ON execution (device_id, kind, reported_at, created_at, id)
            WHERE report IS NOT NULL
        """,
    ]
}
