// SPDX-License-Identifier: Apache-2.0
package import Crypto
package import Foundation

/// What an enrolment leaves behind for good: who this machine is and whom it trusts.
package struct Identity: Codable, Sendable, Equatable {
    /// The machine's identity at its server.
    package var device: UUID
    /// The name under which it enrolled.
    package var name: String
    /// The server's address as it was given.
    package var server: String
    /// The Ed25519 public key that must have signed every order, 32 bytes.
    package var orderKey: Data
    /// The SHA-256 fingerprint of the one server certificate that is accepted, in lower-case
    /// hexadecimal; `nil` where the certificate is checked against certification authorities.
    package var certificateFingerprint: String?
    /// Whether those authorities are the ones in the state folder instead of the system's.
    package var usesOwnAuthorities: Bool
    /// When it enrolled, in milliseconds since 1970.
    package var enrolledAt: Int64
    /// The root that it looks after; absent for the machine itself.
    package var root: String?
    /// The HTTP proxy on the way to the server; absent where the environment decides.
    ///
    /// ``ServerProxy/off`` stands for none. It may hold a password.
    package var proxy: String?
    /// The program that restarts the machine in place of the system's own; absent for that.
    package var rebootCommand: String?
}

/// An enrolment with the key that proves it.
package struct Credentials: Sendable {
    /// The enrolment.
    package let identity: Identity
    /// The machine's own key.
    package let key: Curve25519.Signing.PrivateKey
    /// The key that must have signed every order.
    package let orderKey: Curve25519.Signing.PublicKey
}

extension StateDirectory {
    private static let identityFile = "identity.json"
    private static let keyFile = "key"

    /// The enrolment, or `nil` where there is none.
    package func identity() throws -> Identity? {
        try read(Identity.self, Self.identityFile)
    }

    /// The enrolment with its key.
    ///
    /// - Throws: ``AgentFailure/notEnrolled(state:)``, or ``AgentFailure/damagedState(path:reason:)``
    ///   when a key is not one.
    package func credentials() throws -> Credentials {
        guard let identity = try identity() else { throw AgentFailure.notEnrolled(state: path) }
        let keyPath = file(Self.keyFile)
        guard let text = try DurableFile.read(keyPath),
            let raw = Data(base64Encoded: text, options: .ignoreUnknownCharacters),
            let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw)
        else {
            throw AgentFailure.damagedState(path: keyPath, reason: "not an Ed25519 private key")
        }
        guard let orderKey = try? Curve25519.Signing.PublicKey(rawRepresentation: identity.orderKey)
        else {
            let reason = "orderKey is not an Ed25519 public key"
            throw AgentFailure.damagedState(path: file(Self.identityFile), reason: reason)
        }
        return Credentials(identity: identity, key: key, orderKey: orderKey)
    }

    /// Stores an enrolment: the key first, so that an identity never stands without its key.
    func store(_ identity: Identity, key: Curve25519.Signing.PrivateKey) throws {
        let text = Data((key.rawRepresentation.base64EncodedString() + "\n").utf8)
        try DurableFile.write(text, to: file(Self.keyFile))
        try write(identity, Self.identityFile)
    }
}
