// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import HTTPTypes
import Query
import Services
import Web

/// What came of jobs on their assets, for both applications.
struct JobResults: Sendable {
    /// The heading of the group.
    static let tag = "Job results"
    private static let path = "/{id}/deploymentjobresult/summary"

    let services: Services

    /// The endpoints.
    var endpoints: [Endpoint] {
        JobDocument.Family.allCases.flatMap { family in
            [summary(.get, of: family), summary(.post, of: family)]
        }
    }

    private static let instance = Parameter.integer(
        "jobInstanceId",
        1...Int64.max,
        summary: "The run, as the list of runs numbers them; the newest where it is missing."
    )
    private static let query = Questions.parameter(
        "query",
        summary: "Which assets, as QQL: `status:Completed and failedPatches>0`."
    )

    /// The shape of the answer; clients refuse one with more members.
    private static let schema = Schema.object([
        "id": .string, "name": .string, "assetCount": .integer, "patchCount": .integer,
        "createdBy": .string, "createdOn": .integer, "assets": .array(of: JobResult.schema),
    ])

    private func summary(
        _ method: HTTPRequest.Method,
        of family: JobDocument.Family
    ) -> Endpoint {
        let base = family == .patch ? "/pm/v1/deploymentjob" : "/mtg/v1/deploymentjob"
        let parameters = Paging.rule.parameters + [Self.instance, Self.query, Questions.sort]
        return Endpoint(
            method,
            base + Self.path,
            summary: "What came of a run on each asset",
            description: """
                The newest run, or the one of `jobInstanceId`, by the names of the assets. Without \
                `pageNumber` and `pageSize` the answer has all assets, up to \(Paging.recordsMax).
                """,
            tag: Self.tag,
            access: .authenticated,
            parameters: method == .post ? parameters.map { $0.also(in: .body) } : parameters,
            body: method == .post ? .json(maxBytes: 262_144) : .none,
            responses: [.json(200, "The run.", Self.schema)],
            handler: { try await answer($0, family) }
        )
    }

    private func answer(
        _ call: EndpointCall,
        _ family: JobDocument.Family
    ) async throws -> Reply {
        let principal = try call.principal
        let rows =
            call.isGiven(Paging.rule.page) || call.isGiven(Paging.rule.size)
            ? try Paging.page(of: call)
            : Page(number: 0, size: Paging.recordsMax, offset: 0)
        let filter = try Questions.filter(
            call.string(Self.query.name),
            of: Self.query.name,
            ResultField.schema,
            now: call.now
        )
        let orders = try Questions.orders(call.string(Questions.sort.name), ResultField.schema)
        let found = try await RunResults(
            of: try call.requireString("id"),
            family,
            instance: call.integer(Self.instance.name),
            in: try services.assessment.view(by: principal).snapshot,
            by: principal,
            services.deployments
        )
        let assets = try await found.assets(filter, by: orders)
        let patchCount = try await found.patchCount
        var results: [JobResult] = []
        try await found.each(on: Array(assets[rows.rows(of: assets.count)])) { results += $0 }
        return Self.reply(found, patchCount, results)
    }

    private static func reply(
        _ found: RunResults,
        _ patchCount: Int,
        _ results: [JobResult]
    ) -> Reply {
        .json(capacity: 1_024 + results.count * 1_024) { json in
            json.object { json in
                json.field("id", found.job.id.description)
                json.field("name", found.job.name)
                json.field("assetCount", found.assets.count)
                json.field("patchCount", patchCount)
                json.field("createdBy", PersonLabel.name(found.job.createdBy))
                json.field("createdOn", found.job.createdAt.milliseconds)
                json.array("assets") { json in
                    for result in results {
                        result.write(to: &json, groups: found.snapshot.groups)
                    }
                }
            }
        }
    }
}
