// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Foundation
import Logging

/// The agent's calls to its server, each with a valid session.
///
/// Opens a session with a signed request when it needs one, opens another when the server no longer
/// knows it, and keeps the difference of the clocks when the server says that they are apart.
actor ServerSession {
    private let connection: ServerConnection
    private let credentials: Credentials
    private let clock: any AgentClock
    private let logger: Logger
    private var token: String?
    /// When the token is renewed without being asked, by this machine's clock.
    private var tokenEnd: Int64 = 0

    /// What is added to this machine's clock to get the server's, in milliseconds.
    private(set) var clockOffset: Int64

    init(
        _ connection: ServerConnection,
        credentials: Credentials,
        clock: any AgentClock,
        clockOffset: Int64,
        logger: Logger
    ) {
        self.connection = connection
        self.credentials = credentials
        self.clock = clock
        self.clockOffset = clockOffset
        self.logger = logger
    }

    /// Checks in (`POST checkin`).
    ///
    /// The answer may take as long as the call is willing to wait, and 15 seconds more.
    func checkIn(_ checkIn: CheckIn) async throws -> CheckInReply {
        let graceSeconds = 15
        let call = ServerConnection.Call(
            endpoint: "checkin",
            body: try JSONEncoder().encode(checkIn),
            timeout: .seconds(checkIn.waitSeconds + graceSeconds)
        )
        return try Self.decode(CheckInReply.self, try await send(call), call.endpoint)
    }

    /// Hands in the canonical bytes as they are (`PUT inventory/{digest}`).
    func upload(_ inventory: Data, digest: String) async throws {
        _ = try await send(
            ServerConnection.Call(
                method: .put,
                endpoint: "inventory/\(digest)",
                body: inventory,
                timeout: .seconds(120)
            )
        )
    }

    /// Hands in a report (`POST reports`), which may be done any number of times.
    func send(_ report: OrderReport) async throws {
        let body = try JSONEncoder().encode(report)
        _ = try await send(ServerConnection.Call(endpoint: "reports", body: body))
    }

    /// Tells that an order is refused (`POST refusals`).
    func send(_ refusal: OrderRefusal) async throws {
        let body = try JSONEncoder().encode(refusal)
        _ = try await send(ServerConnection.Call(endpoint: "refusals", body: body))
    }

    /// Sends a call with a valid token, a second time if the server does not know it any more.
    func send(_ call: ServerConnection.Call) async throws -> Data {
        try await withToken(call) { [connection] in try await connection.send($0) }
    }

    /// Fetches an answer into a file, at most `bytesMax` bytes of it.
    func fetch(_ endpoint: String, to path: String, bytesMax: Int64) async throws {
        let call = ServerConnection.Call(method: .get, endpoint: endpoint)
        try await withToken(call) { [connection] call in
            let file = try FetchedFile(path, bytesMax: bytesMax)
            try await connection.stream(call) { try file.append($0) }
            try file.finish()
        }
    }

    private func withToken<Answer: Sendable>(
        _ call: ServerConnection.Call,
        _ send: (ServerConnection.Call) async throws -> Answer
    ) async throws -> Answer {
        var call = call
        call.token = try await validToken()
        do {
            return try await send(call)
        } catch let error as ServerError where error.status == 401 {
            logger.debug("the session has ended", metadata: ["code": "\(error.code ?? "-")"])
            token = nil
        }
        call.token = try await validToken()
        return try await send(call)
    }

    private func validToken() async throws -> String {
        if let token, clock.now < tokenEnd { return token }
        do {
            return try await open()
        } catch ServerError.refused(_, let fault?, _) where fault.code == "agent.clock_skew" {
            clockOffset = fault.serverTime - clock.now
            let metadata: Logger.Metadata = ["offset_ms": "\(clockOffset)"]
            logger.warning("this machine's clock is wrong", metadata: metadata)
        }
        return try await open()
    }

    private func open() async throws -> String {
        let timestamp = clock.now + clockOffset
        let nonceBits = SymmetricKeySize(bitCount: 256)
        let nonce = SymmetricKey(size: nonceBits).withUnsafeBytes { Data($0) }
        let device = credentials.identity.device
        let bytes = SessionRequest.signedBytes(device: device, timestamp: timestamp, nonce: nonce)
        let request = SessionRequest(
            device: device,
            timestamp: timestamp,
            nonce: nonce,
            signature: try credentials.key.signature(for: bytes)
        )
        let call = ServerConnection.Call(
            endpoint: "session",
            body: try JSONEncoder().encode(request)
        )
        let reply = try Self.decode(
            SessionReply.self,
            try await connection.send(call),
            call.endpoint
        )
        // Renewed a little early, so that a long check-in does not outlive it.
        let seconds = max(1, reply.expiresInSeconds - min(90, reply.expiresInSeconds / 4))
        tokenEnd = clock.now + Int64(seconds) * 1_000
        token = reply.token
        return reply.token
    }

    /// Reads an answer.
    static func decode<Reply: Decodable>(
        _ type: Reply.Type,
        _ bytes: Data,
        _ call: String
    ) throws -> Reply {
        do {
            return try JSONDecoder().decode(type, from: bytes)
        } catch {
            throw ServerError.unintelligible(call: call, reason: "\(error)")
        }
    }
}
