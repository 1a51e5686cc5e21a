// SPDX-License-Identifier: Apache-2.0
import Domain
import HTTPTypes
import Query
import Services
import Web

/// What came of the actions of mitigation jobs.
struct ActionResults: Sendable {
    let services: Services

    /// The endpoints.
    var endpoints: [Endpoint] {
        [
            Endpoint(
                .post,
                "/mtg/v1/deploymentjob/{id}/deploymentjobresult/actions",
                summary: "What came of the actions of a mitigation job on an asset",
                description: """
                    The summary of the job's results has the `endDateTime` to ask for. Where the job \
                    ended on the asset at another time, or not yet, the list is empty. All actions \
                    are in it, whatever `pageNumber` and `pageSize` say.
                    """,
                tag: JobResults.tag,
                access: .authenticated,
                parameters: [Self.asset, Self.end, Self.query],
                body: .json(maxBytes: 262_144),
                responses: [
                    .json(
                        200,
                        "The actions in their order, one for each vulnerability.",
                        .array(of: ActionRow.schema)
                    )
                ],
                handler: { try await answer($0) }
            )
        ]
    }

    private static let asset = Parameter.string(
        "agentUUID",
        lengthMax: 64,
        required: true,
        summary: "The identity of the asset."
    )
    private static let end = Parameter.integer(
        "endDateTime",
        0...Int64.max,
        required: true,
        summary: "When the job ended on the asset, in milliseconds since 1970."
    )
    private static let query = Questions.parameter(
        "query",
        summary: "Which actions, as QQL: `actionStatus:[Succeeded,Failed,Skipped,Partial]`."
    ).also(in: .body)

    private func answer(_ call: EndpointCall) async throws -> Reply {
        let principal = try call.principal
        let filter = try Questions.filter(
            call.string(Self.query.name),
            of: Self.query.name,
            ActionField.schema,
            now: call.now
        )
        guard let device = Device.Identity(try call.requireString(Self.asset.name)) else {
            throw DomainError(
                .requestInvalid,
                subject: "parameter \(Self.asset.name): must be a UUID"
            )
        }
        let end = try call.requireInteger(Self.end.name)
        let found = try await services.mitigations.execution(
            of: try MitigationJobs.identity(of: call),
            on: device,
            endedAt: Timestamp(milliseconds: end),
            by: principal
        )
        var rows: [ActionRow] = []
        if let found {
            let mitigations = try await services.mitigations.effective(
                at: found.run.path,
                by: principal
            )
            rows = ActionRow.rows(
                of: found.execution,
                found.run.course.plan,
                mitigations: mitigations
            ).filter { row in filter.accepts { row.values(of: $0) } }
        }
        return .json(capacity: 256 + rows.count * 512) { json in
            json.array { json in
                for row in rows { row.write(to: &json) }
            }
        }
    }
}
