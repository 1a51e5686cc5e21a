// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Services
import Web

/// The lists of systems: `patch/allsystems` and `patch/scandetails`.
struct SystemLists: Sendable {
    let services: Services

    /// The filters of `patch/allsystems`.
    static let allSystems: [QueryFilter<DeviceField>] = [
        .branchOffice, .health, .customGroup, .resource("resid"), .domain, .platform,
        .search(QueryFilter<DeviceField>.searchColumns),
    ]

    /// The filters of `patch/scandetails`, but for the live status.
    static let scanDetails: [QueryFilter<DeviceField>] = [
        .branchOffice, .health, .customGroup, .installation("agentinstallationstatusfilter"),
        .resource("resid"), .domain, .platform, .search(QueryFilter<DeviceField>.searchColumns),
    ]

    /// The filter of `patch/scandetails` on the live status.
    static let scanContact: [QueryFilter<ContactField>] = [.live("livestatusfilter")]

    /// Answers `GET patch/allsystems`.
    func allSystems(_ call: EndpointCall) throws -> Reply {
        let context = RowContext(try Caller(call, services).view(services))
        return Envelope.list(
            "allsystems",
            rows: context.view.devices(try Self.allSystems.meaning(of: call)),
            page: Paging.rule.page(of: call)
        ) { system, json in
            SystemRecord(indexed: system, context: context).writeAllSystems(to: &json)
        }
    }

    /// Answers `GET patch/scandetails`.
    func scanDetails(_ call: EndpointCall) throws -> Reply {
        let context = RowContext(try Caller(call, services).view(services))
        let systems = context.view.devices(try Self.scanDetails.meaning(of: call))
            .filtered(by: try Self.scanContact.meaning(of: call))
        return Envelope.list("scandetails", rows: systems, page: Paging.rule.page(of: call)) {
            system,
            json in
            SystemRecord(indexed: system, context: context).writeScanDetails(to: &json)
        }
    }
}
