// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOSSL

/// The HTTP side of a whole fleet: one call, one answer.
///
/// Knows no devices and no orders; safe for concurrent use. `close()` must be called.
final class ServerWire: Sendable {
    /// One call of an endpoint.
    struct Call: Sendable {
        /// The method.
        var method = HTTPMethod.POST
        /// The endpoint below the protocol's path, for example `reports`.
        var endpoint: String
        /// The body, as JSON.
        var body: Data
        /// The token of the session; `nil` for the calls that need none.
        var token: String?
    }

    /// What came of a call.
    enum Answer: Sendable {
        /// It succeeded.
        case body(Data)
        /// The server answered with a status of 300 or more; `wait` is its own wish.
        case refused(status: Int, fault: AgentFault?, wait: Duration?)
        /// There was no answer.
        case silence(reason: String)
        /// The server is not the one that is trusted.
        case untrusted(reason: String)
    }

    /// The largest answer that is read, in bytes.
    private static let answerBytesMax = 8 * 1_048_576
    /// How long an answer may take.
    private static let patience = TimeAmount.seconds(60)

    /// Where the calls go.
    let place: ServerPlace
    private let client: HTTPClient

    /// Prepares connections, as many as calls may be under way at once.
    init(_ place: ServerPlace, trust: ServerTrust, concurrency: Int) {
        self.place = place
        var configuration = HTTPClient.Configuration()
        configuration.httpVersion = .http1Only
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(10)
        configuration.timeout.read = Self.patience
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = concurrency
        // When to try again is the agent's business.
        configuration.connectionPool.retryConnectionEstablishment = false
        if place.isEncrypted { trust.apply(to: &configuration) }
        client = HTTPClient(
            eventLoopGroupProvider: .shared(HTTPClient.defaultEventLoopGroup),
            configuration: configuration
        )
    }

    /// Ends the connections.
    func close() async { try? await client.shutdown() }

    /// Sends a call.
    func send(_ call: Call) async -> Answer {
        var request = HTTPClientRequest(url: place.endpoint(call.endpoint))
        request.method = call.method
        request.headers.add(name: "User-Agent", value: "thimble-simulate")
        request.headers.add(name: "Content-Type", value: "application/json")
        if let token = call.token {
            request.headers.add(name: "Authorization", value: "Bearer \(token)")
        }
        request.body = .bytes(ByteBuffer(data: call.body))
        do {
            let response = try await client.execute(request, timeout: Self.patience)
            let body = Data(buffer: try await response.body.collect(upTo: Self.answerBytesMax))
            let status = Int(response.status.code)
            if (200..<300).contains(status) { return .body(body) }
            let wait = response.headers.first(name: "Retry-After").flatMap(Self.wait)
            let fault = try? JSONDecoder().decode(AgentFault.self, from: body)
            return .refused(status: status, fault: fault, wait: wait)
        } catch {
            return Self.answer(for: error)
        }
    }

    /// The header `Retry-After` in its form of whole seconds (RFC 9110 §10.2.3), at most an hour.
    static func wait(_ text: String) -> Duration? {
        guard let seconds = Int(text), seconds >= 0 else { return nil }
        return .seconds(min(seconds, 3_600))
    }

    private static func answer(for error: any Error) -> Answer {
        switch error {
        case let error as ServerTrust.Mismatch:
            return .untrusted(reason: "its certificate's SHA-256 fingerprint is \(error.found)")
        case NIOSSLError.handshakeFailed(let reason):
            return .untrusted(reason: "\(reason)")
        case let error as NIOSSLExtraError:
            return .untrusted(reason: "\(error)")
        case let error as IOError:
            return .silence(reason: String(cString: strerror(error.errnoCode)))
        case let error as HTTPClientError:
            return .silence(reason: error.shortDescription)
        default:
            return .silence(reason: "\(error)")
        }
    }
}
