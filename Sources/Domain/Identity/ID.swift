// SPDX-License-Identifier: Apache-2.0
import Crypto
package import Foundation

/// The identity of one kind of entity; identities of different kinds do not mix.
package struct ID<Entity>: Hashable, Comparable, Codable, Sendable, CustomStringConvertible {
    /// The identity as a UUID (RFC 9562).
    package let uuid: UUID

    /// Makes an identity from a UUID.
    package init(_ uuid: UUID) { self.uuid = uuid }

    /// Reads the canonical text form; `nil` where it is not a UUID.
    package init?(_ text: String) {
        guard let uuid = UUID(uuidString: text) else { return nil }
        self.uuid = uuid
    }

    /// Derives an identity from a name, so that every node and every import finds the same one.
    ///
    /// A version 8 UUID (RFC 9562 §5.8) of the first 16 bytes of the name's SHA-256.
    package init(derivedFrom name: String) {
        var bytes = Array(SHA256.hash(data: Data(name.utf8)).prefix(16))
        bytes[6] = bytes[6] & 0x0F | 0x80
        bytes[8] = bytes[8] & 0x3F | 0x80
        uuid = bytes.withUnsafeBytes { UUID(uuid: $0.loadUnaligned(as: uuid_t.self)) }
    }

    /// Reads the UUID as one string.
    package init(from decoder: any Decoder) throws {
        uuid = try decoder.singleValueContainer().decode(UUID.self)
    }

    /// Writes the UUID as one string.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(uuid)
    }

    /// The canonical text form in lower case.
    package var description: String { uuid.uuidString.lowercased() }

    /// By text, so that both databases sort alike.
    package static func < (left: Self, right: Self) -> Bool {
        left.description < right.description
    }

    /// A positive number of up to 48 bits made from the identity, for clients that need numbers.
    ///
    /// It fits into a JavaScript number without loss. The bits end where the version of the UUID
    /// begins, so all of them vary.
    package var derivedNumber: Int64 {
        let bits = withUnsafeBytes(of: uuid.uuid) { $0.loadUnaligned(as: UInt64.self) }
        return Int64(UInt64(bigEndian: bits) >> 16) + 1
    }
}
