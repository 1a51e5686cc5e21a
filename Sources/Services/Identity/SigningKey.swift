// SPDX-License-Identifier: Apache-2.0
package import Domain
package import Foundation

/// A secret that signs tokens, with the name under which tokens mention it.
package struct SigningKey: Sendable, Equatable {
    /// Bytes of a secret: as many as SHA-512 has (RFC 7518 §3.2 asks for no less).
    package static let secretBytes = 64
    private static let idBytes = 8

    /// The key's name, 16 hexadecimal digits; tokens carry it as `kid`.
    package let id: String
    /// The 64 secret bytes.
    package let secret: Data
    /// When it was made.
    package let createdAt: Timestamp

    /// Makes a key that nobody has yet.
    package init(madeAt now: Timestamp, random: any RandomSource) {
        id = Hex.text(random.bytes(Self.idBytes))
        secret = Data(random.bytes(Self.secretBytes))
        createdAt = now
    }

    /// Whether a text can be the name of a key.
    package static func isID(_ text: String) -> Bool {
        text.utf8.count == idBytes * 2
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
            }
    }
}

/// The form of a key in its file: its name, its secret in base64, its time in milliseconds.
extension SigningKey: Codable {
    private enum CodingKeys: String, CodingKey {
        case id = "kid"
        case secret
        case createdAt
    }

    /// Reads a key; one without a proper name, or with a secret of another length, is refused.
    package init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        id = try members.decode(String.self, forKey: .id)
        secret = try members.decode(Data.self, forKey: .secret)
        createdAt = try members.decode(Timestamp.self, forKey: .createdAt)
        guard Self.isID(id), secret.count == Self.secretBytes else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "a key has a kid of 16 digits and 64 secret bytes"
                )
            )
        }
    }
}
