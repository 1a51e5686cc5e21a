// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Services
import Web

/// The list of computers of the scope of management, `som/computers`.
struct Computers: Sendable {
    let services: Services

    /// The filters, but for the contact.
    static let systems: [QueryFilter<DeviceField>] = [
        .branchOffice,
        .text("fqdnfilter", .fullyQualifiedName, summary: "Only the computer with this full name."),
        .text("computernamefilter", .name, summary: "Only the computer with this name."),
        .domain, .platformNumber, .resource("residfilter"), .installation("installstatusfilter"),
        .part("searchcomputerfilter", .name, summary: "Only computers with this in their names."),
        .serviceTag, .search(QueryFilter<DeviceField>.searchColumns),
    ]

    /// The filters on the contact.
    static let contact: [QueryFilter<ContactField>] = [.live("liveStatusfilter"), .age]

    /// Answers `GET som/computers`.
    func computers(_ call: EndpointCall) throws -> Reply {
        let context = RowContext(try Caller(call, services).view(services))
        let systems = context.view.devices(try Self.systems.meaning(of: call))
            .filtered(by: try Self.contact.meaning(of: call))
        return Envelope.list("computers", .som, rows: systems, page: Paging.rule.page(of: call)) {
            system,
            json in
            SystemRecord(indexed: system, context: context).writeComputers(to: &json)
        }
    }
}
