// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Query
import Services
import Web

/// The list of patch configurations, `patch/viewconfig`: the deployments that install something.
struct Configurations: Sendable {
    let services: Services

    /// The filters on the systems; a configuration counts where at least one of its systems does.
    static let systems: [QueryFilter<DeviceField>] = [.branchOffice, .domain]

    /// The filters on the configurations.
    static let configurations: [QueryFilter<ConfigurationField>] = [.status]

    /// Answers `GET patch/viewconfig`, the newest first.
    func viewConfig(_ call: EndpointCall) async throws -> Reply {
        let caller = try Caller(call, services)
        let context = RowContext(try caller.view(services))
        let systems = try Self.systems.meaning(of: call)
        let filter = try Self.configurations.meaning(of: call)
        let wanted =
            systems == .everything
            ? nil : Set(context.view.devices(systems).map(\.device.id))
        let (_, all) = try await services.deployments.list(
            offset: 0,
            limit: .max,
            by: caller.principal
        )
        let rows = all.filter { $0.deployment.kind == .install }.map {
            ConfigurationRow(
                deployment: $0.deployment,
                executions: $0.executions,
                context: context
            )
        }.filter { row in
            filter.accepts { row.values(of: $0) }
                && wanted.map { wanted in
                    row.executions.contains { wanted.contains($0.device) }
                } ?? true
        }
        return Envelope.list("viewconfig", rows: rows, page: Paging.rule.page(of: call)) {
            row,
            json in
            row.write(to: &json)
        }
    }
}
