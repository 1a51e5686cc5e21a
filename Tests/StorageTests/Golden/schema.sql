CREATE INDEX approval_patch ON approval (patch_id);

CREATE INDEX approval_settings_path ON approval_settings (path);

CREATE INDEX baseline_patch_path ON baseline_patch (path);

CREATE INDEX baseline_path ON baseline (path);

CREATE INDEX compliance_entry_path ON compliance_entry (path);

CREATE INDEX compliance_entry_subject ON compliance_entry (subject_id);

CREATE INDEX compliance_path ON compliance (path);

CREATE INDEX credential_parent ON credential (parent_id);

CREATE INDEX deployment_due ON deployment (status, next_slot, number);

CREATE INDEX deployment_path ON deployment (path);

CREATE INDEX deployment_policy_path ON deployment_policy (path);

CREATE INDEX deployment_predecessor ON deployment (predecessor_id, status, number);

CREATE INDEX deployment_published ON deployment (is_published, status, number);

CREATE INDEX deployment_trigger ON deployment (trigger, status, number);

CREATE INDEX device_inventory_digest ON device (inventory_digest);

CREATE INDEX device_path ON device (path);

CREATE INDEX execution_active ON execution (since, id)
    WHERE phase = 1;

CREATE INDEX execution_former ON execution (device_id, kind, reported_at, created_at, id)
    WHERE report IS NOT NULL;

CREATE INDEX execution_open ON execution (device_id, created_at, id)
    WHERE phase < 3;

CREATE INDEX execution_overdue ON execution (overdue_at, id)
    WHERE overdue_at IS NOT NULL;

CREATE INDEX execution_phase ON execution (run_id, phase, device_id);

CREATE INDEX execution_reported ON execution (reported_at, created_at, id)
    WHERE report IS NOT NULL;

CREATE INDEX group_approval_group ON group_approval (group_id);

CREATE INDEX group_approval_patch ON group_approval (patch_id);

CREATE INDEX group_member_device ON group_member (device_id);

CREATE INDEX inventory_age ON inventory (created_at, digest);

CREATE INDEX mitigation_path ON mitigation (path);

CREATE INDEX patch_record_revision ON patch_record (feed, revision);

CREATE INDEX patch_record_withdrawn ON patch_record (feed, withdrawn_by);

CREATE INDEX report_expiry ON report (expires_at, number);

CREATE INDEX report_path ON report (path);

CREATE INDEX report_waiting ON report (held_until, number)
    WHERE finished_at IS NULL;

CREATE INDEX run_deployment ON run (deployment_id, created_at, number);

CREATE INDEX run_end ON run (ended_at, created_at, number);

CREATE TABLE approval (
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    patch_id TEXT NOT NULL,
    path TEXT NOT NULL,
    decision TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at INTEGER NOT NULL, reason TEXT,
    PRIMARY KEY (tenant_id, patch_id)
);

CREATE TABLE approval_reserve (
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    patch_id TEXT NOT NULL,
    group_id TEXT NOT NULL,
    reserved_by TEXT NOT NULL,
    reserved_at INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, patch_id, group_id)
);

CREATE TABLE approval_settings (
    tenant_id TEXT NOT NULL PRIMARY KEY REFERENCES tenant (id),
    path TEXT NOT NULL,
    mode TEXT NOT NULL,
    rules TEXT NOT NULL,
    test_groups TEXT NOT NULL,
    updated_by TEXT NOT NULL,
    updated_at INTEGER
);

CREATE TABLE audit_entry (
    number INTEGER NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    happened_at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);

CREATE TABLE baseline (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    summary TEXT NOT NULL,
    rules TEXT,
    is_active INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    UNIQUE (tenant_id, name)
);

CREATE TABLE baseline_patch (
    baseline_id TEXT NOT NULL REFERENCES baseline (id),
    patch_id TEXT NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (baseline_id, patch_id)
);

CREATE TABLE change_log (
    number INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL
);

CREATE TABLE compliance (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    summary TEXT NOT NULL,
    platform TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL
);

CREATE TABLE compliance_entry (
    compliance_id TEXT NOT NULL REFERENCES compliance (id),
    kind TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (compliance_id, kind, subject_id)
);

CREATE TABLE compliance_run (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    compliance_id TEXT NOT NULL REFERENCES compliance (id),
    measured_at INTEGER NOT NULL,
    measured_by TEXT NOT NULL,
    compliant INTEGER NOT NULL,
    missing INTEGER NOT NULL,
    unknown INTEGER NOT NULL,
    results TEXT NOT NULL
);

CREATE TABLE credential (
    id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    dialect TEXT NOT NULL,
    user_id TEXT REFERENCES login_user (id),
    parent_id TEXT,
    device_id TEXT REFERENCES device (id),
    group_id TEXT REFERENCES device_group (id),
    public_id TEXT,
    secret_hash TEXT NOT NULL,
    scope TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    revoked_at INTEGER,
    UNIQUE (kind, secret_hash),
    UNIQUE (kind, public_id)
);

CREATE TABLE deployment (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    summary TEXT NOT NULL,
    plan TEXT NOT NULL,
    status TEXT NOT NULL,
    last_slot INTEGER,
    next_slot INTEGER,
    trigger TEXT NOT NULL,
    is_published INTEGER NOT NULL,
    predecessor_id TEXT,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_by TEXT,
    updated_at INTEGER,
    enabled_at INTEGER,
    request TEXT NOT NULL
);

CREATE TABLE deployment_policy (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    settings TEXT NOT NULL,
    UNIQUE (tenant_id, name)
);

CREATE TABLE device (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    stream TEXT,
    facts TEXT NOT NULL,
    inventory_digest TEXT REFERENCES inventory (digest)
        DEFERRABLE INITIALLY DEFERRED,
    scanned_at INTEGER,
    last_contact_at INTEGER,
    enrolled_at INTEGER NOT NULL,
    agent_key BLOB, first_scanned_at INTEGER, installed_since TEXT,
    UNIQUE (tenant_id, name)
);

CREATE TABLE device_group (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    UNIQUE (tenant_id, name)
);

CREATE TABLE execution (
    id TEXT NOT NULL PRIMARY KEY,
    deployment_id TEXT NOT NULL,
    run_id TEXT NOT NULL REFERENCES run (id),
    ring INTEGER NOT NULL,
    device_id TEXT NOT NULL REFERENCES device (id),
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    patches TEXT NOT NULL,
    state TEXT NOT NULL,
    since INTEGER NOT NULL,
    reason TEXT,
    attempt INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    not_before INTEGER,
    downloaded_at INTEGER,
    is_download INTEGER NOT NULL,
    offers INTEGER NOT NULL,
    leased_until INTEGER,
    order_expires_at INTEGER,
    results TEXT NOT NULL,
    report TEXT,
    reported_at INTEGER,
    digest_at_report TEXT,
    refusal TEXT,
    order_id TEXT NOT NULL,
    phase INTEGER NOT NULL,
    overdue_at INTEGER
);

CREATE TABLE feed_revision (
    feed TEXT NOT NULL,
    number INTEGER NOT NULL,
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    digest TEXT NOT NULL,
    source TEXT NOT NULL,
    imported_at INTEGER NOT NULL,
    published_at INTEGER,
    valid_until INTEGER,
    signed_by TEXT,
    patch_count INTEGER NOT NULL,
    remarks TEXT NOT NULL, checked_at INTEGER,
    PRIMARY KEY (feed, number)
);

CREATE TABLE group_approval (
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    group_id TEXT NOT NULL REFERENCES device_group (id) ON DELETE CASCADE,
    patch_id TEXT NOT NULL,
    path TEXT NOT NULL,
    decision TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (tenant_id, group_id, patch_id)
);

CREATE TABLE group_member (
    group_id TEXT NOT NULL REFERENCES device_group (id),
    device_id TEXT NOT NULL REFERENCES device (id),
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    path TEXT NOT NULL,
    PRIMARY KEY (group_id, device_id)
);

CREATE TABLE installed_package (
    number INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    architecture TEXT NOT NULL,
    version TEXT NOT NULL,
    source TEXT NOT NULL,
    source_version TEXT NOT NULL,
    marks INTEGER NOT NULL,
    UNIQUE (name, version, source, architecture, source_version, marks)
);

CREATE TABLE inventory (
    digest TEXT NOT NULL PRIMARY KEY,
    created_at INTEGER NOT NULL,
    bytes BLOB NOT NULL
);

CREATE TABLE inventory_profile (
    number INTEGER NOT NULL PRIMARY KEY,
    body TEXT NOT NULL UNIQUE
);

CREATE TABLE login_user (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    path TEXT NOT NULL,
    name TEXT NOT NULL UNIQUE,
    password_hash TEXT NOT NULL,
    permissions TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

CREATE TABLE migration (
    number INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL
);

CREATE TABLE mitigation (
    id TEXT NOT NULL PRIMARY KEY,
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    written_by TEXT NOT NULL,
    written_at INTEGER NOT NULL,
    UNIQUE (tenant_id, name)
);

CREATE TABLE number_sequence (
    name TEXT NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
);

CREATE TABLE patch_rating (
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    patch_id TEXT NOT NULL,
    path TEXT NOT NULL,
    word TEXT NOT NULL,
    cve TEXT,
    remark TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, patch_id)
);

CREATE TABLE patch_record (
    patch_id TEXT NOT NULL,
    feed TEXT NOT NULL,
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    revision INTEGER NOT NULL,
    withdrawn_by INTEGER,
    stream TEXT NOT NULL,
    source TEXT NOT NULL,
    version TEXT NOT NULL,
    body TEXT NOT NULL, first_imported_at INTEGER,
    PRIMARY KEY (patch_id, feed)
);

CREATE TABLE report (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    path TEXT NOT NULL,
    dialect TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    name TEXT NOT NULL,
    summary TEXT NOT NULL,
    format TEXT NOT NULL,
    request TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    attempt INTEGER NOT NULL,
    held_until INTEGER NOT NULL,
    started_at INTEGER,
    finished_at INTEGER,
    row_count INTEGER NOT NULL,
    byte_count INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
);

CREATE TABLE report_part (
    report_id TEXT NOT NULL REFERENCES report (id),
    position INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (report_id, position)
);

CREATE TABLE run (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    deployment_id TEXT NOT NULL REFERENCES deployment (id),
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    path TEXT NOT NULL,
    slot INTEGER NOT NULL,
    subject TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    ended_at INTEGER,
    course TEXT NOT NULL,
    UNIQUE (deployment_id, subject, slot)
);

CREATE TABLE run_count (
    run_id TEXT NOT NULL REFERENCES run (id),
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    ring INTEGER NOT NULL,
    state TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (run_id, ring, state)
);

CREATE TABLE tenant (
    id TEXT NOT NULL PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    path TEXT NOT NULL UNIQUE
);

CREATE TABLE vulnerability (
    cve TEXT NOT NULL,
    feed TEXT NOT NULL,
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    revision INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (feed, cve)
);

CREATE UNIQUE INDEX compliance_run_number ON compliance_run (compliance_id, number);

CREATE UNIQUE INDEX execution_device ON execution (run_id, device_id);

CREATE UNIQUE INDEX execution_order ON execution (order_id);
