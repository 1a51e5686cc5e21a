// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import HTTPTypes
import Query
import Services
import Web

/// The endpoints that ask for a report: one body for all of them.
extension Reports {
    /// Declares one of them.
    func create(
        _ section: ReportSection,
        _ path: String,
        aliases: [String] = []
    ) -> Endpoint {
        Endpoint(
            .post,
            path,
            aliases: aliases,
            summary: "Asks for the \(section.title.lowercased())",
            description: """
                The report is written in the background: its `status` becomes `Completed`. Without \
                `columnsToDisplay` it has all columns of its platform. It is kept for \
                \(Report.lifetime.components.seconds / 86_400) days.
                """,
            tag: Self.tag,
            access: .authenticated,
            parameters: Self.parameters(of: section),
            body: .json(maxBytes: 524_288),
            responses: [.json(201, "The report, which waits for its turn.", ReportRow.schema)],
            handler: { try await create($0, section) }
        )
    }

    private static let name = Parameter.string(
        "name",
        in: .body,
        lengthMax: Report.nameMax,
        summary: "What it is called; the kind of report where it is missing."
    )
    private static let summary = Parameter.string(
        "description",
        in: .body,
        lengthMax: Report.summaryMax,
        summary: "What it is for."
    )
    private static let format = Parameter.choice(
        "reportFormat",
        in: .body,
        ["CSV"],
        default: "CSV",
        summary: "How it is written."
    )
    private static let columns = Parameter.json(
        "columnsToDisplay",
        schema: .map(of: .array(of: .string)),
        summary: "The columns by section, as `/pm/v1/report/columns` names them."
    )
    private static let query = Questions.parameter("query", summary: "Which rows, as QQL.")
        .also(in: .body)
    private static let having = Questions.parameter(
        "havingQuery",
        summary: "Of patches: among which assets; of assets: with which patches; as QQL."
    ).also(in: .body)
    private static let instance = Parameter.integer(
        "jobInstanceId",
        in: [.query, .body],
        1...Int64.max,
        summary: "The run; the newest where it is missing."
    )

    private static func parameters(of section: ReportSection) -> [Parameter] {
        [
            name, summary, format, columns, query, Platforms.any.also(in: .body),
            section.family == nil ? having : instance,
        ]
    }

    private func create(_ call: EndpointCall, _ section: ReportSection) async throws -> Reply {
        let principal = try call.principal
        let request = try await request(call, section, principal)
        let report = try await services.reports.create(
            ReportDraft(
                dialect: QualysAPI.dialect,
                kind: section.rawValue,
                subject: section.subject,
                name: call.string(Self.name.name) ?? section.title,
                summary: call.string(Self.summary.name) ?? "",
                request: request.json
            ),
            by: principal
        )
        return .json(status: .created) { ReportRow(report).write(to: &$0) }
    }

    /// What a call asks for; everything that could make the report fail later is checked.
    private func request(
        _ call: EndpointCall,
        _ section: ReportSection,
        _ principal: Principal
    ) async throws -> ReportRequest {
        var request = ReportRequest(section)
        request.platform = Platforms.platform(of: call)
        request.columns = try ReportRequest.columns(call.json(Self.columns.name), of: section)
        request.query = call.string(Self.query.name)
        let check = QueryCheck(call: call)
        switch section {
        case .asset:
            request.havingQuery = call.string(Self.having.name)
            try check(request.query, of: Self.query, SearchSchema.devices)
            try check(request.havingQuery, of: Self.having, SearchSchema.patches)
        case .patch:
            request.havingQuery = call.string(Self.having.name)
            try check(request.query, of: Self.query, SearchSchema.patches)
            try check(request.havingQuery, of: Self.having, SearchSchema.devices)
        case .jobProgress, .mitigationJobProgress:
            request.instance = call.integer(Self.instance.name)
            try check(request.query, of: Self.query, ResultField.schema)
            request.job = try await job(call, section, request.instance, principal)
        }
        return request
    }

    /// The job that a report is about; the run must be one of its runs.
    private func job(
        _ call: EndpointCall,
        _ section: ReportSection,
        _ instance: Int64?,
        _ principal: Principal
    ) async throws -> Deployment.Identity {
        let job = try await RunResults.job(
            try call.requireString("id"),
            section.family ?? .patch,
            by: principal,
            services.deployments
        )
        if let instance {
            _ = try await services.deployments.run(number: instance, of: job.id, by: principal)
        }
        return job.id
    }
}

/// Refuses queries that cannot be read.
private struct QueryCheck {
    let call: EndpointCall

    func callAsFunction<Field>(
        _ text: String?,
        of parameter: Parameter,
        _ schema: FieldSchema<Field>
    ) throws {
        _ = try Questions.filter(text, of: parameter.name, schema, now: call.now)
    }
}
