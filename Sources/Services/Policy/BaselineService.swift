// SPDX-License-Identifier: Apache-2.0
package import Domain
import Fleet

/// Baselines, and the patches that they mean.
package struct BaselineService: Sendable {
    let environment: ServiceEnvironment

    init(_ environment: ServiceEnvironment) { self.environment = environment }

    // MARK: Questions

    /// The baselines of the caller's place and below, by number.
    package func list(by principal: Principal) async throws -> [Baseline] {
        try principal.require(.readPatches)
        return try await environment.store.read { try $0.baselines(in: principal.scope) }
    }

    /// One baseline; throws ``DomainError/Code/baselineNotFound``.
    package func baseline(
        _ id: Baseline.Identity,
        by principal: Principal
    ) async throws -> Baseline {
        try principal.require(.readPatches)
        return try await environment.store.read { try $0.baseline(id, for: principal.scope) }
    }

    /// The baseline of a name, a number or an identity; throws
    /// ``DomainError/Code/baselineNotFound``.
    package func baseline(named text: String, by principal: Principal) async throws -> Baseline {
        let all = try await list(by: principal)
        let found =
            all.first { $0.name == text }
            ?? all.first { $0.id.description == text.lowercased() || String($0.number) == text }
        guard let found else {
            throw DomainError(.baselineNotFound, subject: "baseline \(text)")
        }
        return found
    }

    /// The patches of a baseline in the catalogue as it is now, in its order.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` where the query of a rule cannot be read any
    ///   more.
    package func patches(
        of baseline: Baseline,
        by principal: Principal
    ) async throws -> [Patch] {
        try principal.require(.readPatches)
        let ratings = try await environment.store.read { try $0.ratings() }
        return try environment.patches(of: baseline, ratings: ratings)
    }

    // MARK: Changes

    /// Makes a baseline in the caller's tenant, which is not active yet.
    ///
    /// - Throws: ``DomainError/Code/baselineNameTaken``, ``DomainError/Code/patchNotFound``,
    ///   ``DomainError/Code/requestInvalid``.
    package func create(
        name: String,
        summary: String = "",
        content: Baseline.Content,
        by principal: Principal
    ) async throws -> Baseline {
        try principal.require(.approvePatches)
        try name.requireName(bytesMax: Baseline.nameMax)
        try validate(content)
        let random = environment.random
        return try await environment.change(by: principal) { transaction, now, audit in
            let tenant = try transaction.tenant(at: principal.scope)
            let baseline = Baseline(
                id: Baseline.Identity(random.uuid()),
                number: try transaction.nextNumber(of: "baseline"),
                tenant: tenant.id,
                path: tenant.path,
                name: name,
                summary: summary,
                content: content,
                createdBy: principal.label,
                createdAt: now
            )
            try transaction.insert(baseline)
            try audit.record("baseline.create", of: baseline, detail: content.words)
            return baseline
        }
    }

    /// Changes what is given of a baseline.
    ///
    /// - Throws: As ``create(name:summary:content:by:)`` and
    ///   ``DomainError/Code/baselineNotFound``.
    package func update(
        _ id: Baseline.Identity,
        name: String? = nil,
        summary: String? = nil,
        content: Baseline.Content? = nil,
        by principal: Principal
    ) async throws -> Baseline {
        try name?.requireName(bytesMax: Baseline.nameMax)
        if let content { try validate(content) }
        return try await change(id, "update", by: principal) { baseline in
            if let name { baseline.name = name }
            if let summary { baseline.summary = summary }
            if let content { baseline.content = content }
            return content?.words ?? ""
        }
    }

    /// Lets a baseline take part in compliance runs, or no longer.
    package func setActive(
        _ isActive: Bool,
        _ id: Baseline.Identity,
        by principal: Principal
    ) async throws -> Baseline {
        try await change(id, isActive ? "activate" : "deactivate", by: principal) { baseline in
            baseline.isActive = isActive
            return ""
        }
    }

    /// Adds patches to a static baseline.
    ///
    /// - Throws: ``DomainError/Code/baselineRuleDriven`` for another one,
    ///   ``DomainError/Code/patchNotFound``.
    package func add(
        _ patches: [Patch.Identity],
        to id: Baseline.Identity,
        by principal: Principal
    ) async throws -> Baseline {
        try requireKnown(patches)
        return try await change(id, "add_patches", by: principal) { baseline in
            let chosen = try baseline.chosen().union(patches)
            try Self.requireCount(chosen.count)
            baseline.content = .patches(chosen)
            return "\(patches.count) patches"
        }
    }

    /// Takes patches out of a static baseline; those that it does not have are passed over.
    ///
    /// - Throws: ``DomainError/Code/baselineRuleDriven`` for another one.
    package func remove(
        _ patches: [Patch.Identity],
        from id: Baseline.Identity,
        by principal: Principal
    ) async throws -> Baseline {
        try await change(id, "remove_patches", by: principal) { baseline in
            baseline.content = .patches(try baseline.chosen().subtracting(patches))
            return "\(patches.count) patches"
        }
    }

    /// Removes a baseline, from the compliances that have it as well.
    package func delete(_ id: Baseline.Identity, by principal: Principal) async throws {
        try principal.require(.approvePatches)
        try await environment.change(by: principal) { transaction, _, audit in
            let baseline = try transaction.baseline(id, for: principal.scope)
            try transaction.deleteBaseline(id)
            try audit.record("baseline.delete", of: baseline)
        }
    }

    private func change(
        _ id: Baseline.Identity,
        _ verb: String,
        by principal: Principal,
        _ body: @escaping @Sendable (inout Baseline) throws -> String
    ) async throws -> Baseline {
        try principal.require(.approvePatches)
        return try await environment.change(by: principal) { transaction, now, audit in
            var baseline = try transaction.baseline(id, for: principal.scope)
            let detail = try body(&baseline)
            baseline.updatedBy = principal.label
            baseline.updatedAt = now
            try transaction.update(baseline)
            try audit.record("baseline.\(verb)", of: baseline, detail: detail)
            return baseline
        }
    }
}
