// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Web

/// A report as the endpoints show it.
///
/// The vendor's shape is not known; this is the server's own.
struct ReportRow {
    let report: Report
    /// What it was asked to have; `nil` where that cannot be read any more.
    let request: ReportRequest?

    /// The row of a report.
    init(_ report: Report) {
        self.report = report
        request = try? ReportRequest(json: report.request)
    }

    /// Writes the row.
    func write(to json: inout JSONWriter) {
        json.object { json in
            json.field("id", report.id.description)
            json.field("name", report.name)
            json.field("description", report.summary)
            json.field("reportType", report.kind)
            json.field("reportFormat", "CSV")
            json.field("status", report.state.vendorName)
            json.field("statusMessage", report.reason)
            json.field("platform", request?.platform.map { Platforms.name(of: $0) })
            json.field("deploymentJobId", request?.job?.description)
            json.field("jobInstanceId", request?.instance)
            json.field("query", request?.query)
            json.field("havingQuery", request?.havingQuery)
            writeColumns(to: &json)
            json.field("createdBy", PersonLabel.name(report.createdBy))
            json.field("createdDate", report.createdAt.milliseconds)
            json.field("startedDate", report.startedAt?.milliseconds)
            json.field("completedDate", report.finishedAt?.milliseconds)
            json.field("expiryDate", report.expiresAt.milliseconds)
            json.field("rowCount", report.state == .ready ? report.rowCount : nil)
            json.field("size", report.state == .ready ? report.byteCount : nil)
        }
    }

    /// The columns by section; `null` for all.
    private func writeColumns(to json: inout JSONWriter) {
        guard let request, let columns = request.columns else {
            json.null("columnsToDisplay")
            return
        }
        json.object("columnsToDisplay") { json in
            json.key(dynamic: request.section.key)
            json.array { json in
                for column in columns { json.string(column) }
            }
        }
    }

    /// The shape of the row.
    static let schema = Schema.object([
        "id": .string, "name": .string, "description": .string,
        "reportType": .values(ReportSection.allCases.map(\.rawValue)),
        "reportFormat": .values(["CSV"]),
        "status": .values(Report.State.allCases.map(\.vendorName)),
        "statusMessage": .nullable(.string), "platform": .nullable(.string),
        "deploymentJobId": .nullable(.string), "jobInstanceId": .nullable(.integer),
        "query": .nullable(.string), "havingQuery": .nullable(.string),
        "columnsToDisplay": .nullable(.map(of: .array(of: .string))),
        "createdBy": .string, "createdDate": .integer, "startedDate": .nullable(.integer),
        "completedDate": .nullable(.integer), "expiryDate": .integer,
        "rowCount": .nullable(.integer), "size": .nullable(.integer),
    ])
}

extension Report.State {
    /// `status`.
    fileprivate var vendorName: String {
        switch self {
        case .queued: "Queued"
        case .running: "Running"
        case .ready: "Completed"
        case .failed: "Failed"
        }
    }
}
