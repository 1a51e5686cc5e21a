// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// Decisions for groups and how they come about, baselines with ratings, and compliances.
    ///
    /// The decisions for whole tenants stay where they are; an old one has no reason. In
    /// `approval_reserve` an empty `group_id` is the tenant as a whole. What a compliance is about
    /// stands in one table by kind; entries of devices and groups that are gone count for nothing.
    static let createPolicies = Migration(
        number: 11,
        name: "create_policies",
        statements: approvalStatements + baselineStatements + complianceStatements
    )

    private static let approvalStatements = [
        "ALTER TABLE approval ADD COLUMN reason {text}",
        """
        CREATE TABLE group_approval (
            tenant_id {text} NOT NULL REFERENCES tenant (id),
            group_id {text} NOT NULL REFERENCES device_group (id) ON DELETE CASCADE,
            patch_id {text} NOT NULL,
            path {text} NOT NULL,
            decision {text} NOT NULL,
            decided_by {text} NOT NULL,
            decided_at {bigint} NOT NULL,
            reason {text} NOT NULL,
            PRIMARY KEY (tenant_id, group_id, patch_id)
        )
        """,
        "CREATE INDEX approval_patch ON approval (patch_id)",
        "CREATE INDEX group_approval_patch ON group_approval (patch_id)",
        "CREATE INDEX group_approval_group ON group_approval (group_id)",
        """
        CREATE TABLE approval_reserve (
            tenant_id {text} NOT NULL REFERENCES tenant (id),
            patch_id {text} NOT NULL,
            group_id {text} NOT NULL,
            reserved_by {text} NOT NULL,
            reserved_at {bigint} NOT NULL,
            PRIMARY KEY (tenant_id, patch_id, group_id)
        )
        """,
        """
        CREATE TABLE approval_settings (
            tenant_id {text} NOT NULL PRIMARY KEY REFERENCES tenant (id),
            path {text} NOT NULL,
            mode {text} NOT NULL,
            rules {text} NOT NULL,
            test_groups {text} NOT NULL,
            updated_by {text} NOT NULL,
            updated_at {bigint}
        )
        """,
        "CREATE INDEX approval_settings_path ON approval_settings (path)",
    ]

    private static let baselineStatements = [
        """
        CREATE TABLE baseline (
            id {text} NOT NULL PRIMARY KEY,
            number {bigint} NOT NULL UNIQUE,
            tenant_id {text} NOT NULL REFERENCES tenant (id),
            path {text} NOT NULL,
            name {text} NOT NULL,
            summary {text} NOT NULL,
            rules {text},
            is_active {integer} NOT NULL,
            created_by {text} NOT NULL,
            created_at {bigint} NOT NULL,
            updated_by {text} NOT NULL,
            updated_at {bigint} NOT NULL,
            UNIQUE (tenant_id, name)
        )
        """,
        "CREATE INDEX baseline_path ON baseline (path)",
        """
        CREATE TABLE baseline_patch (
            baseline_id {text} NOT NULL REFERENCES baseline (id),
            patch_id {text} NOT NULL,
            path {text} NOT NULL,
            PRIMARY KEY (baseline_id, patch_id)
        )
        """,
        "CREATE INDEX baseline_patch_path ON baseline_patch (path)",
        """
        CREATE TABLE patch_rating (
            tenant_id {text} NOT NULL REFERENCES tenant (id),
            patch_id {text} NOT NULL,
            path {text} NOT NULL,
            word {text} NOT NULL,
            cve {text},
            remark {text} NOT NULL,
            created_by {text} NOT NULL,
            created_at {bigint} NOT NULL,
            updated_by {text} NOT NULL,
            updated_at {bigint} NOT NULL,
            PRIMARY KEY (tenant_id, patch_id)
        )
        """,
    ]

    private static let complianceStatements = [
        """
        CREATE TABLE compliance (
            id {text} NOT NULL PRIMARY KEY,
            number {bigint} NOT NULL UNIQUE,
            tenant_id {text} NOT NULL REFERENCES tenant (id),
            path {text} NOT NULL,
            name {text} NOT NULL,
            summary {text} NOT NULL,
            platform {text} NOT NULL,
            created_by {text} NOT NULL,
            created_at {bigint} NOT NULL,
            updated_by {text} NOT NULL,
            updated_at {bigint} NOT NULL
        )
        """,
        "CREATE INDEX compliance_path ON compliance (path)",
        """
        CREATE TABLE compliance_entry (
            compliance_id {text} NOT NULL REFERENCES compliance (id),
            kind {text} NOT NULL,
            subject_id {text} NOT NULL,
            path {text} NOT NULL,
            PRIMARY KEY (compliance_id, kind, subject_id)
        )
        """,
        "CREATE INDEX compliance_entry_subject ON compliance_entry (subject_id)",
        "CREATE INDEX compliance_entry_path ON compliance_entry (path)",
        """
        CREATE TABLE compliance_run (
            id {text} NOT NULL PRIMARY KEY,
            number {bigint} NOT NULL UNIQUE,
            compliance_id {text} NOT NULL REFERENCES compliance (id),
            measured_at {bigint} NOT NULL,
            measured_by {text} NOT NULL,
            compliant {bigint} NOT NULL,
            missing {bigint} NOT NULL,
            unknown {bigint} NOT NULL,
            results {text} NOT NULL
        )
        """,
        "CREATE UNIQUE INDEX compliance_run_number ON compliance_run (compliance_id, number)",
    ]
}
