// SPDX-License-Identifier: Apache-2.0

extension Migration {
    /// Users and the secrets that act for them.
    ///
    /// A credential may outlive the one that it was made from, so that link is not a reference.
    static let createAccess = Migration(
        number: 3,
        name: "create_access",
        statements: [
            """
            CREATE TABLE login_user (
                id {text} NOT NULL PRIMARY KEY,
                number {bigint} NOT NULL UNIQUE,
                tenant_id {text} NOT NULL REFERENCES tenant (id),
                path {text} NOT NULL,
                name {text} NOT NULL UNIQUE,
                password_hash {text} NOT NULL,
                permissions {text} NOT NULL,
                created_at {bigint} NOT NULL
            )
            """,
            """
            CREATE TABLE credential (
                id {text} NOT NULL PRIMARY KEY,
                tenant_id {text} NOT NULL REFERENCES tenant (id),
                path {text} NOT NULL,
                kind {text} NOT NULL,
                dialect {text} NOT NULL,
                user_id {text} REFERENCES login_user (id),
                parent_id {text},
                device_id {text} REFERENCES device (id),
                group_id {text} REFERENCES device_group (id),
                public_id {text},
                secret_hash {text} NOT NULL,
                scope {text} NOT NULL,
                created_at {bigint} NOT NULL,
                expires_at {bigint},
                revoked_at {bigint},
                UNIQUE (kind, secret_hash),
                UNIQUE (kind, public_id)
            )
            """,
            "CREATE INDEX credential_parent ON credential (parent_id)",
        ]
    )
}
