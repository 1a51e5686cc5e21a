// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Reads and verifies the audit log.
package struct AuditService: Sendable {
    private let environment: ServiceEnvironment

    init(_ environment: ServiceEnvironment) { self.environment = environment }

    /// Walks the whole chain and says how long it is.
    ///
    /// - Throws: ``DomainError/Code/auditBroken`` with the number of the first entry that is not
    ///   what was written.
    package func verify(by principal: Principal) async throws -> Int64 {
        try principal.require(.readAudit)
        return try await environment.store.read { transaction in
            var previous: AuditEntry?
            while true {
                let page = try transaction.auditEntries(after: previous?.number ?? 0, limit: 1_000)
                for entry in page {
                    guard entry.isIntact(after: previous) else {
                        throw DomainError(
                            .auditBroken,
                            subject: "entry \((previous?.number ?? 0) + 1)",
                            hint: "this entry, or one before it, was changed or removed"
                        )
                    }
                    previous = entry
                }
                if page.isEmpty { return previous?.number ?? 0 }
            }
        }
    }

    /// The newest entries inside the caller's scope, oldest first.
    package func entries(last count: Int, by principal: Principal) async throws -> [AuditEntry] {
        try principal.require(.readAudit)
        return try await environment.store.read { transaction in
            let visible = Set(try transaction.tenants(in: principal.scope).map(\.id))
            var found: [AuditEntry] = []
            var end = try transaction.lastAuditEntry()?.number ?? 0
            while end > 0, found.count < count {
                let start = max(0, end - 1_000)
                let page = try transaction.auditEntries(after: start, limit: Int(end - start))
                found = page.filter { visible.contains($0.tenant) } + found
                end = start
            }
            return found.suffix(max(0, count))
        }
    }
}

/// Writes the audit lines of one transaction.
struct AuditRecorder {
    let transaction: any StoreTransaction
    let actor: String
    let at: Timestamp

    /// Adds one line.
    ///
    /// `action` is `area.verb`; `detail` holds the particulars, and never a secret. What machines
    /// and people wrote is told in ``PlainText``: an entry is one line, and a database that ends
    /// texts at a NUL gives back the very bytes that were hashed.
    func record(
        _ action: String,
        subject: String,
        detail: String = "",
        tenant: Tenant.Identity
    ) throws {
        try transaction.append(
            AuditEntry(
                following: try transaction.lastAuditEntry(),
                tenant: tenant,
                at: at,
                actor: PlainText.line(actor),
                action: action,
                subject: PlainText.line(subject),
                detail: PlainText.line(detail)
            )
        )
    }
}
