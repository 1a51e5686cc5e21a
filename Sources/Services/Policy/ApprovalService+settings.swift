// SPDX-License-Identifier: Apache-2.0
package import Domain
import Fleet
import Query

extension ApprovalService {
    /// How the caller's tenant comes to its decisions; where nobody said, people decide.
    package func settings(by principal: Principal) async throws -> ApprovalSettings {
        try principal.require(.readPatches)
        return try await environment.store.read { transaction in
            let tenant = try transaction.tenant(at: principal.scope)
            return try transaction.approvalSettings(of: tenant.id)
                ?? ApprovalSettings(tenant: tenant.id, path: tenant.path)
        }
    }

    /// Sets how the caller's tenant comes to its decisions, for it and all below it.
    ///
    /// The tests of groups that test no longer end.
    /// - Throws: ``DomainError/Code/requestInvalid`` with the place of what is wrong,
    ///   ``DomainError/Code/groupNotFound``.
    package func setSettings(
        _ mode: ApprovalSettings.Mode,
        rules: [ApprovalRule],
        testGroups: [TestGroup],
        by principal: Principal
    ) async throws -> ApprovalSettings {
        try principal.require(.approvePatches)
        try validate(rules, testGroups)
        let catalogue = environment.index.snapshot.catalogue
        return try await environment.change(by: principal) { transaction, now, audit in
            let tenant = try transaction.tenant(at: principal.scope)
            for test in testGroups {
                _ = try transaction.group(test.group, for: principal.scope)
            }
            let settings = ApprovalSettings(
                tenant: tenant.id,
                path: tenant.path,
                mode: mode,
                rules: rules,
                testGroups: testGroups,
                updatedBy: principal.label,
                updatedAt: now
            )
            try transaction.setApprovalSettings(settings)
            let testing = Set(settings.countingTestGroups.map(\.group))
            let ballot = ApprovalBallot(transaction, audit, catalogue, tenant: tenant, at: now)
            for approval in try transaction.approvals()
            where approval.tenant == tenant.id && approval.isAutomatic {
                guard let group = approval.group, !testing.contains(group) else { continue }
                try ballot.end(approval)
            }
            try audit.record(
                "approval.settings",
                subject: tenant.name,
                detail: "\(mode.rawValue), \(rules.count) rules, \(testGroups.count) test groups",
                tenant: tenant.id
            )
            return settings
        }
    }

    private func validate(_ rules: [ApprovalRule], _ testGroups: [TestGroup]) throws {
        for (name, count) in [("rules", rules.count), ("testGroups", testGroups.count)]
        where count > ApprovalSettings.entriesMax {
            throw DomainError(
                .requestInvalid,
                subject: "\(name): more than \(ApprovalSettings.entriesMax) entries"
            )
        }
        for (index, rule) in rules.enumerated() {
            try Self.require(rule.days, 0...ApprovalRule.daysMax, "rules[\(index)].days")
            try requireQuery(rule.query, "rules[\(index)].query")
        }
        var known: Set<Group.Identity> = []
        for (index, test) in testGroups.enumerated() {
            try Self.require(test.days, 0...TestGroup.daysMax, "testGroups[\(index)].days")
            try requireQuery(test.query, "testGroups[\(index)].query")
            guard known.insert(test.group).inserted else {
                throw DomainError(
                    .requestInvalid,
                    subject: "testGroups[\(index)].group: \(test.group) is there twice"
                )
            }
        }
    }

    private static func require(_ value: Int, _ range: ClosedRange<Int>, _ place: String) throws {
        guard range.contains(value) else {
            throw DomainError(
                .requestInvalid,
                subject: "\(place): must be from \(range.lowerBound) to \(range.upperBound), "
                    + "not \(value)"
            )
        }
    }

    private func requireQuery(_ query: String, _ place: String) throws {
        try query.requirePatchQuery(place, now: environment.clock.now)
    }
}

extension String {
    /// Lets a query about patches pass, or throws ``DomainError/Code/requestInvalid`` with the
    /// mistake.
    func requirePatchQuery(_ place: String, now: Timestamp) throws {
        do {
            let parser = QueryParser(SearchSchema.patches, now: now.milliseconds)
            _ = try parser.filter(self)
        } catch {
            throw DomainError(.requestInvalid, subject: "\(place): \(error)")
        }
    }
}
