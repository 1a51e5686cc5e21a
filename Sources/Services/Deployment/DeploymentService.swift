// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
package import Domain
package import Fleet
import Foundation
package import Query

/// What someone wants done, before it is known which orders come of it.
package struct DeploymentRequest: Sendable {
    /// Its name.
    package var name: String
    /// What people write about it.
    package var summary: String
    /// The devices; only those inside the caller's scope count.
    package var targets: Filter<DeviceField>
    /// The patches; `nil` for all that are missing and approved.
    package var patches: [Patch.Identity]?
    /// Until when a device may begin.
    package var lifetime: Duration
    /// What the dialect asked for beside this, as JSON.
    package var request: String

    /// Makes a request that stands for a week.
    package init(
        name: String,
        summary: String,
        targets: Filter<DeviceField>,
        patches: [Patch.Identity]?,
        request: String
    ) {
        self.name = name
        self.summary = summary
        self.targets = targets
        self.patches = patches
        lifetime = .seconds(7 * 86_400)
        self.request = request
    }
}

/// Scans and installations.
package struct DeploymentService: Sendable {
    private let environment: ServiceEnvironment

    init(_ environment: ServiceEnvironment) { self.environment = environment }

    /// Orders a new scan of every device with an agent that a filter accepts.
    ///
    /// A device that already has an open scan order gets no second one.
    /// - Throws: ``DomainError/Code/deploymentEmpty`` where no device with an agent is accepted.
    package func scan(
        _ targets: Filter<DeviceField>,
        by principal: Principal
    ) async throws -> Deployment? {
        try principal.require(.deploy)
        let devices = try targeted(targets, by: principal)
        let fresh = devices.filter { $0.openScan == nil }
        guard !fresh.isEmpty else { return nil }
        let request = DeploymentRequest(
            name: "Scan",
            summary: "",
            targets: targets,
            patches: nil,
            request: "{}"
        )
        return try await insert(request, kind: .scan, work: fresh.map { ($0, []) }, by: principal)
    }

    /// Orders the installation of approved patches on every device that lacks them.
    ///
    /// - Throws: ``DomainError/Code/patchNotFound``, ``DomainError/Code/patchNotApproved`` or
    ///   ``DomainError/Code/patchDeclined`` for a patch that was named,
    ///   ``DomainError/Code/deploymentEmpty`` where no device with an agent lacks any of them.
    package func install(
        _ request: DeploymentRequest,
        by principal: Principal
    ) async throws -> Deployment {
        try principal.require(.deploy)
        let devices = try targeted(request.targets, by: principal)
        let snapshot = environment.index.snapshot
        for id in request.patches ?? [] {
            guard let patch = snapshot.catalogue.patch(id) else {
                throw DomainError(.patchNotFound, subject: id.description)
            }
            try Self.requireApproval(of: patch, for: devices, in: snapshot)
        }
        let wanted = request.patches.map(Set.init)
        let work = devices.map { device in
            (device, Self.orderPatches(for: device, wanted: wanted, in: snapshot))
        }.filter { !$0.1.isEmpty }
        guard !work.isEmpty else {
            throw DomainError(
                .deploymentEmpty,
                subject: "\(devices.count) devices",
                hint: "none of them lacks an approved patch of the request"
            )
        }
        return try await insert(request, kind: .install, work: work, by: principal)
    }

    private func targeted(
        _ filter: Filter<DeviceField>,
        by principal: Principal
    ) throws -> [IndexedDevice] {
        let devices = environment.index.snapshot.devices(
            matching: .all([filter, .test(.hasAgent, .isOneOf([.flag(true)]))]),
            in: principal.scope,
            now: environment.clock.now
        )
        guard !devices.isEmpty else {
            throw DomainError(
                .deploymentEmpty,
                subject: "targets",
                hint: "no device with an agent matches them"
            )
        }
        return devices
    }

    private static func requireApproval(
        of patch: Patch,
        for devices: [IndexedDevice],
        in snapshot: FleetSnapshot
    ) throws {
        for device in devices {
            switch snapshot.approval(of: patch.id, at: device.device.path)?.decision {
            case .approved: continue
            case .declined: throw DomainError(.patchDeclined, subject: "\(patch.number)")
            case nil:
                throw DomainError(
                    .patchNotApproved,
                    subject: "\(patch.number)",
                    hint: "approve the patch first"
                )
            }
        }
    }

    /// The approved patches that a device lacks, with the exact packages that they bring to it.
    ///
    /// A held package is sent too: the machine itself has the last word, and its refusal is a
    /// result that people can see.
    private static func orderPatches(
        for device: IndexedDevice,
        wanted: Set<Patch.Identity>?,
        in snapshot: FleetSnapshot
    ) -> [OrderPatch] {
        snapshot.findings(device).compactMap { finding in
            guard finding.state.isMissing, finding.state != .inProgress,
                wanted?.contains(finding.patch.id) ?? finding.isCurrent,
                snapshot.approval(of: finding.patch.id, at: device.device.path)?.decision
                    == .approved
            else { return nil }
            let packages = finding.packages.filter(\.isOpen).compactMap { package in
                package.architecture.map {
                    TargetPackage(name: package.name, architecture: $0, version: package.fixed)
                }
            }
            guard finding.patch.isOffered, !packages.isEmpty else { return nil }
            return OrderPatch(
                patch: finding.patch.id.uuid,
                title: finding.patch.title,
                packages: packages
            )
        }
    }

    private func insert(
        _ request: DeploymentRequest,
        kind: Deployment.Kind,
        work: [(IndexedDevice, [OrderPatch])],
        by principal: Principal
    ) async throws -> Deployment {
        let environment = environment
        return try await environment.change(by: principal) { transaction, now, audit in
            guard
                let tenant = try transaction.tenants(in: principal.scope).first(where: {
                    $0.path == principal.scope
                })
            else { throw DomainError(.siteNotFound, subject: principal.scope.description) }
            let deployment = Deployment(
                id: Deployment.Identity(environment.random.uuid()),
                number: try transaction.nextNumber(of: "deployment"),
                tenant: tenant.id,
                path: tenant.path,
                kind: kind,
                name: request.name,
                summary: request.summary,
                patches: request.patches
                    ?? Array(
                        Set(work.flatMap { $0.1.map { Patch.Identity($0.patch) } })
                    ).sorted(),
                createdBy: principal.label,
                createdAt: now,
                expiresAt: now + request.lifetime,
                request: request.request
            )
            let executions = work.map { device, patches in
                Execution(
                    id: Execution.Identity(environment.random.uuid()),
                    deployment: deployment.id,
                    device: device.device.id,
                    path: device.device.path,
                    kind: kind,
                    patches: patches,
                    createdAt: now,
                    expiresAt: deployment.expiresAt
                )
            }
            try transaction.insert(deployment, executions: executions)
            for execution in executions {
                try transaction.append(.execution(execution.id, device: execution.device))
            }
            try audit.record(
                "deployment.\(kind.rawValue)",
                subject: deployment.id.description,
                detail: "\(request.name): \(deployment.patches.count) patches on "
                    + "\(executions.count) devices",
                tenant: tenant.id
            )
            return deployment
        }
    }

    /// Ends the executions that no device began in time; returns how many.
    package func expireOverdue() async throws -> Int {
        let now = environment.clock.now
        let overdue = try await environment.store.read { transaction in
            try transaction.openExecutions().filter { $0.expiresAt <= now }
        }
        guard !overdue.isEmpty else { return 0 }
        let system = Principal(actor: .system, scope: TenantPath(root: 1), permissions: [])
        return try await environment.change(by: system) { transaction, now, audit in
            var count = 0
            for open in overdue {
                guard var execution = try transaction.execution(open.id),
                    execution.on(.tick, at: now),
                    let tenant = try transaction.device(execution.device)?.site
                else { continue }
                try transaction.update(execution)
                try transaction.append(.execution(execution.id, device: execution.device))
                try audit.record(
                    "order.expire",
                    subject: execution.id.description,
                    tenant: tenant
                )
                count += 1
            }
            return count
        }
    }

    /// The deployments inside the caller's scope, newest first, with their executions.
    package func list(
        offset: Int,
        limit: Int,
        by principal: Principal
    ) async throws -> (total: Int, page: [(deployment: Deployment, executions: [Execution])]) {
        try principal.require(.readDeployments)
        return try await environment.store.read { transaction in
            let page = try transaction.deployments(
                in: principal.scope,
                offset: offset,
                limit: limit
            )
            return (
                try transaction.deploymentCount(in: principal.scope),
                try page.map { ($0, try transaction.executions(of: $0.id)) }
            )
        }
    }
}
