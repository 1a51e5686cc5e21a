// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Query
import Services
import Testing
import Web

/// Runs of jobs, and how the face tells them.
extension Visit {
    /// Approves patches and has them installed on machines, at once.
    func order(_ patches: [PatchRecord], on machines: String...) async throws -> Deployment {
        try await world.services.approvals.decide(
            .approved,
            patches: patches.map(\.patch),
            by: World.owner
        )
        return try await world.services.deployments.install(
            DeploymentRequest(
                name: "Tuesday",
                summary: "",
                targets: .test(.name, .isOneOf(machines.map { .text($0) })),
                patches: patches.map(\.patch),
                request: "{}"
            ),
            by: World.owner
        )
    }

    /// The address of the results of a job.
    static func summary(of job: Deployment, _ application: String = "pm") -> String {
        "/\(application)/v1/deploymentjob/\(job.id)/deploymentjobresult/summary"
    }

    /// The results of a job on its assets.
    func results(_ job: Deployment, _ query: String = "") async throws -> [JSONValue] {
        let answer = try await get(Self.summary(of: job) + query)
        try #require(answer.status == 200, "\(answer.text)")
        return try #require(try answer.member("assets")?.elements, "\(answer.text)")
    }

    /// The result of a job on its only asset.
    func result(_ job: Deployment) async throws -> JSONValue {
        let rows = try await results(job)
        #expect(rows.count == 1)
        return try #require(rows.first)
    }

    /// The names of the assets of a summary, in order.
    func names(_ job: Deployment, _ query: String = "") async throws -> [String] {
        try await results(job, query).map {
            try #require($0.value("asset")?.value("name")?.text)
        }
    }

    /// Lets a machine report one outcome for all patches of its order; half a minute passes.
    func report(
        on machine: String,
        _ outcome: PatchResult.Outcome,
        _ failure: Failure? = nil,
        digest: String? = nil
    ) async throws {
        world.clock.advance(by: .seconds(30))
        let now = world.clock.now.milliseconds
        let agent = try world.machine(machine)
        for order in try await agent.orders() {
            var report = OrderReport(
                order: order.id,
                startedAt: now - 20_000,
                finishedAt: now,
                results: order.patches.map {
                    PatchResult(
                        patch: $0.patch,
                        outcome: outcome,
                        failure: failure,
                        packages: $0.packages
                    )
                },
                failure: nil,
                reboot: .notNeeded,
                wasResumed: false
            )
            report.inventoryDigest = digest
            try await agent.send(report)
        }
    }
}

extension JSONValue {
    /// The counts of a result that are not 0, by their members.
    var counts: [String: Int64] {
        let members = [
            "successPatches", "installedPatches", "failedPatches", "supersededPatches",
            "notApplicablePatches", "executing", "pendingExecution", "pendingReboot",
            "pendingVerification", "skipPatchCount",
        ]
        return Dictionary(
            members.compactMap { name in
                value(name)?.int64.flatMap { $0 == 0 ? nil : (name, $0) }
            },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The lists of patches of a result that are not empty, by their members.
    var patchLists: [String: [String]] {
        let members = ["installed", "failed", "success", "superseded", "notApplicable"]
        return Dictionary(
            members.compactMap { name in
                value(name)?.elements.flatMap { $0.isEmpty ? nil : (name, $0.compactMap(\.text)) }
            },
            uniquingKeysWith: { first, _ in first }
        )
    }
}
