// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Foundation
import TestSupport
import Testing

/// An agent played by the test: the same messages with a key of its own, but no machine behind it.
struct ScriptedAgent: Sendable {
    /// The server's address with the path of the agents' endpoints.
    let url: String
    /// Its identity at the server.
    let device: UUID
    /// The key that the server's orders are signed with.
    let orderKey: Curve25519.Signing.PublicKey
    /// Its own key.
    let key: Curve25519.Signing.PrivateKey
    /// The token of its session.
    let token: String

    /// Enrols a new device and opens its first session.
    init(named name: String, at server: RunningServer) async throws {
        let url = server.url + AgentProtocol.path
        let key = Curve25519.Signing.PrivateKey()
        let enrolment = EnrollRequest(
            token: try await server.enrolmentToken(),
            publicKey: key.publicKey.rawRepresentation,
            name: name,
            facts: DeviceFacts(hostName: name)
        )
        let reply = try await Self.send(enrolment, to: url + "/enroll")
        try #require(reply.status == 200, "\(reply.body)")
        let identity = try JSONDecoder().decode(EnrollReply.self, from: Data(reply.body.utf8))
        let request = try Self.sessionRequest(device: identity.device, key: key)
        let opened = try await Self.send(request, to: url + "/session")
        try #require(opened.status == 200, "\(opened.body)")
        let session = try JSONDecoder().decode(SessionReply.self, from: Data(opened.body.utf8))
        self.url = url
        self.key = key
        device = identity.device
        orderKey = try Curve25519.Signing.PublicKey(rawRepresentation: identity.orderKey)
        token = session.token
    }

    /// A signed request for a session.
    static func sessionRequest(
        device: UUID,
        key: Curve25519.Signing.PrivateKey,
        timestamp: Int64 = Int64(Date().timeIntervalSince1970 * 1_000)
    ) throws -> SessionRequest {
        let nonce = Data(UUID().uuidString.utf8)
        let bytes = SessionRequest.signedBytes(device: device, timestamp: timestamp, nonce: nonce)
        return SessionRequest(
            device: device,
            timestamp: timestamp,
            nonce: nonce,
            signature: try key.signature(for: bytes)
        )
    }

    /// Sends a message without a session.
    static func send(_ message: some Encodable, to url: String) async throws -> HTTPReply {
        let body = String(decoding: try JSONEncoder().encode(message), as: UTF8.self)
        return try await Curl.call(url, body: body)
    }

    /// The header field that carries the session's token.
    var authorization: [String] { ["--header", "Authorization: Bearer \(token)"] }

    /// Sends a message in the session.
    func send(_ message: some Encodable, to path: String) async throws -> HTTPReply {
        let body = String(decoding: try JSONEncoder().encode(message), as: UTF8.self)
        return try await Curl.call("\(url)/\(path)", authorization, body: body)
    }

    /// Uploads bytes as the inventory with a digest.
    func upload(_ bytes: String, digest: String) async throws -> HTTPReply {
        let arguments = authorization + ["--request", "PUT"]
        return try await Curl.call("\(url)/inventory/\(digest)", arguments, body: bytes)
    }

    /// Uploads an inventory and returns its digest.
    @discardableResult
    func upload(_ inventory: Inventory) async throws -> String {
        let bytes = try inventory.canonicalBytes()
        let digest = Self.digest(bytes)
        let reply = try await upload(String(decoding: bytes, as: UTF8.self), digest: digest)
        try #require(reply.status == 204, "\(reply.body)")
        return digest
    }

    /// The inventory of a Debian 12 machine with one package.
    static func inventory(of package: String, version: String) -> Inventory {
        let row = InstalledPackage(
            name: package,
            architecture: "amd64",
            version: version,
            source: package
        )
        return Inventory(
            stream: "debian:12",
            architecture: "amd64",
            packages: [row],
            repositories: nil
        )
    }

    /// A report on an order: each of its patches was installed, and the inventory with the digest
    /// proves it.
    func report(on order: Order, inventory digest: String? = nil) -> OrderReport {
        var report = OrderReport(
            order: order.id,
            startedAt: order.issuedAt,
            finishedAt: order.issuedAt,
            results: order.patches.map { patch in
                PatchResult(
                    patch: patch.patch,
                    outcome: .installed,
                    failure: nil,
                    packages: patch.packages
                )
            },
            failure: nil,
            reboot: .notNeeded,
            wasResumed: false
        )
        report.inventoryDigest = digest
        return report
    }

    /// Checks in without waiting, and returns the orders whose signatures are right.
    func orders(inventory digest: String? = nil) async throws -> [Order] {
        let message = CheckIn(
            inventoryDigest: digest,
            scannedAt: nil,
            facts: DeviceFacts(),
            waitSeconds: 0
        )
        let reply = try await send(message, to: "checkin")
        try #require(reply.status == 200, "\(reply.body)")
        let answer = try JSONDecoder().decode(CheckInReply.self, from: Data(reply.body.utf8))
        return try answer.orders.map { try $0.verified(by: orderKey) }
    }

    /// The name of an inventory's bytes.
    static func digest(_ bytes: Data) -> String {
        SHA256.hash(data: bytes).map { byte in
            let text = String(byte, radix: 16)
            return byte < 16 ? "0" + text : text
        }.joined()
    }
}
