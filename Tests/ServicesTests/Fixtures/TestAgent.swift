// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Crypto
import Domain
import Fleet
import Foundation
import Services

/// A machine that speaks to the services as the real agent does.
struct TestAgent: Sendable {
    let server: TestServer
    let device: UUID
    let keyByte: UInt8
    let principal: Principal

    var identity: Device.Identity { .init(device) }

    /// The key of a machine, made of one repeated byte.
    static func key(_ byte: UInt8) throws -> Curve25519.Signing.PrivateKey {
        try Curve25519.Signing.PrivateKey(rawRepresentation: Data(repeating: byte, count: 32))
    }

    /// A session request that is signed by a key.
    static func sessionRequest(
        _ device: UUID,
        keyByte: UInt8,
        at: Timestamp,
        nonce: Data
    ) throws -> SessionRequest {
        let signed = SessionRequest.signedBytes(
            device: device,
            timestamp: at.milliseconds,
            nonce: nonce
        )
        return SessionRequest(
            device: device,
            timestamp: at.milliseconds,
            nonce: nonce,
            signature: try key(keyByte).signature(for: signed)
        )
    }

    /// Calls without waiting.
    @discardableResult
    func checkIn(_ inventory: Inventory? = nil, wait: Int = 0) async throws -> CheckInReply {
        let digest = try inventory.map { Hex.sha256(try $0.canonicalBytes()) }
        return try await server.services.agents.checkIn(
            CheckIn(
                inventoryDigest: digest,
                scannedAt: server.clock.now.milliseconds,
                facts: DeviceFacts(hostName: "m"),
                waitSeconds: wait
            ),
            by: principal,
            sleep: { [server] in try await server.clock.sleep(for: $0) }
        )
    }

    /// Uploads an inventory as the protocol wants it.
    func upload(_ inventory: Inventory) async throws {
        let bytes = try inventory.canonicalBytes()
        try await server.services.agents.storeInventory(
            bytes,
            digest: Hex.sha256(bytes),
            by: principal
        )
    }

    /// The orders that come with a check-in, verified.
    func orders() async throws -> [Order] {
        try await checkIn().orders.map { try verified($0) }
    }

    /// Reads an order with the key that enrolment gave.
    func verified(_ order: SignedOrder) throws -> Order {
        let key = try Curve25519.Signing.PrivateKey(
            rawRepresentation: Data(repeating: 77, count: 32)
        )
        return try order.verified(by: key.publicKey)
    }

    /// Reports one outcome for every patch of an order; after an installation the inventory that
    /// proves it follows.
    func report(_ order: Order, _ outcome: PatchResult.Outcome = .installed) async throws {
        var report = Self.report(order.id, order.patches, outcome)
        let proof = outcome == .installed ? try inventory(after: order) : nil
        report.inventoryDigest = try proof.map { Hex.sha256(try $0.canonicalBytes()) }
        try await server.services.agents.report(report, by: principal)
        if let proof { try await upload(proof) }
    }

    /// The machine's inventory with what an order brings; `nil` where nothing changes.
    private func inventory(after order: Order) throws -> Inventory? {
        let snapshot = server.services.index.snapshot
        guard let device = snapshot.devices[identity],
            let present = snapshot.inventory(of: device)
        else { return nil }
        let versions = Dictionary(
            order.patches.flatMap(\.packages).map { ($0.name, $0.version) },
            uniquingKeysWith: { _, last in last }
        )
        guard !versions.isEmpty else { return nil }
        return Inventory(
            stream: present.stream,
            architecture: present.architecture,
            packages: present.packages.map { package in
                var package = package
                if let name = package.name, let version = versions[name] {
                    package.version = version
                }
                return package
            },
            repositories: present.repositories
        )
    }

    static func report(
        _ order: UUID,
        _ patches: [OrderPatch],
        _ outcome: PatchResult.Outcome
    ) -> OrderReport {
        OrderReport(
            order: order,
            startedAt: 1,
            finishedAt: 2,
            results: patches.map {
                PatchResult(patch: $0.patch, outcome: outcome, failure: nil, packages: $0.packages)
            },
            failure: nil,
            reboot: .unknown,
            wasResumed: false
        )
    }
}

extension TestServer {
    /// Enrols a machine and opens its session.
    func enroll(
        _ name: String,
        keyByte: UInt8 = 1,
        site: String? = nil,
        group: String? = nil
    ) async throws -> TestAgent {
        let token = try await services.devices.makeEnrolmentToken(
            site: site,
            group: group,
            by: operatorPrincipal
        )
        let reply = try await services.agents.enroll(
            EnrollRequest(
                token: token,
                publicKey: TestAgent.key(keyByte).publicKey.rawRepresentation,
                name: name,
                facts: DeviceFacts(hostName: name)
            )
        )
        let session = try await services.agents.openSession(
            TestAgent.sessionRequest(
                reply.device,
                keyByte: keyByte,
                at: clock.now,
                nonce: Data(name.utf8) + Data(token.utf8)
            )
        )
        return TestAgent(
            server: self,
            device: reply.device,
            keyByte: keyByte,
            principal: try await services.agents.authenticate(token: session.token)
        )
    }

    /// Enrols a machine that has these packages.
    func enroll(
        _ name: String,
        having packages: [String: String],
        keyByte: UInt8 = 1,
        site: String? = nil
    ) async throws -> TestAgent {
        let agent = try await enroll(name, keyByte: keyByte, site: site)
        try await agent.upload(Feeds.inventory(packages))
        return agent
    }

    /// What is known of an enrolled machine.
    func indexed(_ agent: TestAgent) throws -> IndexedDevice {
        let found = try view().devices().first { $0.device.id == agent.identity }
        guard let found else {
            throw DomainError(.deviceNotFound, subject: agent.identity.description)
        }
        return found
    }

    /// The findings of a machine, each as `source state`.
    func findings(_ agent: TestAgent) throws -> [String] {
        let device = try indexed(agent)
        return try view().snapshot.findings(device).map {
            "\($0.patch.source) \($0.state.rawValue)"
        }.sorted()
    }
}
