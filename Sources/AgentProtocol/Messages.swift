// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// `POST enroll`: a new machine introduces itself with a one-time token.
package struct EnrollRequest: Codable, Sendable {
    /// The one-time token from `thimble enroll-token create`.
    package var token: String
    /// The agent's own Ed25519 public key, 32 bytes.
    package var publicKey: Data
    /// The name under which the machine wants to appear; usually the host name.
    package var name: String
    /// What is known of the machine.
    package var facts: DeviceFacts

    /// Makes a request.
    package init(token: String, publicKey: Data, name: String, facts: DeviceFacts) {
        self.token = token
        self.publicKey = publicKey
        self.name = name
        self.facts = facts
    }
}

/// The answer to ``EnrollRequest``; the agent keeps it for good.
package struct EnrollReply: Codable, Sendable {
    /// The identity under which the agent opens sessions.
    package var device: UUID
    /// The Ed25519 public key that every order is signed with; the agent pins it.
    package var orderKey: Data

    /// Makes a reply.
    package init(device: UUID, orderKey: Data) {
        self.device = device
        self.orderKey = orderKey
    }
}

/// `POST session`: an enrolled agent proves that it holds its key.
package struct SessionRequest: Codable, Sendable {
    /// The identity from ``EnrollReply``.
    package var device: UUID
    /// The agent's time, in milliseconds since 1970.
    package var timestamp: Int64
    /// A value that this agent never used before, 16 bytes or more.
    package var nonce: Data
    /// The Ed25519 signature over ``signedBytes(device:timestamp:nonce:)``.
    package var signature: Data

    /// Makes a request from its parts.
    package init(device: UUID, timestamp: Int64, nonce: Data, signature: Data) {
        self.device = device
        self.timestamp = timestamp
        self.nonce = nonce
        self.signature = signature
    }

    /// The bytes that are signed; the first line keeps them apart from every other signature.
    package static func signedBytes(device: UUID, timestamp: Int64, nonce: Data) -> Data {
        Data(
            "thimble session v1\n\(device.uuidString)\n\(timestamp)\n\(nonce.base64EncodedString())"
                .utf8
        )
    }
}

/// The answer to ``SessionRequest``.
package struct SessionReply: Codable, Sendable {
    /// The bearer token for all further calls of this session.
    package var token: String
    /// How long the token is valid, in seconds.
    package var expiresInSeconds: Int
    /// The server's time, in milliseconds since 1970.
    package var serverTime: Int64

    /// Makes a reply.
    package init(token: String, expiresInSeconds: Int, serverTime: Int64) {
        self.token = token
        self.expiresInSeconds = expiresInSeconds
        self.serverTime = serverTime
    }
}

/// `POST checkin`: the agent's regular call, which also waits for orders.
package struct CheckIn: Codable, Sendable {
    /// The SHA-256 of the machine's current inventory bytes in hexadecimal; `nil` before a scan.
    package var inventoryDigest: String?
    /// When that inventory was read, in milliseconds since 1970.
    package var scannedAt: Int64?
    /// What is known of the machine.
    package var facts: DeviceFacts
    /// How long the server may hold the call open for an order, in seconds; 0 answers at once.
    package var waitSeconds: Int

    /// Makes a check-in.
    package init(inventoryDigest: String?, scannedAt: Int64?, facts: DeviceFacts, waitSeconds: Int)
    {
        self.inventoryDigest = inventoryDigest
        self.scannedAt = scannedAt
        self.facts = facts
        self.waitSeconds = waitSeconds
    }
}

/// The answer to ``CheckIn``.
package struct CheckInReply: Codable, Sendable {
    /// Whether the server does not hold the inventory with the given digest: `PUT inventory` next.
    package var needsInventory: Bool
    /// The orders for this machine, oldest first; each is leased and comes again if unreported.
    package var orders: [SignedOrder]
    /// The server's time, in milliseconds since 1970.
    package var serverTime: Int64

    /// Makes a reply.
    package init(needsInventory: Bool, orders: [SignedOrder], serverTime: Int64) {
        self.needsInventory = needsInventory
        self.orders = orders
        self.serverTime = serverTime
    }
}

/// The body of every refused agent call.
package struct AgentFault: Codable, Sendable, Error {
    /// The stable error code, for example `agent.clock_skew`.
    package var code: String
    /// What went wrong, for people.
    package var message: String
    /// The server's time, in milliseconds since 1970.
    package var serverTime: Int64

    /// Makes a fault.
    package init(code: String, message: String, serverTime: Int64) {
        self.code = code
        self.message = message
        self.serverTime = serverTime
    }
}
