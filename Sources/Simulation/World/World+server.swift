// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain
import Foundation

/// The server is killed before it could commit.
private struct Killed: Error {}

extension World {
    /// Runs a transaction: all of it, or nothing where the server is killed or something fails.
    ///
    /// `nil` where nothing of it stays. A failure that no caller expects breaks a law.
    @discardableResult
    func transact<Result>(
        _ name: String,
        expecting codes: Set<DomainError.Code> = [],
        _ body: (DeploymentEngine) throws -> Result
    ) -> Result? {
        do {
            return try attempt(body)
        } catch let error as DomainError where codes.contains(error.code) {
            return nil
        } catch is Killed {
            trace.add(.note("the server is killed during \(name)"), at: now)
            return nil
        } catch {
            laws.find("failure", "\(name) fails: \(error)", at: now)
            return nil
        }
    }

    /// Runs a transaction and tells why it failed.
    func attempt<Result>(_ body: (DeploymentEngine) throws -> Result) throws -> Result {
        // A snapshot is worth its price only where it may be needed.
        let isDoomed = dice.happens(frame.faults.serverKilled)
        var notesLeft = isDoomed ? dice.roll(0...3) : .max
        let former = isDoomed ? (store.contents, fleet.records, fleet.inventories) : nil
        var passed: [(Deployment.Identity, Timestamp)] = []
        let engine = DeploymentEngine(
            store: store,
            sequences: store,
            fleet: fleet,
            makeID: { self.dice.uuid() },
            note: { note in
                notesLeft -= 1
                if notesLeft < 0 { throw Killed() }
                if case .passed(let deployment, let slot, _) = note {
                    passed.append((deployment.id, slot))
                }
            }
        )
        do {
            let result = try body(engine)
            if isDoomed { throw Killed() }
            commit(passed)
            return result
        } catch {
            if let former {
                store.undo(to: former.0)
                fleet.records = former.1
                fleet.inventories = former.2
            }
            throw error
        }
    }

    private func commit(_ passed: [(Deployment.Identity, Timestamp)]) {
        for (deployment, slot) in passed { laws.passed(deployment, slot: slot) }
        for event in store.events {
            trace.add(.store(event), at: now)
            laws.observe(event, in: self)
        }
        store.events.removeAll(keepingCapacity: true)
        laws.committed(store, at: now)
    }
}

extension World: SimulatedServer {
    /// Answers one kind of call, in one transaction.
    package func checkIn(
        _ message: CheckIn,
        of device: Device.Identity,
        at now: Timestamp
    ) throws -> AgentAnswer {
        try attempt { engine in
            guard var record = fleet.records[device] else {
                throw DomainError(.deviceNotFound, subject: device.short)
            }
            let absence = record.target.lastContactAt.map { now - $0 }
            record.note(message, at: now)
            var needsInventory = false
            if let digest = message.inventoryDigest {
                if let stock = fleet.inventories[digest] {
                    record.learn(stock, digest: digest, scannedAt: message.scannedAt, at: now)
                } else {
                    needsInventory = true
                }
            }
            fleet.records[device] = record
            if let absence { try engine.returned(device, after: absence, at: now) }
            let orders = try hand(engine, device, isInventoryKnown: !needsInventory)
            return .checkedIn(
                needsInventory: needsInventory,
                orders: orders,
                serverTime: now
            )
        }
    }

    /// The orders of a device; a look beforehand must not say that there is nothing to do.
    private func hand(
        _ engine: DeploymentEngine,
        _ device: Device.Identity,
        isInventoryKnown: Bool
    ) throws -> [Order] {
        let hasWork = try engine.hasWork(for: device, at: now)
        let changes = store.events.count
        try engine.activated(device, at: now)
        let orders = try engine.orders(
            for: device,
            isInventoryKnown: isInventoryKnown,
            at: now
        )
        if !hasWork, !orders.isEmpty || store.events.count > changes {
            laws.find("work", "there was something to do, unseen", device: device, at: now)
        }
        return orders
    }

    /// Answers one kind of call, in one transaction.
    package func inventory(
        _ stock: PackageStock,
        digest: String,
        of device: Device.Identity,
        at now: Timestamp
    ) throws -> AgentAnswer {
        try attempt { engine in
            guard var record = fleet.records[device] else {
                throw DomainError(.deviceNotFound, subject: device.short)
            }
            fleet.inventories[digest] = stock
            record.learn(stock, digest: digest, scannedAt: nil, at: now)
            fleet.records[device] = record
            try engine.proveReports(of: record.target, at: now)
            return .accepted
        }
    }

    /// Answers one kind of call, in one transaction.
    package func progress(
        _ progress: OrderProgress,
        of device: Device.Identity,
        at now: Timestamp
    ) throws -> AgentAnswer {
        try attempt { engine in
            try engine.progress(progress, of: device, at: now)
            fleet.records[device]?.target.lastContactAt = now
            return .accepted
        }
    }

    /// Answers one kind of call, in one transaction.
    package func report(
        _ report: OrderReport,
        of device: Device.Identity,
        at now: Timestamp
    ) throws -> AgentAnswer {
        try attempt { engine in
            try engine.report(report, of: device, at: now)
            fleet.records[device]?.target.lastContactAt = now
            return .accepted
        }
    }

    /// Answers one kind of call, in one transaction.
    package func refuse(
        _ refusal: OrderRefusal,
        of device: Device.Identity,
        at now: Timestamp
    ) throws -> AgentAnswer {
        try attempt { engine in
            _ = try engine.refuse(refusal, of: device, at: now)
            return .accepted
        }
    }
}
