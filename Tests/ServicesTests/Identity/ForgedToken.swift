// SPDX-License-Identifier: Apache-2.0

import Crypto
import Foundation

/// A JSON Web Token that a test takes apart and puts together as it likes.
struct ForgedToken {
    var header: [String: Any]
    var claims: [String: Any]

    /// Reads a token.
    init(_ token: String) throws {
        let parts = token.split(separator: ".").map(String.init)
        header = try Self.object(parts[0])
        claims = try Self.object(parts[1])
    }

    /// The token with a signature of SHA-512 under a secret.
    func signed(_ secret: Data) throws -> String {
        try joined { HMAC<SHA512>.authenticationCode(for: $0, using: SymmetricKey(data: secret)) }
    }

    /// The token with a signature of SHA-256 under a secret.
    func signedWith256Bits(_ secret: Data) throws -> String {
        try joined { HMAC<SHA256>.authenticationCode(for: $0, using: SymmetricKey(data: secret)) }
    }

    /// The token with any bytes as its signature.
    func joined(_ signature: (Data) -> some Sequence<UInt8>) throws -> String {
        let head = try Self.text(header) + "." + Self.text(claims)
        return head + "." + Self.text(Data(signature(Data(head.utf8))))
    }

    /// Bytes in base64url without padding.
    static func text(_ bytes: Data) -> String {
        bytes.base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    private static func text(_ object: [String: Any]) throws -> String {
        text(try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys]))
    }

    private static func object(_ text: String) throws -> [String: Any] {
        var text = text.replacing("-", with: "+").replacing("_", with: "/")
        while text.count % 4 != 0 { text += "=" }
        let bytes = Data(base64Encoded: text) ?? Data()
        return try JSONSerialization.jsonObject(with: bytes) as? [String: Any] ?? [:]
    }
}
