// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Services
import Web

/// The lists of patches on systems: `patch/systemreport` and `patch/allpatchdetails`.
struct FindingLists: Sendable {
    let services: Services

    /// The parameter that chooses the system of a report.
    static let system = Parameter.integer(
        "resid",
        0...Int64.max,
        required: true,
        summary: "The id of the system."
    )

    /// The filters of a report on its patches.
    static let reportPatches: [QueryFilter<PatchField>] = [
        .approval, .severity, .platform, .search(QueryFilter<PatchField>.searchColumns),
    ]

    /// The filters of `patch/allpatchdetails` on systems.
    static let detailSystems: [QueryFilter<DeviceField>] = [
        .branchOffice, .customGroup, .domain,
        .search(
            QueryFilter<DeviceField>.searchColumns,
            others: QueryFilter<PatchField>.searchColumns.map(\.key)
        ),
    ]

    /// The filters of `patch/allpatchdetails` on patches.
    static let detailPatches: [QueryFilter<PatchField>] = [
        .bulletin, .id, .severity, .platform,
        .search(
            QueryFilter<PatchField>.searchColumns,
            others: QueryFilter<DeviceField>.searchColumns.map(\.key)
        ),
    ]

    /// The filter of both on the status.
    static let status: [QueryFilter<FindingField>] = [.status]

    /// Answers `GET patch/systemreport`.
    ///
    /// - Throws: ``DomainError/Code/deviceNotFound`` for a system that the caller does not see.
    func systemReport(_ call: EndpointCall) throws -> Reply {
        let context = RowContext(try Caller(call, services).view(services))
        let number = try call.requireInteger(Self.system.name)
        let systems = context.view.devices(.test(.number, .isOneOf([.number(number)])))
        guard !systems.isEmpty else {
            throw DomainError(.deviceNotFound, subject: "resource_id \(number)")
        }
        let rows = context.view.findings(
            on: systems,
            of: try Self.reportPatches.meaning(of: call),
            with: try Self.status.meaning(of: call)
        )
        return Envelope.list("systemreport", rows: rows, page: Paging.rule.page(of: call)) {
            row,
            json in
            record(row, context).writeSystemReport(to: &json)
        }
    }

    /// Answers `GET patch/allpatchdetails`.
    func allPatchDetails(_ call: EndpointCall) throws -> Reply {
        let context = RowContext(try Caller(call, services).view(services))
        let rows = context.view.findings(
            on: context.view.devices(try Self.detailSystems.meaning(of: call)),
            of: try Self.detailPatches.meaning(of: call),
            with: try Self.status.meaning(of: call)
        )
        return Envelope.list("allpatchdetails", rows: rows, page: Paging.rule.page(of: call)) {
            row,
            json in
            record(row, context).writeAllPatchDetails(to: &json)
        }
    }

    private func record(_ row: ListedFinding, _ context: RowContext) -> FindingRecord {
        FindingRecord(
            system: SystemRecord(indexed: row.system, context: context),
            finding: row.finding
        )
    }
}
