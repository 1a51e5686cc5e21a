// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// The deployments and their executions, one per device.
    ///
    /// `is_open` is the domain's answer to whether something more will happen, written beside the
    /// state so that the open ones of a large history are found by an index.
    static let createDeployments = Migration(
        number: 5,
        name: "create_deployments",
        statements: [
            """
            CREATE TABLE deployment (
                id {text} NOT NULL PRIMARY KEY,
                number {bigint} NOT NULL UNIQUE,
                tenant_id {text} NOT NULL REFERENCES tenant (id),
                path {text} NOT NULL,
                kind {text} NOT NULL,
                name {text} NOT NULL,
                summary {text} NOT NULL,
                patches {text} NOT NULL,
                created_by {text} NOT NULL,
                created_at {bigint} NOT NULL,
                expires_at {bigint} NOT NULL,
                request {text} NOT NULL
            )
            """,
            "CREATE INDEX deployment_path ON deployment (path)",
            """
            CREATE TABLE execution (
                id {text} NOT NULL PRIMARY KEY,
                deployment_id {text} NOT NULL REFERENCES deployment (id),
                device_id {text} NOT NULL REFERENCES device (id),
                tenant_id {text} NOT NULL REFERENCES tenant (id),
                path {text} NOT NULL,
                kind {text} NOT NULL,
                patches {text} NOT NULL,
                state {text} NOT NULL,
                is_open {integer} NOT NULL,
                offers {bigint} NOT NULL,
                leased_until {bigint},
                created_at {bigint} NOT NULL,
                expires_at {bigint} NOT NULL,
                report {text},
                reported_at {bigint},
                refusal {text}
            )
            """,
            "CREATE UNIQUE INDEX execution_device ON execution (deployment_id, device_id)",
            """
            CREATE INDEX execution_open ON execution (device_id, created_at, id)
                WHERE is_open = 1
            """,
            """
            CREATE INDEX execution_reported ON execution (reported_at, created_at, id)
                WHERE report IS NOT NULL
            """,
        ]
    )
}
