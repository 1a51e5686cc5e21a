// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
import Crypto
package import Domain
import Foundation

/// What enrolled machines call: enrolment, sessions, check-ins, inventories and reports.
package struct AgentService: Sendable {
    /// How long a session's token serves.
    package static let sessionLifetime: Duration = .seconds(3_600)
    /// How long a nonce may be: long enough to be never used twice, short enough to be remembered.
    private static let nonceBytes = 16...128

    let environment: ServiceEnvironment
    private let nonces = NonceMemory()
    let bell = OrderBell()
    let contacts = ContactBook()

    init(_ environment: ServiceEnvironment) {
        self.environment = environment
        environment.index.onExecution { [bell] in bell.ring($0) }
    }

    /// Admits a machine that holds a valid token; one use of the token is used up.
    ///
    /// A machine of the same name in the token's site gets the new key, so that a machine that was
    /// set up anew keeps its history; the old key opens no session any more, and the sessions that
    /// it opened end.
    package func enroll(_ request: EnrollRequest) async throws -> EnrollReply {
        guard request.publicKey.count == 32,
            (try? Curve25519.Signing.PublicKey(rawRepresentation: request.publicKey)) != nil
        else { throw DomainError(.requestInvalid, subject: "publicKey: 32 bytes of Ed25519") }
        let name = request.name.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !name.isEmpty, name.utf8.count <= 255,
            !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else {
            throw DomainError(
                .requestInvalid,
                subject: "name: 1 to 255 bytes without control characters"
            )
        }
        let environment = environment
        let principal = Principal(actor: .system, scope: TenantPath(root: 1), permissions: [])
        // Strangers are turned away before they can keep a writer waiting.
        let arrival = environment.clock.now
        _ = try await environment.store.read { transaction in
            try Self.enrolmentToken(request.token, at: arrival, transaction)
        }
        return try await environment.change(by: principal) { transaction, now, audit in
            let (token, site) = try Self.enrolmentToken(request.token, at: now, transaction)
            let uses = Int(token.scope) ?? 1
            if uses > 1 {
                try transaction.setScope("\(uses - 1)", of: token.id)
            } else {
                try transaction.revoke(token.id, at: now)
            }
            let known = try transaction.device(named: name, site: site.id)
            var device =
                try known
                ?? Device(
                    id: Device.Identity(environment.random.uuid()),
                    number: transaction.nextNumber(of: "device"),
                    site: site.id,
                    path: site.path,
                    name: name,
                    facts: request.facts,
                    enrolledAt: now,
                    agentKey: nil
                )
            device.agentKey = request.publicKey
            device.facts = request.facts
            device.lastContactAt = now
            if known == nil {
                try transaction.insert(device)
            } else {
                try transaction.update(device)
            }
            if let group = token.group {
                try transaction.add(device.id, to: group)
                try transaction.append(.structure)
            }
            try transaction.append(.device(device.id))
            try audit.record(
                known == nil ? "device.enroll" : "device.enroll_again",
                subject: device.id.description,
                detail: name,
                tenant: site.id
            )
            return EnrollReply(device: device.id.uuid, orderKey: environment.orderKey.publicKey)
        }
    }

    private static func enrolmentToken(
        _ secret: String,
        at now: Timestamp,
        _ transaction: any StoreTransaction
    ) throws -> (token: Credential, site: Tenant) {
        guard
            let token = try transaction.credential(
                kind: .enrolment,
                secretHash: AccessService.hash(secret)
            ),
            let site = try transaction.tenant(token.tenant)
        else { throw DomainError(.credentialUnknown, subject: "enrolment token") }
        guard token.isValid(at: now) else {
            throw DomainError(
                .credentialExpired,
                subject: "enrolment token",
                hint: "make a new one with thimble enroll-token create"
            )
        }
        return (token, site)
    }

    /// Opens a session for a machine that proves that it holds its key.
    ///
    /// - Throws: ``DomainError/Code/clockSkew``, ``DomainError/Code/signatureInvalid``,
    ///   ``DomainError/Code/nonceReused`` or ``DomainError/Code/deviceNotFound``.
    package func openSession(_ request: SessionRequest) async throws -> SessionReply {
        let now = environment.clock.now
        let id = Device.Identity(request.device)
        guard let device = try await environment.store.read({ try $0.device(id) }),
            let key = device.agentKey
        else { throw DomainError(.deviceNotFound, subject: id.description) }
        let signed = SessionRequest.signedBytes(
            device: request.device,
            timestamp: request.timestamp,
            nonce: request.nonce
        )
        guard Self.nonceBytes.contains(request.nonce.count),
            try Curve25519.Signing.PublicKey(rawRepresentation: key)
                .isValidSignature(request.signature, for: signed)
        else { throw DomainError(.signatureInvalid, subject: id.description) }
        let tolerance = Duration.milliseconds(AgentProtocol.clockToleranceMilliseconds)
        let skew = Timestamp(milliseconds: request.timestamp) - now
        guard skew <= tolerance, .zero - skew <= tolerance else {
            throw DomainError(.clockSkew, subject: "the clocks differ by \(skew)")
        }
        guard nonces.remember(request.nonce, of: id, at: now) else {
            throw DomainError(.nonceReused, subject: id.description)
        }
        let token = environment.random.secret()
        var credential = Credential(
            id: Credential.Identity(environment.random.uuid()),
            tenant: device.site,
            kind: .agentSession,
            dialect: "agent",
            secretHash: AccessService.hash(token),
            scope: Self.scope(of: key),
            createdAt: now,
            expiresAt: now + Self.sessionLifetime
        )
        credential.device = id
        let made = credential
        try await environment.store.write { transaction in
            try transaction.deleteCredentials(kind: .agentSession, endedBefore: now)
            try transaction.insert(made)
        }
        return SessionReply(
            token: token,
            expiresInSeconds: Int(Self.sessionLifetime.components.seconds),
            serverTime: now.milliseconds
        )
    }

    /// The principal of a session's token.
    package func authenticate(token: String) async throws -> Principal {
        let now = environment.clock.now
        return try await environment.store.read { transaction in
            guard
                let session = try transaction.credential(
                    kind: .agentSession,
                    secretHash: AccessService.hash(token)
                ),
                let id = session.device, let device = try transaction.device(id),
                // A machine that was enrolled anew has another key; what the old one opened ends.
                session.scope == device.agentKey.map(Self.scope)
            else { throw DomainError(.credentialUnknown, subject: "session token") }
            guard session.isValid(at: now) else {
                throw DomainError(.credentialExpired, subject: "session token")
            }
            return Principal(actor: .agent(id), scope: device.path, permissions: [])
        }
    }

    /// The mark by which a session knows the key that opened it.
    private static func scope(of key: Data) -> String { "key:\(Hex.sha256(key))" }
}
