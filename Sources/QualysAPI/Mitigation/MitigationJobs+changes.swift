// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Services
import Web

extension MitigationJobs {
    /// The members that nearly every client sends, for the document; a job is read whole.
    private static let described: [Parameter] = [
        .json("name", schema: .string, summary: "The name; a new job needs one."),
        .json("type", schema: .string, summary: "Install or Mitigate, which mean the same."),
        .json("status", schema: .string, summary: "Enabled or Disabled."),
        .json(
            "scheduleType",
            schema: .string,
            summary: "On-demand, Once, Daily, Weekly, Monthly, or Conditional for a default job."
        ),
        .json(
            "platform",
            schema: .string,
            summary: "Windows, Linux or MacOS; needed where the vulnerabilities do not tell."
        ),
        .json("assetIds", schema: .array(of: .string), summary: "The UUIDs of assets."),
        .json("assetTagIds", schema: .array(of: .string), summary: "The UUIDs of tags."),
        .json("qids", schema: .array(of: .integer), summary: "The vulnerabilities by number."),
    ]

    /// The endpoints that change jobs.
    var changes: [Endpoint] {
        [
            Endpoint(
                .post,
                "/mtg/v1/deploymentjob",
                aliases: ["/mtg/v2/deploymentjob"],
                summary: "Make a mitigation job",
                description: """
                    The mitigations are those of the vulnerabilities for the platform. An enabled job \
                    needs one for each; on demand it begins at once.
                    """,
                tag: Self.tag,
                access: .authenticated,
                parameters: Self.described,
                body: .json(maxBytes: DeploymentJobs.bodyBytesMax, required: true),
                responses: [.json(201, "The job.", JobRow.schema())],
                handler: { try await create($0) }
            ),
            Endpoint(
                .patch,
                "/mtg/v1/deploymentjob/{id}",
                aliases: [
                    "/mtg/v1/deploymentjob/update/{id}", "/mtg/v1/deploymentjob/UPDATE/{id}",
                ],
                summary: "Change a mitigation job",
                description: """
                    Members that are not sent keep their values; the status alone may be sent. Who \
                    made the job is not in the answer.
                    """,
                tag: Self.tag,
                access: .authenticated,
                parameters: [DeploymentJobs.id] + Self.described,
                body: .json(maxBytes: DeploymentJobs.bodyBytesMax),
                responses: [.json(200, "The job.", JobRow.schema())],
                handler: { try await update($0) }
            ),
            statusChange,
        ]
    }

    private func create(_ call: EndpointCall) async throws -> Reply {
        let lookup = try JobLookup(call, services, .mitigation)
        let document = try JobDocument(
            creating: try DeploymentJobs.body(of: call),
            family: .mitigation,
            context: lookup.context
        )
        var draft = try document.draft(context: lookup.context)
        let mitigations = try await services.mitigations.effective(by: lookup.principal)
        try MitigationWork(document, among: mitigations)
            .settle(&draft.plan, isEnabled: document.isEnabled)
        let made = try await services.deployments.create(draft, by: lookup.principal)
        return try await lookup.mitigationReply(made, status: .created)
    }

    private func update(_ call: EndpointCall) async throws -> Reply {
        let lookup = try JobLookup(call, services, .mitigation)
        let job = try await lookup.job(call.requireString(DeploymentJobs.id.name))
        let changes = try call.json == nil ? JSONObject() : DeploymentJobs.body(of: call)
        let changed = try await MitigationChange(lookup, services).apply(changes, to: job)
        return try await lookup.mitigationReply(changed, isChange: true)
    }

    /// As for other jobs, but that mitigations are looked up before a job is enabled.
    private var statusChange: Endpoint {
        let usual = JobStatusChange(services: services, family: .mitigation).endpoint
        var endpoint = usual
        endpoint.description = """
            Each job has an outcome of its own. A job that happens once cannot be disabled once it \
            is enabled, and one without assets, or with a vulnerability that no mitigation is known \
            for, cannot be enabled.
            """
        endpoint.handler = { call in
            guard try call.requireString("status") == "Enabled" else {
                return try await usual.handler(call)
            }
            return try await enable(call)
        }
        return endpoint
    }

    private func enable(_ call: EndpointCall) async throws -> Reply {
        let lookup = try JobLookup(call, services, .mitigation)
        let jobs = try JobIdentities(call)
        try lookup.principal.require(.deploy)
        let change = MitigationChange(lookup, services)
        var outcomes: [DeploymentOutcome] = []
        for id in jobs.identities {
            var name: String?
            do {
                let job = try await lookup.job(id.description)
                name = job.name
                _ = try await change.enable(job)
                outcomes.append(DeploymentOutcome(id: id, name: name, error: nil))
            } catch let error as DomainError {
                outcomes.append(DeploymentOutcome(id: id, name: name, error: error))
            }
        }
        return JobOutcomes(jobs, outcomes).reply
    }
}
