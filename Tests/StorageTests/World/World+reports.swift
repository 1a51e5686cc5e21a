// SPDX-License-Identifier: Apache-2.0
import Domain

extension World {
    /// A report that waits for its turn, asked for so many seconds after ``now``.
    static func report(
        _ number: Int64,
        of tenant: Tenant = site,
        dialect: String = "d",
        about subject: Report.Subject = .patches
    ) -> Report {
        Report(
            id: ID(derivedFrom: "report \(number)"),
            number: number,
            tenant: tenant.id,
            path: tenant.path,
            dialect: dialect,
            kind: "Übersicht",
            subject: subject,
            name: "Bericht «\(number)» ☂",
            summary: "für März,\r\n\"wichtig\"",
            format: .csv,
            request: #"{"query":"name: größer"}"#,
            createdBy: "user:zoë",
            createdAt: now + .seconds(number)
        )
    }
}
