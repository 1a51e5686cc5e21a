// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// The reports and what is written in them.
package protocol ReportStore {
    /// Adds a report.
    func insert(_ report: Report) throws
    /// Replaces how far a report is, its counts and its times; fails with
    /// ``DomainError/Code/reportNotFound``.
    func update(_ report: Report) throws
    /// Removes a report with its content; without it nothing happens.
    func deleteReport(_ id: Report.Identity) throws
    /// One report.
    func report(_ id: Report.Identity) throws -> Report?
    /// The reports of a dialect, of a path and below, that tell about some subjects, newest first.
    func reports(
        of dialect: String,
        in path: TenantPath,
        about subjects: Set<Report.Subject>,
        offset: Int,
        limit: Int
    ) throws -> [Report]
    /// How many reports a path and all below it have, in all dialects.
    func reportCount(in path: TenantPath) throws -> Int
    /// The report that is not final and has waited longest for someone to write it.
    func nextReport(at now: Timestamp) throws -> Report?
    /// Removes reports whose time is over, with their content; returns how many.
    func deleteReports(expiredAt now: Timestamp, limit: Int) throws -> Int

    /// Adds a part of the content; parts are counted from 0.
    func insertPart(_ bytes: Data, at position: Int, of report: Report.Identity) throws
    /// A part of the content; `nil` past the last.
    func part(at position: Int, of report: Report.Identity) throws -> Data?
    /// Removes the content of a report.
    func deleteParts(of report: Report.Identity) throws
}
