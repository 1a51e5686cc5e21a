// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The mitigations that operators write, and what deployments make of them.
///
/// A tenant uses its own mitigations and those of the tenants above it; who looks after tenants
/// sees theirs as well.
package struct MitigationService: Sendable {
    let environment: ServiceEnvironment

    init(_ environment: ServiceEnvironment) { self.environment = environment }

    // MARK: Questions

    /// The mitigations of the caller's place, of those above it and below it, by name.
    package func list(by principal: Principal) async throws -> [Mitigation] {
        try principal.require(.readPatches)
        return try await environment.store.read { try $0.mitigations(around: principal.scope) }
    }

    /// The mitigations that deployments of the caller's place, or of one below it, use, by name: of
    /// several with one name the nearest.
    package func effective(
        at path: TenantPath? = nil,
        by principal: Principal
    ) async throws -> [Mitigation] {
        Mitigation.effective(try await list(by: principal), at: path ?? principal.scope)
    }

    /// The mitigation of a name or an identity; throws ``DomainError/Code/mitigationNotFound``.
    ///
    /// Where several tenants use a name, the one is meant that deployments of the caller's place
    /// use, or else that of the first tenant below it.
    package func mitigation(
        named text: String,
        by principal: Principal
    ) async throws -> Mitigation {
        let all = try await list(by: principal)
        let found =
            Mitigation.effective(all, at: principal.scope).first { $0.name == text }
            ?? all.first { $0.name == text }
            ?? all.first { $0.id.description == text.lowercased() }
        guard let found else { throw Self.isUnknown(text) }
        return found
    }

    // MARK: Changes

    /// What an import did.
    package struct ImportCounts: Sendable, Equatable {
        /// How many were new.
        package var added = 0
        /// How many have another content now.
        package var changed = 0
        /// How many were there already, as they are.
        package var unchanged = 0

        /// Counts nothing.
        package init() {}
    }

    /// Takes mitigations into the caller's tenant, all of them or none; one of the same name is
    /// replaced, others stay.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` with the name and the member that is wrong.
    package func importMitigations(
        _ contents: [Mitigation.Content],
        by principal: Principal
    ) async throws -> ImportCounts {
        try principal.require(.manageCatalog)
        for (place, content) in contents.enumerated() {
            do { try content.validate() } catch {
                throw error.inside("mitigations[\(place)]").domainError
            }
        }
        return try await environment.change(by: principal) { transaction, now, audit in
            let tenant = try transaction.tenant(at: principal.scope)
            var counts = ImportCounts()
            for content in contents {
                let mitigation = Mitigation(
                    content,
                    of: tenant.id,
                    at: tenant.path,
                    writtenBy: principal.label,
                    writtenAt: now
                )
                let former = try transaction.mitigation(mitigation.id)
                guard former?.content != content else {
                    counts.unchanged += 1
                    continue
                }
                if former == nil { counts.added += 1 } else { counts.changed += 1 }
                try transaction.put(mitigation)
                try audit.record(former == nil ? "mitigation.add" : "mitigation.change", mitigation)
            }
            return counts
        }
    }

    /// Removes a mitigation; deployments that use it keep their copy until they are enabled anew.
    ///
    /// - Throws: ``DomainError/Code/mitigationNotFound``; ``DomainError/Code/permissionMissing`` for
    ///   one of a tenant above.
    package func delete(_ id: Mitigation.Identity, by principal: Principal) async throws {
        try principal.require(.manageCatalog)
        try await environment.change(by: principal) { transaction, _, audit in
            guard let mitigation = try transaction.mitigation(id),
                mitigation.isNear(principal.scope)
            else { throw Self.isUnknown(id.description) }
            guard principal.scope.contains(mitigation.path) else {
                throw DomainError(
                    .permissionMissing,
                    subject: "mitigation \(mitigation.name)",
                    hint: "it belongs to a tenant above; import another of the same name instead"
                )
            }
            try transaction.deleteMitigation(id)
            try audit.record("mitigation.delete", mitigation)
        }
    }

    private static func isUnknown(_ text: String) -> DomainError {
        DomainError(.mitigationNotFound, subject: "mitigation \(text)")
    }
}

extension Mitigation {
    /// Whether it belongs to the tenant of a place, or to one above or below.
    fileprivate func isNear(_ scope: TenantPath) -> Bool {
        path.contains(scope) || scope.contains(path)
    }
}

extension StoreTransaction {
    /// The mitigations of a place, of those above it and below it, by name.
    func mitigations(around scope: TenantPath) throws -> [Mitigation] {
        guard let root = try rootTenant() else { return [] }
        return try mitigations(in: root.path).filter { $0.isNear(scope) }
    }
}

extension AuditRecorder {
    /// Adds a line about a mitigation.
    fileprivate func record(_ action: String, _ mitigation: Mitigation) throws {
        let content = mitigation.content
        try record(
            action,
            subject: mitigation.id.description,
            detail: "\(content.name): \(content.platform.rawValue), "
                + content.cves.prefix(10).joined(separator: " ")
                + (content.cves.count > 10 ? " and \(content.cves.count - 10) more" : ""),
            tenant: mitigation.tenant
        )
    }
}
