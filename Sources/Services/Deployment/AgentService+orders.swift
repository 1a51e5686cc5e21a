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
            let orders = try await offer(
                to: device,
                isInventoryKnown: !needsInventory,
                by: principal
            )
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
        try await settleReports(of: id, by: principal)
    }

    /// Holds the reports that wait for it against the inventory that has just come.
    private func settleReports(of id: Device.Identity, by principal: Principal) async throws {
        let open = try await environment.store.read { try $0.openExecutions(of: id) }
        guard open.contains(where: \.awaitsProof) else { return }
        try await environment.change(by: principal) { [environment] transaction, now, audit in
            let engine = environment.engine(transaction, audit: audit)
            guard let device = try engine.fleet.device(id) else { return }
            try engine.proveReports(of: device, at: now)
        }
    }

    /// Takes in how far a machine is with an order.
    package func progress(_ progress: OrderProgress, by principal: Principal) async throws {
        let device = try Self.device(principal)
        try await environment.change(by: principal) { [environment] transaction, now, audit in
            try environment.engine(transaction, audit: audit).progress(
                progress,
                of: device,
                at: now
            )
        }
    }

    /// Stores a report; storing it again changes nothing.
    package func report(_ report: OrderReport, by principal: Principal) async throws {
        let device = try Self.device(principal)
        try await environment.change(by: principal) { [environment] transaction, now, audit in
            try environment.engine(transaction, audit: audit).report(report, of: device, at: now)
        }
    }

    /// Stores why a machine did not act on an order, the ones that nobody sent included.
    ///
    /// It ends the machine's own open execution, or begins its next attempt. A forged order says
    /// nothing about the true one of the same identity and never ends one; it, and everything else,
    /// is an incident for the audit log alone.
    package func refuse(_ refusal: OrderRefusal, by principal: Principal) async throws {
        let id = try Self.device(principal)
        try await environment.change(by: principal) { [environment] transaction, now, audit in
            guard let device = try transaction.device(id) else {
                throw DomainError(.deviceNotFound, subject: id.description)
            }
            let engine = environment.engine(transaction, audit: audit)
            if try engine.refuse(refusal, of: id, at: now) { return }
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
        if isOnlyContact(checkIn, id, at: now) { return false }
        let unwritten = contacts.contact(of: id)
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
            let audit = AuditRecorder(transaction: transaction, actor: principal.label, at: now)
            if let digest = device.inventoryDigest, digest != former.inventoryDigest {
                try audit.record(
                    "device.inventory",
                    subject: id.description,
                    detail: "\(digest.prefix(12)) known already",
                    tenant: device.site
                )
            }
            if let last = [former.lastContactAt, unwritten].compactMap(\.self).max() {
                try environment.engine(transaction, audit: audit)
                    .returned(id, after: now - last, at: now)
            }
            return needsInventory
        }
        try await environment.index.refresh()
        return needsInventory
    }

    /// Leases the orders that the machine shall act on now and signs them.
    private func offer(
        to device: Device.Identity,
        isInventoryKnown: Bool,
        by principal: Principal
    ) async throws -> [SignedOrder] {
        let environment = environment
        let now = environment.clock.now
        let hasWork = try await environment.store.read { transaction in
            try environment.engine(
                transaction,
                audit: AuditRecorder(transaction: transaction, actor: principal.label, at: now)
            ).hasWork(for: device, at: now)
        }
        guard hasWork else { return [] }
        // What another process has approved must not be judged by what was known before.
        try await environment.index.refresh()
        let key = environment.orderKey
        return try await environment.change(by: principal) { transaction, now, audit in
            let engine = environment.engine(transaction, audit: audit)
            try engine.activated(device, at: now)
            return try engine.orders(for: device, isInventoryKnown: isInventoryKnown, at: now)
                .map { try key.sign($0) }
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

    static func device(_ principal: Principal) throws -> Device.Identity {
        guard case .agent(let device) = principal.actor else {
            throw DomainError(.permissionMissing, subject: "only agents may do this")
        }
        return device
    }
}
