// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Services
import Web

/// The list of patches, `patch/allpatches`.
struct PatchLists: Sendable {
    let services: Services

    /// The filters on the systems among which patches are counted.
    static let systems: [QueryFilter<DeviceField>] = [.branchOffice, .customGroup, .domain]

    /// The filters on the patches.
    static let patches: [QueryFilter<PatchField>] = [
        .id, .bulletin, .status, .approval, .severity, .platform,
        .search(QueryFilter<PatchField>.searchColumns),
    ]

    /// Answers `GET patch/allpatches`: the patches that concern at least one of the systems.
    func allPatches(_ call: EndpointCall) throws -> Reply {
        let context = RowContext(try Caller(call, services).view(services))
        let rows = context.view.patches(
            try Self.patches.meaning(of: call),
            on: try Self.systems.meaning(of: call)
        )
        return Envelope.list("allpatches", rows: rows, page: Paging.rule.page(of: call)) {
            row,
            json in
            PatchRow(patch: row.patch, tally: row.tally, context: context).write(to: &json)
        }
    }
}
