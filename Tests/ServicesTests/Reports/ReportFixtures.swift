// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Services

/// Writes reports of the dialect `d` as a test says.
struct ScriptedRenderer: ReportRenderer {
    let dialect = "d"
    let body: @Sendable (Report, FleetView, Principal, ReportSheet) async throws -> Void

    init(
        _ body:
            @escaping @Sendable (Report, FleetView, Principal, ReportSheet) async throws ->
            Void
    ) {
        self.body = body
    }

    /// A heading and some rows.
    init(_ head: [String], _ rows: [[String]]) {
        self.init { _, _, _, sheet in
            await sheet.head(head)
            try await sheet.add(rows)
        }
    }

    func render(
        _ report: Report,
        from view: FleetView,
        as reader: Principal,
        to sheet: ReportSheet
    ) async throws {
        try await body(report, view, reader, sheet)
    }
}

extension TestServer {
    /// Asks for a report of the dialect `d`.
    @discardableResult
    func askForReport(
        _ name: String = "Overview",
        about subject: Report.Subject = .patches,
        by principal: Principal? = nil
    ) async throws -> Report {
        try await services.reports.create(
            ReportDraft(dialect: "d", kind: "k", subject: subject, name: name),
            by: principal ?? operatorPrincipal
        )
    }

    /// A report as it is now.
    func report(_ report: Report) async throws -> Report {
        try await services.reports.report(report.id, of: "d", by: operatorPrincipal)
    }

    /// The whole content of a report.
    func content(of report: Report) async throws -> Data {
        let content = try await services.reports.content(
            report.id,
            of: "d",
            by: operatorPrincipal
        )
        var whole = Data()
        var position = 0
        while let part = try await content.part(at: position) {
            whole += part
            position += 1
        }
        return whole
    }

    /// The whole content of a report as text.
    func text(of report: Report) async throws -> String {
        String(decoding: try await content(of: report), as: UTF8.self)
    }
}
