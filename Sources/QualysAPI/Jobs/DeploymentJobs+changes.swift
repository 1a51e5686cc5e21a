// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Services
import Web

extension DeploymentJobs {
    /// The most bytes of a job: a list of ten thousand patches, and as many assets.
    static let bodyBytesMax = 1_048_576

    /// The members of a job that nearly every client sends, for the document; a job is read whole.
    static let described: [Parameter] = [
        .json("name", schema: .string, summary: "The name; a new job needs one."),
        .json(
            "type",
            schema: .string,
            summary: "Install or Rollback; Install where it is missing."
        ),
        .json("status", schema: .string, summary: "Enabled or Disabled."),
        .json(
            "scheduleType",
            schema: .string,
            summary: "On-demand, Once, Daily, Weekly, Monthly, or Conditional for a default job."
        ),
        .json("platform", schema: .string, summary: "Windows, Linux or MacOS."),
        .json("assetIds", schema: .array(of: .string), summary: "The UUIDs of assets."),
        .json("assetTagIds", schema: .array(of: .string), summary: "The UUIDs of tags."),
        .json("approvedPatches", schema: .array(of: .string), summary: "The UUIDs of patches."),
        .json("dynamicPatchesQQL", schema: .string, summary: "A query of patches, as QQL."),
        .json("linkedJobId", schema: .string, summary: "The job whose patches are taken."),
    ]

    /// The endpoints that change jobs.
    var changes: [Endpoint] {
        [
            Endpoint(
                .post,
                "/pm/v1/deploymentjob",
                summary: "Make a job",
                description: """
                    An enabled job on demand begins at once. To make a job is to approve what it \
                    brings, which takes the permission to approve.
                    """,
                tag: Self.tag,
                access: .authenticated,
                parameters: Self.described,
                body: .json(maxBytes: Self.bodyBytesMax, required: true),
                responses: [.json(201, "The job.", JobRow.schema())],
                handler: { try await create($0) }
            ),
            Endpoint(
                .patch,
                "/pm/v1/deploymentjob/update/{id}",
                aliases: ["/pm/v1/deploymentjob/UPDATE/{id}", "/pm/v1/deploymentjob/{id}"],
                summary: "Change a job",
                description: """
                    Members that are not sent keep their values; the status alone may be sent. A \
                    default job can be changed only while it is disabled.
                    """,
                tag: Self.tag,
                access: .authenticated,
                parameters: [Self.id] + Self.described,
                body: .json(maxBytes: Self.bodyBytesMax),
                responses: [.json(200, "The job.", JobRow.schema())],
                handler: { try await update($0) }
            ),
            JobStatusChange(services: services, family: .patch).endpoint,
        ] + JobRemoval(services: services, family: .patch).endpoints + [
            DeprecatedPatches(services: services).endpoint
        ]
    }

    private func create(_ call: EndpointCall) async throws -> Reply {
        let lookup = try JobLookup(call, services)
        let body = try Self.body(of: call)
        let document = try JobDocument(
            creating: body,
            family: lookup.family,
            context: lookup.context
        )
        let made = try await services.deployments.create(
            document.draft(context: lookup.context),
            by: lookup.principal
        )
        return try await lookup.reply(made, created: true)
    }

    private func update(_ call: EndpointCall) async throws -> Reply {
        let lookup = try JobLookup(call, services)
        let job = try await lookup.job(call.requireString(Self.id.name))
        let changes = try call.json == nil ? JSONObject() : Self.body(of: call)
        return try await lookup.reply(JobChange(changes, lookup, services).applied(to: job))
    }

    /// The object that a body is.
    ///
    /// - Throws: ``DomainError/Code/requestInvalid``.
    static func body(of call: EndpointCall) throws(DomainError) -> JSONObject {
        guard let body = call.json?.members else {
            throw DomainError(.requestInvalid, subject: "body: must be a JSON object")
        }
        return body
    }
}
