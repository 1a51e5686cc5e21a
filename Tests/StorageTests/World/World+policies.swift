// SPDX-License-Identifier: Apache-2.0
import Domain

extension World {
    static func approval(
        _ patch: Patch.Identity,
        _ tenant: Tenant,
        group: Group? = nil,
        _ decision: Approval.Decision = .approved,
        reason: String = ""
    ) -> Approval {
        Approval(
            tenant: tenant.id,
            path: tenant.path,
            group: group?.id,
            patch: patch,
            decision: decision,
            by: "user:zoë",
            at: now,
            reason: reason
        )
    }

    static func settings(of tenant: Tenant) -> ApprovalSettings {
        ApprovalSettings(
            tenant: tenant.id,
            path: tenant.path,
            mode: .manual,
            rules: [
                ApprovalRule(query: #"name: "größer" and cve: *"#, days: 7, start: .release),
                ApprovalRule(query: "", days: 0, start: .firstImport),
            ],
            testGroups: [
                TestGroup(group: group(1, name: "pilot").id, days: 3, platform: .windows),
                TestGroup(group: group(2, name: "lab").id, days: 0, query: "isSecurity: true"),
            ],
            updatedBy: "user:zoë",
            updatedAt: now
        )
    }

    static func baseline(
        _ number: Int64,
        of tenant: Tenant = site,
        name: String? = nil,
        _ content: Baseline.Content = .patches([])
    ) -> Baseline {
        Baseline(
            id: ID(derivedFrom: "baseline \(number)"),
            number: number,
            tenant: tenant.id,
            path: tenant.path,
            name: name ?? "Grundlinie \(number)",
            summary: "für März ☂",
            content: content,
            createdBy: "user:zoë",
            createdAt: now
        )
    }

    static func rating(
        _ patch: Patch.Identity,
        _ tenant: Tenant,
        _ word: String
    ) -> BaselineRating {
        BaselineRating(
            tenant: tenant.id,
            path: tenant.path,
            patch: patch,
            word: word,
            createdBy: "user:zoë",
            createdAt: now
        )
    }

    static func compliance(_ number: Int64, of tenant: Tenant = site) -> Compliance {
        Compliance(
            id: ID(derivedFrom: "compliance \(number)"),
            number: number,
            tenant: tenant.id,
            path: tenant.path,
            name: "Sollstand \(number)",
            summary: "",
            platform: .linux,
            createdBy: "user:zoë",
            createdAt: now
        )
    }

    static func run(
        _ number: Int64,
        of compliance: Compliance,
        results: [ComplianceResult] = []
    ) -> ComplianceRun {
        ComplianceRun(
            id: ID(derivedFrom: "run \(number)"),
            number: number,
            compliance: compliance.id,
            at: now + .seconds(number),
            by: "user:zoë",
            results: results
        )
    }
}
