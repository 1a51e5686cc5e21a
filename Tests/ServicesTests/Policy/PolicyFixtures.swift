// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Services

extension TestServer {
    /// Who the server is when it acts by itself.
    static let system = Principal(
        actor: .system,
        scope: TenantPath(root: 1),
        permissions: []
    )

    /// Enrols a machine into a group, with these packages.
    func enroll(
        _ name: String,
        having packages: [String: String],
        keyByte: UInt8 = 1,
        site: String? = nil,
        group: String
    ) async throws -> TestAgent {
        let agent = try await enroll(name, keyByte: keyByte, site: site, group: group)
        try await agent.upload(Feeds.inventory(packages))
        return agent
    }

    /// The group of a name.
    func group(_ name: String) throws -> Group {
        guard let group = try view().snapshot.groups.first(where: { $0.name == name }) else {
            throw DomainError(.groupNotFound, subject: name)
        }
        return group
    }

    /// The decision that counts for a machine.
    func approval(_ patch: Patch, on agent: TestAgent) throws -> Approval? {
        try view().snapshot.approval(of: patch.id, on: try indexed(agent))
    }

    /// The decision for the organisation.
    func approval(_ patch: Patch) throws -> Approval? {
        try view().snapshot.approval(of: patch.id, at: TenantPath(root: 1))
    }

    /// Decides as the operator.
    func decide(
        _ decision: Approval.Decision?,
        _ patch: Patch,
        for group: Group? = nil,
        reason: String = ""
    ) async throws {
        try await services.approvals.decide(
            decision,
            patches: [patch.id],
            for: group?.id,
            reason: reason,
            by: operatorPrincipal
        )
    }

    /// Lets the settings decide, as the server does now and then.
    func advance() async throws -> Int { try await services.approvals.advance(by: Self.system) }

    /// Sets the organisation's settings.
    func setSettings(
        _ mode: ApprovalSettings.Mode = .manual,
        rules: [ApprovalRule] = [],
        tests: [TestGroup] = []
    ) async throws {
        _ = try await services.approvals.setSettings(
            mode,
            rules: rules,
            testGroups: tests,
            by: operatorPrincipal
        )
    }
}
