// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

@testable import Storage

extension StatementTour {
    /// Calls every sentence of the port of the reports.
    static func visitReports(_ transaction: any StoreTransaction) throws {
        let report = World.report(1)
        try transaction.insert(report)
        try transaction.update(report)
        _ = try transaction.report(report.id)
        _ = try transaction.reports(
            of: report.dialect,
            in: World.root.path,
            about: Set(Report.Subject.allCases),
            offset: 0,
            limit: 1
        )
        _ = try transaction.reportCount(in: World.root.path)
        _ = try transaction.nextReport(at: World.now)
        try transaction.insertPart(Data([1]), at: 0, of: report.id)
        _ = try transaction.part(at: 0, of: report.id)
        _ = try transaction.deleteReports(expiredAt: report.expiresAt, limit: 1)
        try transaction.deleteReport(report.id)
    }
}
