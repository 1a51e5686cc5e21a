CREATE INDEX credential_parent ON credential (parent_id);

CREATE INDEX deployment_path ON deployment (path);

CREATE INDEX device_inventory_digest ON device (inventory_digest);

CREATE INDEX device_path ON device (path);

CREATE INDEX execution_open ON execution (device_id, created_at, id)
    WHERE is_open = 1;

CREATE INDEX execution_reported ON execution (reported_at, created_at, id)
    WHERE report IS NOT NULL;

CREATE INDEX group_member_device ON group_member (device_id);

CREATE INDEX inventory_age ON inventory (created_at, digest);

CREATE INDEX patch_record_revision ON patch_record (feed, revision);

CREATE INDEX patch_record_withdrawn ON patch_record (feed, withdrawn_by);

CREATE TABLE approval (
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    patch_id TEXT NOT NULL,
    path TEXT NOT NULL,
    decision TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, patch_id)
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

CREATE TABLE change_log (
    number INTEGER NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL
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
    patches TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    request TEXT NOT NULL
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
    deployment_id TEXT NOT NULL REFERENCES deployment (id),
    device_id TEXT NOT NULL REFERENCES device (id),
    tenant_id TEXT NOT NULL REFERENCES tenant (id),
    path TEXT NOT NULL,
    kind TEXT NOT NULL,
    patches TEXT NOT NULL,
    state TEXT NOT NULL,
    is_open INTEGER NOT NULL,
    offers INTEGER NOT NULL,
    leased_until INTEGER,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    report TEXT,
    reported_at INTEGER,
    refusal TEXT
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

CREATE TABLE number_sequence (
    name TEXT NOT NULL PRIMARY KEY,
    value INTEGER NOT NULL
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

CREATE UNIQUE INDEX execution_device ON execution (deployment_id, device_id);
