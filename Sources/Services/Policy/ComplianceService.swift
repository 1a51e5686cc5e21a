// SPDX-License-Identifier: Apache-2.0
package import Domain
import Fleet

/// Compliances: which devices shall have which baselines, and whether they do.
package struct ComplianceService: Sendable {
    let environment: ServiceEnvironment

    init(_ environment: ServiceEnvironment) { self.environment = environment }

    // MARK: Questions

    /// The compliances of the caller's place and below, by number.
    package func list(by principal: Principal) async throws -> [Compliance] {
        try principal.require(.readPatches)
        return try await environment.store.read { try $0.compliances(in: principal.scope) }
    }

    /// One compliance; throws ``DomainError/Code/complianceNotFound``.
    package func compliance(
        _ id: Compliance.Identity,
        by principal: Principal
    ) async throws -> Compliance {
        try principal.require(.readPatches)
        return try await environment.store.read { try $0.compliance(id, for: principal.scope) }
    }

    /// The compliance of a name, a number or an identity; of several of one name the first.
    ///
    /// - Throws: ``DomainError/Code/complianceNotFound``.
    package func compliance(
        named text: String,
        by principal: Principal
    ) async throws -> Compliance {
        let all = try await list(by: principal)
        let found =
            all.first { $0.name == text }
            ?? all.first { $0.id.description == text.lowercased() || String($0.number) == text }
        guard let found else {
            throw DomainError(.complianceNotFound, subject: "compliance \(text)")
        }
        return found
    }

    // MARK: Changes

    /// Makes a compliance in the caller's tenant, to which nothing is assigned yet.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid``.
    package func create(
        name: String,
        summary: String = "",
        platform: CompliancePlatform,
        by principal: Principal
    ) async throws -> Compliance {
        try principal.require(.approvePatches)
        try name.requireName(bytesMax: Compliance.nameMax)
        let random = environment.random
        return try await environment.change(by: principal) { transaction, now, audit in
            let tenant = try transaction.tenant(at: principal.scope)
            let compliance = Compliance(
                id: Compliance.Identity(random.uuid()),
                number: try transaction.nextNumber(of: "compliance"),
                tenant: tenant.id,
                path: tenant.path,
                name: name,
                summary: summary,
                platform: platform,
                createdBy: principal.label,
                createdAt: now
            )
            try transaction.insert(compliance)
            try audit.record("compliance.create", of: compliance)
            return compliance
        }
    }

    /// Changes what is given of a compliance.
    ///
    /// - Throws: ``DomainError/Code/complianceNotFound``, ``DomainError/Code/requestInvalid``.
    package func update(
        _ id: Compliance.Identity,
        name: String? = nil,
        summary: String? = nil,
        platform: CompliancePlatform? = nil,
        by principal: Principal
    ) async throws -> Compliance {
        try name?.requireName(bytesMax: Compliance.nameMax)
        return try await change(id, "update", by: principal) { compliance, _ in
            if let name { compliance.name = name }
            if let summary { compliance.summary = summary }
            if let platform { compliance.platform = platform }
            return ""
        }
    }

    /// Assigns baselines, devices and groups to a compliance; what is there already stays.
    ///
    /// All or nothing. It is measured only when somebody asks for a run.
    /// - Throws: ``DomainError/Code/complianceNotFound``, and
    ///   ``DomainError/Code/baselineNotFound``, ``DomainError/Code/deviceNotFound`` or
    ///   ``DomainError/Code/groupNotFound`` for the first that the caller does not have.
    package func assign(
        _ assignment: ComplianceAssignment,
        to id: Compliance.Identity,
        by principal: Principal
    ) async throws -> Compliance {
        try await change(id, "assign", by: principal) { compliance, transaction in
            for id in assignment.baselines {
                _ = try transaction.baseline(id, for: principal.scope)
            }
            for id in assignment.devices {
                guard let device = try transaction.device(id),
                    principal.scope.contains(device.path)
                else { throw DomainError(.deviceNotFound, subject: "device \(id)") }
            }
            for id in assignment.groups { _ = try transaction.group(id, for: principal.scope) }
            compliance.baselines.formUnion(assignment.baselines)
            compliance.devices.formUnion(assignment.devices)
            compliance.groups.formUnion(assignment.groups)
            return assignment.words
        }
    }

    /// Takes baselines, devices and groups off a compliance; what is not there is passed over.
    package func unassign(
        _ assignment: ComplianceAssignment,
        from id: Compliance.Identity,
        by principal: Principal
    ) async throws -> Compliance {
        try await change(id, "unassign", by: principal) { compliance, _ in
            compliance.baselines.subtract(assignment.baselines)
            compliance.devices.subtract(assignment.devices)
            compliance.groups.subtract(assignment.groups)
            return assignment.words
        }
    }

    /// Removes a compliance with its runs.
    package func delete(_ id: Compliance.Identity, by principal: Principal) async throws {
        try principal.require(.approvePatches)
        try await environment.change(by: principal) { transaction, _, audit in
            let compliance = try transaction.compliance(id, for: principal.scope)
            try transaction.deleteCompliance(id)
            try audit.record("compliance.delete", of: compliance)
        }
    }

    private func change(
        _ id: Compliance.Identity,
        _ verb: String,
        by principal: Principal,
        _ body:
            @escaping @Sendable (inout Compliance, any StoreTransaction) throws -> String
    ) async throws -> Compliance {
        try principal.require(.approvePatches)
        return try await environment.change(by: principal) { transaction, now, audit in
            var compliance = try transaction.compliance(id, for: principal.scope)
            let detail = try body(&compliance, transaction)
            compliance.updatedBy = principal.label
            compliance.updatedAt = now
            try transaction.update(compliance)
            try audit.record("compliance.\(verb)", of: compliance, detail: detail)
            return compliance
        }
    }
}

/// What is assigned to a compliance, or taken off it.
package struct ComplianceAssignment: Sendable, Equatable {
    /// The baselines.
    package var baselines: [Baseline.Identity]
    /// The devices, one by one.
    package var devices: [Device.Identity]
    /// The groups of devices.
    package var groups: [Group.Identity]

    /// Makes an assignment.
    package init(
        baselines: [Baseline.Identity] = [],
        devices: [Device.Identity] = [],
        groups: [Group.Identity] = []
    ) {
        self.baselines = baselines
        self.devices = devices
        self.groups = groups
    }

    /// The assignment in few words, for the audit log.
    var words: String {
        "\(baselines.count) baselines, \(devices.count) devices, \(groups.count) groups"
    }
}

extension StoreTransaction {
    /// A compliance that a caller of a place may see; throws
    /// ``DomainError/Code/complianceNotFound``.
    func compliance(_ id: Compliance.Identity, for path: TenantPath) throws -> Compliance {
        guard let compliance = try compliance(id), path.contains(compliance.path) else {
            throw DomainError(.complianceNotFound, subject: "compliance \(id)")
        }
        return compliance
    }
}

extension AuditRecorder {
    /// Adds a line about a compliance.
    func record(_ action: String, of compliance: Compliance, detail: String = "") throws {
        try record(
            action,
            subject: compliance.id.description,
            detail: compliance.name + (detail.isEmpty ? "" : ": \(detail)"),
            tenant: compliance.tenant
        )
    }
}
