// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain
package import Foundation

extension AgentService {
    /// Notes that a machine is there and hands it its orders.
    ///
    /// Waits for an order as long as the machine allows, unless an inventory is wanted first.
    /// `sleep` waits for a duration and ends early when the caller's task is cancelled.
    package func checkIn(
        _ checkIn: CheckIn,
        by principal: Principal,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) async throws -> CheckInReply {
        let device = try Self.device(principal)
        let needsInventory = try await note(checkIn, device, by: principal)
        let wait = Duration.seconds(min(max(checkIn.waitSeconds, 0), AgentProtocol.waitSecondsMax))
        let deadline = environment.clock.now + wait
        while true {
            let ring = bell.next(device)
            let orders = try await offer(to: device, by: principal)
            let remaining = deadline - environment.clock.now
            if !orders.isEmpty || needsInventory || remaining <= .zero {
                return CheckInReply(
                    needsInventory: needsInventory,
                    orders: orders,
                    serverTime: environment.clock.now.milliseconds
                )
            }
            if await !Self.wait(for: ring, atMost: remaining, sleep: sleep) {
                return CheckInReply(
                    needsInventory: false,
                    orders: [],
                    serverTime: environment.clock.now.milliseconds
                )
            }
        }
    }

    /// Stores an inventory and lets the index take it in.
    ///
    /// - Throws: ``DomainError/Code/inventoryMalformed`` where the bytes are not an inventory or
    ///   not the ones that the digest names.
    package func storeInventory(
        _ bytes: Data,
        digest: String,
        by principal: Principal
    ) async throws {
        let id = try Self.device(principal)
        guard Hex.sha256(bytes) == digest else {
            throw DomainError(.inventoryMalformed, subject: "the digest is not that of the body")
        }
        let inventory: Inventory
        do {
            inventory = try JSONDecoder().decode(Inventory.self, from: bytes)
        } catch {
            throw DomainError(.inventoryMalformed, subject: "the body", underlying: error)
        }
        try inventory.requirePlainText()
        let index = environment.index
        try await environment.change(by: principal) { transaction, now, audit in
            guard var device = try transaction.device(id) else {
                throw DomainError(.deviceNotFound, subject: id.description)
            }
            let list = try transaction.list(inventory)
            try transaction.insertInventory(digest: digest, list: list, at: now)
            var dates = InstallationDates(transaction, index.snapshot)
            try dates.note(list, on: &device, at: now)
            device.inventoryDigest = digest
            device.stream = Stream(rawValue: inventory.stream)
            device.scannedAt = now
            device.lastContactAt = now
            try transaction.update(device)
            try transaction.append(.device(id))
            try audit.record(
                "device.inventory",
                subject: id.description,
                detail: "\(digest.prefix(12)) \(inventory.packages.count) packages",
                tenant: device.site
            )
        }
    }

    /// Stores a report; storing it again changes nothing.
    package func report(_ report: OrderReport, by principal: Principal) async throws {
        let device = try Self.device(principal)
        try await environment.change(by: principal) { transaction, now, audit in
            guard var execution = try transaction.execution(Execution.Identity(report.order)),
                execution.device == device, let tenant = try transaction.device(device)?.site
            else {
                throw DomainError(.orderNotFound, subject: report.order.uuidString.lowercased())
            }
            guard execution.on(.reported(report), at: now) else { return }
            try transaction.update(execution)
            try transaction.append(.execution(execution.id, device: device))
            let results = report.results.prefix(Self.auditedResultsMax).map {
                "\($0.patch.uuidString.lowercased()) \($0.outcome.rawValue)"
            }
            try audit.record(
                "order.report",
                subject: execution.id.description,
                detail: "\(execution.state.rawValue) " + results.joined(separator: ", "),
                tenant: tenant
            )
        }
    }

    /// How many results of a report the audit log names; the report itself is stored whole.
    private static let auditedResultsMax = 100

    /// Stores why a machine did not act on an order, the ones that nobody sent included.
    ///
    /// It ends the machine's own open execution. A forged order says nothing about the true one of
    /// the same identity and never ends one; it, and everything else, is an incident for the audit
    /// log alone.
    package func refuse(_ refusal: OrderRefusal, by principal: Principal) async throws {
        let id = try Self.device(principal)
        try await environment.change(by: principal) { transaction, now, audit in
            guard let device = try transaction.device(id) else {
                throw DomainError(.deviceNotFound, subject: id.description)
            }
            if refusal.reason != .forged, let order = refusal.order,
                var execution = try transaction.execution(Execution.Identity(order)),
                execution.device == id, execution.on(.refused(refusal), at: now)
            {
                try transaction.update(execution)
                try transaction.append(.execution(execution.id, device: id))
                try audit.record(
                    "order.refuse",
                    subject: execution.id.description,
                    detail: refusal.reason.rawValue,
                    tenant: device.site
                )
                return
            }
            try audit.record(
                "order.refuse_\(refusal.reason.rawValue)",
                subject: id.description,
                detail: "\(refusal.order?.uuidString.lowercased() ?? "unreadable"): "
                    + String(String.UnicodeScalarView(refusal.detail.unicodeScalars.prefix(512))),
                tenant: device.site
            )
        }
    }

    /// Notes facts and contact; says whether the machine's inventory must be uploaded.
    private func note(
        _ checkIn: CheckIn,
        _ id: Device.Identity,
        by principal: Principal
    ) async throws -> Bool {
        let environment = environment
        let now = environment.clock.now
        let needsInventory = try await environment.store.write { transaction in
            guard var device = try transaction.device(id) else {
                throw DomainError(.deviceNotFound, subject: id.description)
            }
            let former = device
            device.facts = checkIn.facts
            device.lastContactAt = now
            var needsInventory = false
            if let digest = checkIn.inventoryDigest {
                if try transaction.hasInventory(digest: digest) {
                    // The agent's clock may be off; a scan lies neither in the future nor before 1970.
                    let scannedAt = max(checkIn.scannedAt ?? now.milliseconds, 0)
                    device.scannedAt = min(Timestamp(milliseconds: scannedAt), now)
                    if former.inventoryDigest != digest,
                        let list = try transaction.inventory(digest: digest)
                    {
                        device.stream = try transaction.stream(of: list)
                        var dates = InstallationDates(transaction, environment.index.snapshot)
                        try dates.note(list, on: &device, at: now)
                    }
                    device.inventoryDigest = digest
                } else {
                    needsInventory = true
                }
            }
            if device != former {
                try transaction.update(device)
                try transaction.append(.device(id))
            }
            if let digest = device.inventoryDigest, digest != former.inventoryDigest {
                try AuditRecorder(transaction: transaction, actor: principal.label, at: now).record(
                    "device.inventory",
                    subject: id.description,
                    detail: "\(digest.prefix(12)) known already",
                    tenant: device.site
                )
            }
            return needsInventory
        }
        try await environment.index.refresh()
        return needsInventory
    }

    /// Leases the orders that the machine shall act on now and signs them.
    private func offer(
        to device: Device.Identity,
        by principal: Principal
    ) async throws -> [SignedOrder] {
        let open = try await environment.store.read { try $0.openExecutions(of: device) }
        guard !open.isEmpty else { return [] }
        let key = environment.orderKey
        return try await environment.change(by: principal) { transaction, now, audit in
            guard let tenant = try transaction.device(device)?.site else { return [] }
            return try transaction.openExecutions(of: device).compactMap { execution in
                var execution = execution
                let isApproved = try Self.isApproved(execution, transaction)
                guard execution.on(isApproved ? .asked : .disapproved, at: now) else { return nil }
                try transaction.update(execution)
                try transaction.append(.execution(execution.id, device: device))
                guard execution.state == .offered else {
                    try audit.record(
                        execution.state == .cancelled ? "order.cancel" : "order.expire",
                        subject: execution.id.description,
                        tenant: tenant
                    )
                    return nil
                }
                return try key.sign(
                    Order(
                        id: execution.id.uuid,
                        device: device.uuid,
                        kind: execution.kind == .scan ? .scan : .install,
                        patches: execution.patches,
                        issuedAt: now.milliseconds,
                        expiresAt: execution.expiresAt.milliseconds
                    )
                )
            }
        }
    }

    /// Whether every patch of an execution may still be installed at its place.
    ///
    /// The approval that counted when the order was made may have been taken back since.
    private static func isApproved(
        _ execution: Execution,
        _ transaction: any StoreTransaction
    ) throws -> Bool {
        guard execution.kind == .install, execution.state == .pending else { return true }
        let approvals = Dictionary(grouping: try transaction.approvals(), by: \.patch)
        return execution.patches.allSatisfy { patch in
            Approval.nearest(approvals[Patch.Identity(patch.patch)] ?? [], to: execution.path)?
                .decision == .approved
        }
    }

    /// Waits for a ring or for the time to pass; `false` where the server, or the caller, stops.
    private static func wait(
        for ring: AsyncStream<Void>,
        atMost duration: Duration,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) async -> Bool {
        await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                for await _ in ring { break }
                return !Task.isCancelled
            }
            group.addTask { (try? await sleep(duration)) != nil }
            let goesOn = await group.next() ?? false
            group.cancelAll()
            return goesOn && !Task.isCancelled
        }
    }

    private static func device(_ principal: Principal) throws -> Device.Identity {
        guard case .agent(let device) = principal.actor else {
            throw DomainError(.permissionMissing, subject: "only agents may do this")
        }
        return device
    }
}
