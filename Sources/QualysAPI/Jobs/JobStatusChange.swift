// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Services
import Web

/// `POST …/deploymentjobs/update/status/{status}`: enables or disables jobs of one application.
struct JobStatusChange: Sendable {
    let services: Services
    let family: JobDocument.Family

    private static let status = Parameter.choice(
        "status",
        in: .path,
        ["Enabled", "Disabled"],
        required: true,
        summary: "What the jobs become."
    )

    /// The endpoint.
    var endpoint: Endpoint {
        Endpoint(
            .post,
            family.base + "/deploymentjobs/update/status/{status}",
            summary: "Enable or disable jobs",
            description: """
                Each job has an outcome of its own. A job that happens once cannot be disabled \
                once it is enabled, and one without assets or patches cannot be enabled.
                """,
            tag: family.tag,
            access: .authenticated,
            parameters: [Self.status, JobIdentities.parameter],
            body: .json(maxBytes: 131_072),
            responses: [.json(200, "What became of each.", JobOutcomes.schema)],
            handler: { try await answer($0) }
        )
    }

    private func answer(_ call: EndpointCall) async throws -> Reply {
        let lookup = try JobLookup(call, services, family)
        let jobs = try JobIdentities(call)
        let isEnabled = try call.requireString(Self.status.name) == "Enabled"
        let incomplete = isEnabled ? try await incomplete(jobs.identities, lookup) : []
        let refused = Set(incomplete.map(\.id))
        let outcomes = try await services.deployments.setEnabled(
            isEnabled,
            jobs.identities.filter { !refused.contains($0) },
            kinds: lookup.family.kinds,
            enabling: .lasting,
            by: lookup.principal
        )
        return JobOutcomes(jobs, incomplete + outcomes, message: Self.message).reply
    }

    /// The jobs that cannot do anything yet.
    private func incomplete(
        _ ids: [Deployment.Identity],
        _ lookup: JobLookup
    ) async throws -> [DeploymentOutcome] {
        try lookup.principal.require(.deploy)
        var found: [DeploymentOutcome] = []
        for id in ids {
            guard let job = try? await lookup.job(id.description) else { continue }
            do {
                try JobDocument(of: job, context: lookup.context).requireComplete()
            } catch {
                found.append(DeploymentOutcome(id: id, name: job.name, error: error))
            }
        }
        return found
    }

    /// The vendor's own words, where it has some ("Change Mitigation Job Status").
    private static func message(_ error: DomainError) -> String {
        switch error.code {
        case .deploymentEnabled:
            "Non-recurring jobs cannot be disabled once enabled by user"
        default: Errors.message(of: error)
        }
    }
}

extension JobDocument.Family {
    /// Where the endpoints of the application begin.
    var base: String {
        switch self {
        case .patch: "/pm/v1"
        case .mitigation: "/mtg/v1"
        }
    }

    /// The heading of the endpoints of jobs.
    var tag: String {
        switch self {
        case .patch: DeploymentJobs.tag
        case .mitigation: "Mitigation jobs"
        }
    }
}
