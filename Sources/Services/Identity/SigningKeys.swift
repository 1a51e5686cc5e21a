// SPDX-License-Identifier: Apache-2.0
package import Domain

/// The keys that sign tokens: the newest signs, and the older ones verify as long as a token that
/// they signed can live.
///
/// A value without clock and chance: both are arguments.
package struct SigningKeys: Codable, Sendable, Equatable {
    /// How long a key signs before the next one does.
    package static let rotation: Duration = .seconds(24 * 3_600)
    /// How far the clocks of two processes on one folder may differ.
    package static let leeway: Duration = .seconds(60)

    /// The keys, in the order in which they were made.
    package private(set) var keys: [SigningKey]

    /// No key at all.
    package init() { keys = [] }

    /// The key that signs now; `nil` where it is time for a new one.
    package func signingKey(at now: Timestamp) -> SigningKey? {
        keys.last { $0.createdAt <= now + Self.leeway && now - $0.createdAt < Self.rotation }
    }

    /// The key with a name, where a token that it signed can still be valid.
    package func verifyingKey(
        _ id: String,
        at now: Timestamp,
        tokenLifetime: Duration
    ) -> SigningKey? {
        keys.first { $0.id == id && Self.isAlive($0, at: now, tokenLifetime) }
    }

    /// Adds a key where it is time for a new one, and drops those whose tokens have all expired.
    ///
    /// A key from the future was made while the clock was wrong. It is dropped too: otherwise it
    /// would sign until that future has passed.
    package mutating func rotate(
        at now: Timestamp,
        tokenLifetime: Duration,
        random: any RandomSource
    ) {
        guard signingKey(at: now) == nil else { return }
        keys.removeAll { !Self.isAlive($0, at: now, tokenLifetime) }
        keys.append(SigningKey(madeAt: now, random: random))
    }

    private static func isAlive(
        _ key: SigningKey,
        at now: Timestamp,
        _ tokenLifetime: Duration
    ) -> Bool {
        let age = now - key.createdAt
        return age >= .zero - leeway && age <= rotation + tokenLifetime + leeway
    }
}

/// Where the keys of tokens are kept.
///
/// Implementations are safe for concurrent use, by several processes too where the place is a file.
package protocol SigningKeyVault: Sendable {
    /// The keys as they are kept now; none before the first token.
    func keys() throws -> SigningKeys
    /// Changes the keys and keeps the result before it returns; nobody else changes them meanwhile.
    func change(_ body: (inout SigningKeys) -> Void) throws -> SigningKeys
}
