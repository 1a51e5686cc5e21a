// SPDX-License-Identifier: Apache-2.0
package import Crypto
package import Foundation

/// An order as it travels: the signed bytes and the signature, so that nothing is re-encoded.
package struct SignedOrder: Codable, Sendable, Equatable {
    /// The JSON of an ``Order``, exactly as it was signed.
    package var payload: Data
    /// The Ed25519 signature over the payload with its domain prefix.
    package var signature: Data

    /// Makes a signed order from its parts.
    package init(payload: Data, signature: Data) {
        self.payload = payload
        self.signature = signature
    }

    /// Signs an order with the server's key.
    package init(_ order: Order, key: Curve25519.Signing.PrivateKey) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        payload = try encoder.encode(order)
        signature = try key.signature(for: Self.signedBytes(payload))
    }

    /// Checks the signature and reads the order.
    ///
    /// - Throws: ``OrderRefusal/Reason/forged`` or ``OrderRefusal/Reason/malformed`` as an
    ///   ``OrderRefusal``.
    package func verified(by key: Curve25519.Signing.PublicKey) throws(OrderRefusal) -> Order {
        guard key.isValidSignature(signature, for: Self.signedBytes(payload)) else {
            throw OrderRefusal(order: nil, reason: .forged, detail: "the signature does not match")
        }
        do {
            return try JSONDecoder().decode(Order.self, from: payload)
        } catch {
            throw OrderRefusal(order: nil, reason: .malformed, detail: "\(error)")
        }
    }

    private static func signedBytes(_ payload: Data) -> Data {
        Data("thimble order v1\n".utf8) + payload
    }
}

/// Why an agent did not act on an order that it received; reported to the server.
package struct OrderRefusal: Codable, Sendable, Equatable, Error {
    /// The closed list of reasons.
    package enum Reason: String, Codable, Sendable, CaseIterable {
        /// The signature does not match the pinned key.
        case forged
        /// The signed bytes are not an order.
        case malformed
        /// It is addressed to another machine.
        case wrongDevice
        /// It arrived after its expiry.
        case expired
        /// It was acted on before and its result was acknowledged.
        case replayed
    }

    /// The order's identity, where it could be read.
    package var order: UUID?
    /// Why it was refused.
    package var reason: Reason
    /// The particulars, for people.
    package var detail: String

    /// Makes a refusal.
    package init(order: UUID?, reason: Reason, detail: String) {
        self.order = order
        self.reason = reason
        self.detail = detail
    }
}
