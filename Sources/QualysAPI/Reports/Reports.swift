// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import HTTPTypes
import NIOCore
import Services
import Web

/// Reports: asked for here, written in the background, listed and downloaded.
struct Reports: Sendable {
    /// The heading of the group.
    static let tag = "Reports"

    let services: Services

    /// The endpoints.
    var endpoints: [Endpoint] {
        [
            create(.asset, "/pm/v1/report/asset"),
            create(.patch, "/pm/v1/report/patch"),
            create(
                .jobProgress,
                "/pm/v1/report/jobprogress/{id}",
                // As a client spells it.
                aliases: ["/pm/v1/report/deplymentjobprogress/{id}"]
            ),
            create(.mitigationJobProgress, "/pm/v1/report/mitigationjobprogress/{id}"),
            columns, list, one, download, delete,
        ]
    }

    private var columns: Endpoint {
        Endpoint(
            .get,
            "/pm/v1/report/columns",
            summary: "The columns that a report may have",
            tag: Self.tag,
            access: .authenticated,
            parameters: [Self.section, Platforms.any],
            responses: [
                .json(
                    200,
                    "The columns in their order.",
                    .array(of: .object(["name": .string, "displayName": .string]))
                )
            ],
            handler: { Self.columns($0) }
        )
    }

    private var list: Endpoint {
        Endpoint(
            .get,
            "/pm/v1/reports",
            summary: "The reports, newest first",
            tag: Self.tag,
            access: .authenticated,
            parameters: Paging.rule.parameters,
            responses: [.json(200, "One page.", .array(of: ReportRow.schema))],
            handler: { call in
                let page = try Paging.page(of: call)
                let reports = try await services.reports.list(
                    of: QualysAPI.dialect,
                    offset: page.offset,
                    limit: page.size,
                    by: try call.principal
                )
                return .json { json in
                    json.array { json in
                        for report in reports { ReportRow(report).write(to: &json) }
                    }
                }
            }
        )
    }

    private var one: Endpoint {
        Endpoint(
            .get,
            "/pm/v1/reports/{id}",
            summary: "How far a report is",
            tag: Self.tag,
            access: .authenticated,
            responses: [.json(200, "The report.", ReportRow.schema)],
            handler: { call in
                let report = try await services.reports.report(
                    try Self.identity(call),
                    of: QualysAPI.dialect,
                    by: try call.principal
                )
                return .json { ReportRow(report).write(to: &$0) }
            }
        )
    }

    private var download: Endpoint {
        Endpoint(
            .get,
            "/pm/v1/reports/{id}/download",
            summary: "The content of a report",
            description: """
                Comma-separated values as RFC 4180 has them, in UTF-8, the headings in the first \
                line. Values are not altered for spreadsheets, which may take one that begins with \
                `=`, `+`, `-` or `@` for a formula: import the file as text there.
                """,
            tag: Self.tag,
            access: .authenticated,
            responses: [.text(200, "The content.", contentType: "text/csv")],
            handler: { call in
                let content = try await services.reports.content(
                    try Self.identity(call),
                    of: QualysAPI.dialect,
                    by: try call.principal
                )
                return ReportDownload.reply(content)
            }
        )
    }

    private var delete: Endpoint {
        Endpoint(
            .delete,
            "/pm/v1/reports/{id}",
            summary: "Removes a report",
            description: "Of somebody else's only for users who manage access.",
            tag: Self.tag,
            access: .authenticated,
            responses: [.empty(204, "It is removed.")],
            handler: { call in
                try await services.reports.delete(
                    try Self.identity(call),
                    of: QualysAPI.dialect,
                    by: try call.principal
                )
                return .empty()
            }
        )
    }

    private static let section = Parameter.choice(
        "reportSection",
        ReportSection.allCases.map(\.rawValue),
        required: true,
        summary: "The report."
    )

    private static func columns(_ call: EndpointCall) -> Reply {
        let section = call.string(section.name).flatMap(ReportSection.init(rawValue:))
        let platform = Platforms.platform(of: call)
        let headings = section?.headings.filter { $0.isOn(platform) } ?? []
        return .json { json in
            json.array { json in
                for heading in headings {
                    json.object {
                        $0.field("name", heading.name)
                        $0.field("displayName", heading.title)
                    }
                }
            }
        }
    }

    private static func identity(_ call: EndpointCall) throws(DomainError) -> Report.Identity {
        let text = try call.requireString("id")
        guard let id = Report.Identity(text) else {
            throw DomainError(.reportNotFound, subject: "report \(text.prefix(64))")
        }
        return id
    }
}
