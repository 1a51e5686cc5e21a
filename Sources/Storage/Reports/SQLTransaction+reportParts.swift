// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

extension SQLTransaction {
    func insertPart(_ bytes: Data, at position: Int, of report: Report.Identity) throws {
        try execute(
            "INSERT INTO report_part (report_id, position, bytes) VALUES (?, ?, ?)",
            report,
            position,
            bytes
        )
    }

    func part(at position: Int, of report: Report.Identity) throws -> Data? {
        try first(
            "SELECT bytes FROM report_part WHERE report_id = ? AND position = ?",
            report,
            position
        ) { try $0.get(0) }
    }

    func deleteParts(of report: Report.Identity) throws {
        try execute("DELETE FROM report_part WHERE report_id = ?", report)
    }
}
