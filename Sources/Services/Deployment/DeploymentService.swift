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
    /// How devices go about it; `nil` for at once, without a word and without a restart.
    package var policy: DeploymentPolicy?
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

/// Scans, installations and every other deployment.
package struct DeploymentService: Sendable {
    let environment: ServiceEnvironment

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
        let fresh = try targeted(targets, by: principal).filter { $0.openScan == nil }
        guard !fresh.isEmpty else { return nil }
        let request = DeploymentRequest(
            name: "Scan",
            summary: "",
            targets: targets,
            patches: nil,
            request: "{}"
        )
        return try await begin(request, kind: .scan, .none, on: fresh, by: principal)
    }

    /// Orders the installation of approved patches on every device that lacks them, at once.
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
        let choice = request.patches.map(PatchChoice.listed) ?? .missing
        return try await begin(request, kind: .install, choice, on: devices, by: principal)
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
            switch snapshot.approval(of: patch.id, on: device)?.decision {
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

    /// Makes a deployment that begins at once, once, on these devices.
    private func begin(
        _ request: DeploymentRequest,
        kind: Deployment.Kind,
        _ choice: PatchChoice,
        on devices: [IndexedDevice],
        by principal: Principal
    ) async throws -> Deployment {
        var plan = DeploymentPlan(
            targets: DeploymentTargets(devices: devices.map(\.device.id)),
            patches: choice,
            schedule: .onDemand,
            policy: request.policy ?? .immediate
        )
        let environment = environment
        plan.expiresAt = environment.clock.now + request.lifetime
        let draft = DeploymentDraft(
            kind: kind,
            name: request.name,
            summary: request.summary,
            plan: plan,
            isEnabled: true,
            request: request.request
        )
        return try await environment.change(by: principal) { transaction, now, audit in
            var deployment = try Self.make(draft, environment, transaction, now, principal)
            deployment.status = .ended
            deployment.lastSlot = now
            deployment.enabledAt = now
            try transaction.insert(deployment)
            let run = try environment.engine(transaction, audit: audit).start(
                deployment,
                slot: now,
                at: now,
                by: principal.label,
                reason: "it was asked for"
            )
            let count = try transaction.counts(of: run.id).sum()
            guard count > 0 else {
                throw DomainError(
                    .deploymentEmpty,
                    subject: "\(devices.count) devices",
                    hint: "none of them lacks an approved patch of the request"
                )
            }
            try audit.record(
                "deployment.\(kind.rawValue)",
                subject: deployment.id.description,
                detail:
                    "\(request.name): \(request.patches.map { "\($0.count)" } ?? "all missing") "
                    + "patches on \(count) devices",
                tenant: deployment.tenant
            )
            return deployment
        }
    }

    /// Ends the executions that no device began in time; returns how many.
    package func expireOverdue() async throws -> Int {
        let environment = environment
        let now = environment.clock.now
        let isQuiet = try await environment.store.read { transaction in
            try transaction.overdueExecutions(at: now, limit: 1).isEmpty
        }
        guard !isQuiet else { return 0 }
        return try await environment.change(by: .engine) { transaction, now, audit in
            try environment.engine(transaction, audit: audit).expireOverdue(at: now)
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

extension DeploymentPolicy {
    /// At once, without a word and without a restart.
    package static let immediate = DeploymentPolicy(
        id: Identity(derivedFrom: "thimble policy immediate"),
        number: 0,
        tenant: nil,
        path: nil,
        name: "Immediate"
    )
}
