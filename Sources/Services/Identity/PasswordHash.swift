// SPDX-License-Identifier: Apache-2.0
import Crypto
import CryptoExtras
package import Foundation

/// A salted scrypt hash (RFC 7914) in the form `scrypt$N$r$p$salt$hash`, the last two in base64.
package struct PasswordHash: Sendable {
    /// The stored form.
    package let text: String

    /// The cost of new hashes: N = 2^14, r = 8, p = 1, about 16 MB and some 50 ms each.
    private static let rounds = 16_384
    private static let blockSize = 8
    private static let parallelism = 1

    /// Hashes a password.
    package init(_ password: String, salt: [UInt8]) throws {
        let hash = try Self.derive(
            password,
            salt: Data(salt),
            rounds: Self.rounds,
            blockSize: Self.blockSize,
            parallelism: Self.parallelism
        )
        text = [
            "scrypt", String(Self.rounds), String(Self.blockSize), String(Self.parallelism),
            Data(salt).base64EncodedString(), hash.base64EncodedString(),
        ].joined(separator: "$")
    }

    /// A hash of the same cost that no password has: its 32 bytes are zeros.
    static let ofNobody = PasswordHash(
        stored: [
            "scrypt", String(rounds), String(blockSize), String(parallelism),
            Data(repeating: 0, count: 16).base64EncodedString(),
            Data(repeating: 0, count: 32).base64EncodedString(),
        ].joined(separator: "$")
    )

    /// A hash as it was stored.
    package init(stored text: String) { self.text = text }

    /// Whether a password is the one that was hashed; `false` for a stored text that is damaged.
    package func matches(_ password: String) -> Bool {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, parts[0] == "scrypt",
            let rounds = Int(parts[1]), let blockSize = Int(parts[2]),
            let parallelism = Int(parts[3]), let salt = Data(base64Encoded: parts[4]),
            let expected = Data(base64Encoded: parts[5]),
            // Outside these ranges the derivation stops the program, or takes minutes.
            (2...1 << 20).contains(rounds), rounds.nonzeroBitCount == 1,
            (1...64).contains(blockSize), (1...16).contains(parallelism),
            let actual = try? Self.derive(
                password,
                salt: salt,
                rounds: rounds,
                blockSize: blockSize,
                parallelism: parallelism
            )
        else { return false }
        return ConstantTime.equal(actual, expected)
    }

    private static func derive(
        _ password: String,
        salt: Data,
        rounds: Int,
        blockSize: Int,
        parallelism: Int
    ) throws -> Data {
        try KDF.Scrypt.deriveKey(
            from: Data(password.utf8),
            salt: salt,
            outputByteCount: 32,
            rounds: rounds,
            blockSize: blockSize,
            parallelism: parallelism
        ).withUnsafeBytes { Data($0) }
    }
}

/// Comparison whose time does not depend on where two values differ.
package enum ConstantTime {
    /// Whether two byte strings are equal.
    package static func equal(_ first: Data, _ second: Data) -> Bool {
        guard first.count == second.count else { return false }
        return zip(first, second).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
