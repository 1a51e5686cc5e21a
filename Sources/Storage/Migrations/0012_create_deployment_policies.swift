// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// The deployment policies that tenants make; those that are built in are in the program.
    ///
    /// The settings are one text: nothing asks for a policy by one of them.
    static let createDeploymentPolicies = Migration(
        number: 12,
        name: "create_deployment_policies",
        statements: [
            """
            CREATE TABLE deployment_policy (
                id {text} NOT NULL PRIMARY KEY,
                number {bigint} NOT NULL UNIQUE,
                tenant_id {text} NOT NULL REFERENCES tenant (id),
                path {text} NOT NULL,
                name {text} NOT NULL,
                settings {text} NOT NULL,
                UNIQUE (tenant_id, name)
            )
            """,
            "CREATE INDEX deployment_policy_path ON deployment_policy (path)",
        ]
    )
}
