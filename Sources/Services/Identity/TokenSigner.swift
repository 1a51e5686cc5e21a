// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import JWTKit
import Synchronization

/// Signs JSON Web Tokens (RFC 7519) with HS512 under keys that rotate, and checks signatures.
///
/// It knows nothing of claims but how long a token lives. Safe for concurrent use.
final class TokenSigner: Sendable {
    /// The only algorithm: HMAC with SHA-512 (RFC 7518 §3.2).
    private static let algorithm = "HS512"
    /// The most bytes of a token; ours have some 700.
    private static let bytesMax = 8_192

    private let vault: any SigningKeyVault
    private let random: any RandomSource
    private let lifetime: Duration
    /// The keys as they were last seen in the vault.
    private let seen = Mutex(SigningKeys())

    /// Makes a signer of tokens that live for so long.
    init(vault: any SigningKeyVault, random: any RandomSource, lifetime: Duration) {
        self.vault = vault
        self.random = random
        self.lifetime = lifetime
    }

    /// Signs claims with the newest key; where it has signed for long enough, a new one is made.
    ///
    /// - Throws: ``DomainError/Code/internalFault`` where the vault fails.
    func sign(_ claims: some JWTPayload, at now: Timestamp) async throws -> String {
        let key = try signingKey(at: now)
        return try await Self.collection(of: key).sign(claims, kid: JWKIdentifier(string: key.id))
    }

    /// The claims of a token that one of the keys signed; they are not checked themselves.
    ///
    /// - Throws: ``DomainError/Code/credentialUnknown`` for anything else;
    ///   ``DomainError/Code/internalFault`` where the vault fails.
    func verify<Claims: JWTPayload>(
        _ token: String,
        as type: Claims.Type,
        at now: Timestamp
    ) async throws -> Claims {
        guard let header = Header(of: token, bytesMax: Self.bytesMax),
            header.alg == Self.algorithm, SigningKey.isID(header.kid)
        else { throw DomainError(.credentialUnknown, subject: "JWT") }
        guard let key = try verifyingKey(header.kid, at: now) else {
            throw DomainError(.credentialUnknown, subject: "JWT")
        }
        do {
            // The library takes the algorithm from the key, and falls back to another key where it
            // does not know the name: it is given the only key that may count.
            return try await Self.collection(of: key).verify(token, as: type)
        } catch let error as CancellationError {
            throw error
        } catch {
            throw DomainError(.credentialUnknown, subject: "JWT", underlying: error)
        }
    }

    private func signingKey(at now: Timestamp) throws -> SigningKey {
        if let key = seen.withLock({ $0.signingKey(at: now) }) { return key }
        // Another process may have made the next key already: the vault decides.
        let keys = try Self.naming {
            try vault.change { $0.rotate(at: now, tokenLifetime: lifetime, random: random) }
        }
        seen.withLock { $0 = keys }
        guard let key = keys.signingKey(at: now) else {
            throw DomainError(.internalFault, subject: "keys of tokens")
        }
        return key
    }

    private func verifyingKey(_ id: String, at now: Timestamp) throws -> SigningKey? {
        let known = seen.withLock { $0 }
        if let key = known.verifyingKey(id, at: now, tokenLifetime: lifetime) { return key }
        // Another process may have made it.
        let keys = try Self.naming { try vault.keys() }
        guard let key = keys.verifyingKey(id, at: now, tokenLifetime: lifetime) else { return nil }
        seen.withLock { $0 = keys }
        return key
    }

    /// Asks the vault; its failures name files, which is nothing for those who show a token.
    private static func naming(
        _ ask: () throws -> SigningKeys
    ) throws(DomainError) -> SigningKeys {
        do {
            return try ask()
        } catch {
            throw DomainError(.internalFault, subject: "token keys", underlying: error)
        }
    }

    private static func collection(of key: SigningKey) async -> JWTKeyCollection {
        await JWTKeyCollection().add(
            hmac: HMACKey(from: key.secret),
            digestAlgorithm: .sha512,
            kid: JWKIdentifier(string: key.id)
        )
    }
}

/// What a token says about its signature, before anything is checked.
///
/// The library's own type for headers is not used on what strangers send: it stops the program on
/// numbers that fit no integer.
private struct Header: Decodable {
    let alg: String
    let kid: String

    /// Reads the first of three parts in base64url (RFC 7515 §3.1); `nil` for anything else.
    init?(of token: String, bytesMax: Int) {
        let parts = token.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard token.utf8.count <= bytesMax, parts.count == 3,
            parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isDigit) })
        else { return nil }
        var text = parts[0].map { byte in
            switch byte {
            case UInt8(ascii: "-"): UInt8(ascii: "+")
            case UInt8(ascii: "_"): UInt8(ascii: "/")
            default: byte
            }
        }
        while text.count % 4 != 0 { text.append(UInt8(ascii: "=")) }
        guard let json = Data(base64Encoded: Data(text)),
            let header = try? JSONDecoder().decode(Self.self, from: json)
        else { return nil }
        self = header
    }

    /// Whether a byte is a digit of base64url (RFC 4648 §5).
    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
    }
}
