// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Domain
import Fleet
import Foundation
import Services
import Testing

/// An enrolled machine with its own key, as far as the face can notice it.
struct Machine: Sendable {
    let device: Device.Identity
    let facts: DeviceFacts
    private let services: Services
    private let session: Principal
    private let orderKey: Curve25519.Signing.PublicKey

    /// Enrols a machine and opens its session.
    static func enroll(
        named name: String,
        site: String? = nil,
        group: String? = nil,
        facts: DeviceFacts = DeviceFacts(),
        with services: Services,
        _ clock: SteppingClock
    ) async throws -> Machine {
        let seed = Data(repeating: UInt8(name.utf8.count) &+ (name.utf8.first ?? 0), count: 32)
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
        let nonce = Data(repeating: 9, count: 16)
        let time = clock.now.milliseconds
        let signed = SessionRequest.signedBytes(
            device: admitted.device,
            timestamp: time,
            nonce: nonce
        )
        let opened = try await services.agents.openSession(
            SessionRequest(
                device: admitted.device,
                timestamp: time,
                nonce: nonce,
                signature: try key.signature(for: signed)
            )
        )
        return Machine(
            device: Device.Identity(admitted.device),
            facts: facts,
            services: services,
            session: try await services.agents.authenticate(token: opened.token),
            orderKey: try Curve25519.Signing.PublicKey(rawRepresentation: admitted.orderKey)
        )
    }

    /// Uploads an inventory.
    func upload(_ inventory: Inventory) async throws {
        let bytes = try inventory.canonicalBytes()
        try await services.agents.storeInventory(bytes, digest: Hex.sha256(bytes), by: session)
    }

    /// Calls in and gets the orders that wait, each checked against the pinned key.
    func orders() async throws -> [Order] {
        let call = CheckIn(inventoryDigest: nil, scannedAt: nil, facts: facts, waitSeconds: 0)
        let reply = try await services.agents.checkIn(call, by: session) { _ in }
        return try reply.orders.map { try $0.verified(by: orderKey) }
    }

    /// Reports one outcome for every patch of an order.
    func report(
        _ order: Order,
        _ outcome: PatchResult.Outcome,
        failure: Failure? = nil,
        at time: Timestamp
    ) async throws {
        let results = order.patches.map {
            PatchResult(
                patch: $0.patch,
                outcome: outcome,
                failure: failure,
                packages: $0.packages
            )
        }
        var report = OrderReport(
            order: order.id,
            startedAt: time.milliseconds,
            finishedAt: time.milliseconds,
            results: results,
            failure: nil,
            reboot: .notNeeded,
            wasResumed: false
        )
        // What it uploaded last was read after the work.
        report.inventoryDigest = services.index.snapshot.devices[device]?.device.inventoryDigest
        try await services.agents.report(report, by: session)
    }
}
