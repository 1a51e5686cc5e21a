// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Domain
import Fleet
import Foundation
import Services

/// An enrolled machine with its own key, as far as the server can notice it.
struct Machine: Sendable {
    let device: Device.Identity
    private let services: Services
    private let session: Principal

    /// The agent of a device, in a session that was opened long ago.
    init(_ device: Device, _ services: Services) {
        self.device = device.id
        self.services = services
        session = Principal(actor: .agent(device.id), scope: device.path, permissions: [])
    }

    /// Enrols a machine.
    static func enroll(
        _ name: String,
        site: String? = nil,
        group: String? = nil,
        facts: DeviceFacts = DeviceFacts(),
        _ services: Services
    ) async throws -> Machine {
        let seed = Data(SHA256.hash(data: Data("the key of \(name)".utf8)))
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: seed)
        let token = try await services.devices.makeEnrolmentToken(
            site: site,
            group: group,
            by: World.owner
        )
        let admitted = try await services.agents.enroll(
            EnrollRequest(
                token: token,
                publicKey: key.publicKey.rawRepresentation,
                name: name,
                facts: facts
            )
        )
        let id = Device.Identity(admitted.device)
        guard let device = services.index.snapshot.devices[id] else {
            throw DomainError(.deviceNotFound, subject: name)
        }
        return Machine(device.device, services)
    }

    /// Uploads an inventory.
    func upload(_ inventory: Inventory) async throws {
        let bytes = try inventory.canonicalBytes()
        try await services.agents.storeInventory(bytes, digest: Hex.sha256(bytes), by: session)
    }

    /// Calls in and gets the orders that wait, each checked against the server's key.
    ///
    /// `facts` replaces what is known of the machine; else it is as before.
    func orders(facts: DeviceFacts? = nil) async throws -> [Order] {
        let call = CheckIn(
            inventoryDigest: nil,
            scannedAt: nil,
            facts: facts ?? indexed?.device.facts ?? DeviceFacts(),
            waitSeconds: 0
        )
        let reply = try await services.agents.checkIn(call, by: session) { _ in }
        let key = try World.orderKey.publicKey
        return try reply.orders.map { try $0.verified(by: key) }
    }

    /// Says how far it is with an order.
    func tell(_ order: Order, _ phase: OrderProgress.Phase) async throws {
        try await services.agents.progress(
            OrderProgress(order: order.id, phase: phase),
            by: session
        )
    }

    /// Refuses an order.
    func refuse(_ order: Order, _ reason: OrderRefusal.Reason, _ detail: String) async throws {
        try await services.agents.refuse(
            OrderRefusal(order: order.id, reason: reason, detail: detail),
            by: session
        )
    }

    /// Sends a report.
    func send(_ report: OrderReport) async throws {
        try await services.agents.report(report, by: session)
    }

    /// What the server knows of it.
    var indexed: IndexedDevice? { services.index.snapshot.devices[device] }

    /// What is installed, as the server knows.
    var inventory: Inventory? {
        let snapshot = services.index.snapshot
        return snapshot.devices[device].flatMap { snapshot.inventory(of: $0) }
    }
}
