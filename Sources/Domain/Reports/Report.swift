// SPDX-License-Identifier: Apache-2.0

/// A table that someone asked for, and that the server writes in its own time.
///
/// What is in it is the business of the dialect that it was asked for in: ``kind`` and ``request``
/// are in that dialect's words. Its content is stored beside it, in parts.
package struct Report: Sendable, Equatable {
    /// The identity of a report.
    package typealias Identity = ID<Report>

    /// What a report tells about, and so who may ask for it and read it.
    package enum Subject: String, Codable, Sendable, CaseIterable {
        /// Devices and what they lack.
        case devices
        /// Patches and where they are missing.
        case patches
        /// What came of a deployment on its devices.
        case deployments

        /// What one must be allowed to see; rows of all kinds name devices and patches.
        package var permissions: Set<Permission> {
            switch self {
            case .devices, .patches: [.readDevices, .readPatches]
            case .deployments: [.readDevices, .readPatches, .readDeployments]
            }
        }
    }

    /// How the content is written.
    package enum Format: String, Codable, Sendable, CaseIterable {
        /// Comma-separated values (RFC 4180).
        case csv
    }

    /// How far it is.
    package enum State: String, Codable, Sendable, CaseIterable {
        /// It waits for its turn.
        case queued
        /// It is being written.
        case running
        /// It can be read.
        case ready
        /// It could not be written; the reason says why.
        case failed

        /// Whether nothing more is going to happen to it.
        package var isFinal: Bool { self == .ready || self == .failed }
    }

    /// The report's identity.
    package var id: Identity
    /// The number that dialects show; a later report has a larger one.
    package var number: Int64
    /// The tenant that it belongs to.
    package var tenant: Tenant.Identity
    /// Where that tenant stands in the tree: the report sees what is there and below.
    package var path: TenantPath
    /// The dialect that it was asked for in.
    package var dialect: String
    /// Which of the dialect's reports it is.
    package var kind: String
    /// What it tells about.
    package var subject: Subject
    /// Its name.
    package var name: String
    /// What people wrote about it.
    package var summary: String
    /// How the content is written.
    package var format: Format
    /// What was asked for, as JSON in the dialect's own words.
    package var request: String
    /// Who asked for it.
    package var createdBy: String
    /// When.
    package var createdAt: Timestamp
    /// How far it is.
    package var state = State.queued
    /// Why it failed, or why the last attempt did; `nil` where none did.
    package var reason: String?
    /// The number of the present attempt, from 1; 0 before the first.
    package var attempt = 0
    /// While it runs, until when whoever writes it is trusted to be at it; before that, the time at
    /// which the next attempt may begin.
    package var heldUntil: Timestamp
    /// When the present attempt began; `nil` before the first.
    package var startedAt: Timestamp?
    /// When it became final; `nil` before.
    package var finishedAt: Timestamp?
    /// How many rows it has, the heading left out.
    package var rowCount: Int64 = 0
    /// How large the content is, in bytes.
    package var byteCount: Int64 = 0
    /// When it is removed, whatever became of it.
    package var expiresAt: Timestamp

    /// Makes a report that waits for its turn.
    package init(
        id: Identity,
        number: Int64,
        tenant: Tenant.Identity,
        path: TenantPath,
        dialect: String,
        kind: String,
        subject: Subject,
        name: String,
        summary: String,
        format: Format,
        request: String,
        createdBy: String,
        createdAt: Timestamp
    ) {
        self.id = id
        self.number = number
        self.tenant = tenant
        self.path = path
        self.dialect = dialect
        self.kind = kind
        self.subject = subject
        self.name = name
        self.summary = summary
        self.format = format
        self.request = request
        self.createdBy = createdBy
        self.createdAt = createdAt
        heldUntil = createdAt
        expiresAt = createdAt + Self.lifetime
    }
}
