// SPDX-License-Identifier: Apache-2.0
package import Domain

/// Writes the reports of one dialect: it alone knows what their requests mean.
///
/// It hands over a few hundred rows at a time, so that neither memory nor a thread is held for
/// long, however large the fleet is. It may be stopped at each of these points, and the report is
/// then begun anew. What it throws ends the attempt: a ``DomainError`` that no repetition would
/// change ends the report.
package protocol ReportRenderer: Sendable {
    /// The dialect, as ``Report/dialect`` has it.
    var dialect: String { get }

    /// Writes a report.
    ///
    /// `view` is the fleet as the report's tenant sees it, the same from the first row to the last;
    /// `reader` sees what the one who asked for the report was allowed to see.
    func render(
        _ report: Report,
        from view: FleetView,
        as reader: Principal,
        to sheet: ReportSheet
    ) async throws
}
