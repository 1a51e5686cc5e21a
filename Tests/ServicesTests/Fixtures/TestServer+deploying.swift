// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Query
import Services

extension TestServer {
    /// Approves patches for everyone.
    func approve(_ patches: Patch...) async throws {
        try await services.approvals.decide(
            .approved,
            patches: patches.map(\.id),
            by: operatorPrincipal
        )
    }

    /// Orders the installation of patches; `nil` for all that are approved and missing.
    @discardableResult
    func install(
        _ patches: [Patch]?,
        on targets: Filter<DeviceField> = .everything,
        by principal: Principal? = nil
    ) async throws -> Deployment {
        try await services.deployments.install(
            DeploymentRequest(
                name: "Tuesday",
                summary: "why",
                targets: targets,
                patches: patches?.map(\.id),
                request: #"{"task":1}"#
            ),
            by: principal ?? operatorPrincipal
        )
    }

    /// The executions of a deployment, each as its state.
    func states(_ deployment: Deployment) async throws -> [String] {
        try await store.read { transaction in
            try transaction.executions(of: deployment.id).map(\.state.rawValue).sorted()
        }
    }

    /// The only execution of a deployment.
    func execution(_ deployment: Deployment) async throws -> Execution {
        let all = try await store.read { try $0.executions(of: deployment.id) }
        guard let execution = all.first, all.count == 1 else {
            throw DomainError(.orderNotFound, subject: "\(all.count) executions")
        }
        return execution
    }
}

extension Filter where Field == DeviceField {
    /// The devices of these names.
    static func named(_ names: String...) -> Self {
        .test(.name, .isOneOf(names.map { .text($0) }))
    }
}
