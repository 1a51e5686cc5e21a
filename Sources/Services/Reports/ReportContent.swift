// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Foundation

/// A report that can be read, and its content part by part.
package struct ReportContent: Sendable {
    /// The report.
    package let report: Report
    private let store: any Store

    init(_ report: Report, store: any Store) {
        self.report = report
        self.store = store
    }

    /// A part of the content, counted from 0; `nil` past the last, and where it is removed by now.
    package func part(at position: Int) async throws -> Data? {
        let id = report.id
        return try await store.read { try $0.part(at: position, of: id) }
    }
}

extension ReportService {
    /// The content of a report of a dialect.
    ///
    /// - Throws: ``DomainError/Code/reportNotFound``; ``DomainError/Code/reportUnfinished`` with
    ///   how far it is, or why it failed.
    package func content(
        _ id: Report.Identity,
        of dialect: String,
        by principal: Principal
    ) async throws -> ReportContent {
        let report = try await report(id, of: dialect, by: principal)
        guard report.state == .ready else {
            throw DomainError(
                .reportUnfinished,
                subject: "report \(id) is \(report.state.rawValue)",
                hint: report.reason
            )
        }
        return ReportContent(report, store: environment.store)
    }
}
