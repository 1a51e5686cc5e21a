// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Crypto
package import Foundation

/// The server's Ed25519 key; agents pin its public half at enrolment and obey nothing else.
package struct OrderKey: Sendable {
    private let key: Curve25519.Signing.PrivateKey

    /// Makes a key from its 32 private bytes, or a new one.
    package init(_ key: Curve25519.Signing.PrivateKey) { self.key = key }

    /// The 32 public bytes.
    package var publicKey: Data { key.publicKey.rawRepresentation }

    /// Signs an order.
    package func sign(_ order: Order) throws -> SignedOrder { try SignedOrder(order, key: key) }
}
