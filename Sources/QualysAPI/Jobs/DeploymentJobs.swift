// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Services
import Web

/// The jobs that install patches or take them back.
struct DeploymentJobs: Sendable {
    /// The heading of the group.
    static let tag = "Deployment jobs"

    let services: Services

    /// The endpoints.
    var endpoints: [Endpoint] { lists + single + changes }

    /// The identity of a job in a path.
    static let id = Parameter.string(
        "id",
        in: .path,
        required: true,
        summary: "The UUID of the job."
    )

    private var lists: [Endpoint] {
        let parameters = Paging.rule.parameters + JobQuestion.parameters
        return [
            Endpoint(
                .get,
                "/pm/v1/deploymentjobs",
                summary: "Jobs, the newest first",
                tag: Self.tag,
                access: .authenticated,
                parameters: parameters + [Attributes.parameter],
                responses: [.json(200, "One page.", .array(of: JobRow.schema(isProjected: true)))],
                handler: { try await list($0) }
            ),
            Endpoint(
                .get,
                "/pm/v1/deploymentjobs/summary",
                summary: "Summaries of jobs, the newest first",
                tag: Self.tag,
                access: .authenticated,
                parameters: parameters + [Attributes.parameter],
                responses: [.json(200, "One page.", .array(of: JobRow.summarySchema))],
                handler: { try await summaries($0) }
            ),
            Endpoint(
                .get,
                "/pm/v1/deploymentjobs/availableToLink",
                summary: "Jobs whose patches another job can take",
                description: """
                    Jobs that install a list or a query of patches, for `linkedJobId`: no default \
                    jobs, and none that is linked itself.
                    """,
                tag: Self.tag,
                access: .authenticated,
                parameters: parameters + [Attributes.parameter],
                responses: [.json(200, "One page.", .array(of: JobRow.schema(isProjected: true)))],
                handler: { try await list($0) { $0.canBeLinkedTo } }
            ),
        ]
    }

    private var single: [Endpoint] {
        [
            Endpoint(
                .get,
                "/pm/v1/deploymentjob/{id}",
                summary: "One job",
                tag: Self.tag,
                access: .authenticated,
                parameters: [Self.id],
                responses: [.json(200, "The job.", JobRow.schema())],
                handler: { try await show($0) }
            ),
            Endpoint(
                .get,
                "/pm/v1/deploymentjob/{id}/runs",
                summary: "The runs of a job, the newest first",
                tag: Self.tag,
                access: .authenticated,
                parameters: [Self.id],
                responses: [.json(200, "The runs.", .array(of: RunRow.schema))],
                handler: { try await runs($0) }
            ),
        ]
    }

    private func list(
        _ call: EndpointCall,
        where isMeant: @Sendable (ListedJob) -> Bool = { _ in true }
    ) async throws -> Reply {
        let attributes = Attributes(call.string(Attributes.parameter.name))
        return try await page(of: call, where: isMeant) { $0.write(to: &$1, attributes) }
    }

    private func summaries(_ call: EndpointCall) async throws -> Reply {
        let attributes = Attributes(call.string(Attributes.parameter.name))
        return try await page(of: call) { $0.writeSummary(to: &$1, attributes) }
    }

    private func page(
        of call: EndpointCall,
        where isMeant: (ListedJob) -> Bool = { _ in true },
        _ write: (JobRow, inout JSONWriter) -> Void
    ) async throws -> Reply {
        let page = try Paging.page(of: call)
        let lookup = try JobLookup(call, services)
        let question = try JobQuestion(call, lookup.view)
        let all = try await lookup.jobs()
        let meant = question.jobs(of: all.filter(isMeant)).map(\.deployment)
        let rows = try await lookup.rows(
            Array(meant[page.rows(of: meant.count)]),
            among: all.map(\.deployment)
        )
        return .json(capacity: 512 + 4_096 * rows.count) { json in
            json.array { json in
                for row in rows { write(row, &json) }
            }
        }
    }

    private func show(_ call: EndpointCall) async throws -> Reply {
        let lookup = try JobLookup(call, services)
        let job = try await lookup.job(call.requireString(Self.id.name))
        return try await lookup.reply(job)
    }

    private func runs(_ call: EndpointCall) async throws -> Reply {
        let lookup = try JobLookup(call, services)
        let job = try await lookup.job(call.requireString(Self.id.name))
        let runs = try await services.deployments.runs(
            of: job.id,
            limit: Paging.recordsMax,
            by: lookup.principal
        )
        return .json(capacity: 64 + 128 * runs.count) { json in
            json.array { json in
                for (run, _) in runs { RunRow(run).write(to: &json) }
            }
        }
    }
}

extension JobLookup {
    /// Answers with one job.
    func reply(_ job: Deployment, created: Bool = false) async throws -> Reply {
        let row = try await row(job)
        return .json(status: created ? .created : .ok, capacity: 4_096) { row.write(to: &$0) }
    }
}

extension ListedJob {
    /// Whether another job can take its patches.
    fileprivate var canBeLinkedTo: Bool {
        guard deployment.kind == .install, !document.isDefaultJob else { return false }
        switch deployment.plan.patches {
        case .listed(let patches): return !patches.isEmpty
        case .matching, .missing: return true
        case .linked, .none: return false
        }
    }
}
