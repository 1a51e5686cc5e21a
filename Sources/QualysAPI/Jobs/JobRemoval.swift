// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Services
import Web

/// `DELETE …/deploymentjobs`: removes jobs of one application with their runs.
struct JobRemoval: Sendable {
    let services: Services
    let family: JobDocument.Family

    /// The endpoints: several jobs, and one that the path names.
    var endpoints: [Endpoint] {
        [
            Endpoint(
                .delete,
                family.base + "/deploymentjobs",
                summary: "Delete jobs",
                description: """
                    The jobs are named as `{"ids": […]}`, as a bare list, or in the query. A job \
                    whose patches another takes stays, unless that one is deleted as well.
                    """,
                tag: family.tag,
                access: .authenticated,
                parameters: [JobIdentities.parameter],
                body: .json(maxBytes: 131_072),
                responses: [.json(200, "What became of each.", JobOutcomes.schema)],
                handler: { try await remove(JobIdentities($0), $0) }
            ),
            Endpoint(
                .delete,
                family.base + "/deploymentjobs/{id}",
                summary: "Delete a job",
                tag: family.tag,
                access: .authenticated,
                parameters: [DeploymentJobs.id],
                responses: [.json(200, "What became of it.", JobOutcomes.schema)],
                handler: { call in
                    try await remove(
                        JobIdentities(texts: [call.requireString(DeploymentJobs.id.name)]),
                        call
                    )
                }
            ),
        ]
    }

    private func remove(_ jobs: JobIdentities, _ call: EndpointCall) async throws -> Reply {
        let lookup = try JobLookup(call, services, family)
        let outcomes = try await services.deployments.delete(
            jobs.identities,
            kinds: lookup.family.kinds,
            by: lookup.principal
        )
        return JobOutcomes(jobs, outcomes).reply
    }
}
