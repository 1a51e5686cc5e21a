// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import HTTPTypes
import Services
import Web

/// `DELETE /pm/v1/deploymentjobs/{id}/deprecated/patches`: takes patches that were withdrawn or
/// superseded off a job's list.
struct DeprecatedPatches: Sendable {
    let services: Services

    private static let patches = Parameter.list(
        "patchids",
        in: .body,
        of: .string(lengthMax: 64),
        countMax: 10_000,
        required: true,
        summary: "The UUIDs of the patches, all of them among the job's `disabledPatches`."
    )

    /// The endpoint.
    var endpoint: Endpoint {
        Endpoint(
            .delete,
            "/pm/v1/deploymentjobs/{id}/deprecated/patches",
            summary: "Take deprecated patches off a job",
            tag: DeploymentJobs.tag,
            access: .authenticated,
            parameters: [DeploymentJobs.id, Self.patches],
            body: .json(maxBytes: DeploymentJobs.bodyBytesMax, required: true),
            responses: [.json(200, "The job.", JobRow.schema())],
            handler: { try await answer($0) }
        )
    }

    private func answer(_ call: EndpointCall) async throws -> Reply {
        let lookup = try JobLookup(call, services)
        let job = try await lookup.job(call.requireString(DeploymentJobs.id.name))
        let unwanted = try deprecated(call.strings(Self.patches.name), of: job, lookup)
        guard case .listed(let listed) = job.plan.patches, !unwanted.isEmpty else {
            return try await lookup.reply(job)
        }
        let left = listed.filter { !unwanted.contains($0) }
        let change = JSONObject.Member(
            "approvedPatches",
            .array(left.map { .string($0.description) })
        )
        let changed = try await JobChange(JSONObject([change]), lookup, services).applied(to: job)
        return try await lookup.reply(changed)
    }

    /// The patches that texts name.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid`` for one that is not deprecated in the job.
    private func deprecated(
        _ texts: [String],
        of job: Deployment,
        _ lookup: JobLookup
    ) throws(DomainError) -> Set<Patch.Identity> {
        let known = Set(lookup.view.snapshot.disabledPatches(of: job) ?? [])
        var found: Set<Patch.Identity> = []
        for text in texts {
            guard let id = Patch.Identity(text), known.contains(id) else {
                throw DomainError(
                    .requestInvalid,
                    subject: "body patchids: \(text) is not among the job's disabledPatches"
                )
            }
            found.insert(id)
        }
        return found
    }
}
