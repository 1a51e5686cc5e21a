// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOFoundationCompat
import NIOHTTP1
import NIOSSL

/// The HTTP side of the agent: one call, one answer or one ``ServerError``.
///
/// Knows no sessions and no orders. Each call has a deadline of its own, so a connection whose other
/// end has gone without a word is noticed. Safe for concurrent use. `close()` must be called.
final class ServerConnection: Sendable {
    /// One call of an endpoint.
    struct Call: Sendable {
        /// The methods of HTTP that the protocol uses.
        enum Method: String, Sendable {
            case get = "GET"
            case post = "POST"
            case put = "PUT"
        }

        /// The method.
        var method = Method.post
        /// The endpoint below the protocol's path, for example `reports`.
        var endpoint: String
        /// The body, as JSON; empty for none.
        var body = Data()
        /// The token of the session; `nil` for the calls that need none.
        var token: String?
        /// How long the answer may take.
        var timeout: Duration = .seconds(30)
    }

    /// The largest answer that is read, in bytes.
    private static let answerBytesMax = 8 * 1_048_576
    /// The longest silence on a connection that waits for an answer or its rest, in seconds.
    ///
    /// It covers the longest wait of a check-in: the deadline of a call ends with the answer's head.
    private static let silenceSecondsMax = Int64(AgentProtocol.waitSecondsMax + 30)

    /// Where the calls go.
    let address: ServerAddress
    private let client: HTTPClient
    private let clock: any AgentClock

    /// Prepares a connection; nothing is sent yet.
    init(
        _ address: ServerAddress,
        trust: ServerTrust,
        proxy: ServerProxy? = nil,
        clock: any AgentClock,
        connectTimeout: Duration = .seconds(10)
    ) {
        self.address = address
        self.clock = clock
        var configuration = HTTPClient.Configuration()
        configuration.httpVersion = .http1Only
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = TimeAmount(connectTimeout)
        configuration.timeout.read = .seconds(Self.silenceSecondsMax)
        configuration.proxy = proxy?.setting
        // A failure is told at once; waiting before the next try is the caller's business.
        configuration.connectionPool.retryConnectionEstablishment = false
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        switch trust {
        case .system:
            break
        case .authorities(let path):
            tls.trustRoots = .file(path)
        case .pinned(let fingerprint):
            tls.certificateVerification = .none
            configuration.http1_1ConnectionDebugInitializer = CertificatePin.check { certificate in
                let found = CertificateFingerprint(der: certificate)
                if found != fingerprint { throw CertificatePin.Mismatch(found: found) }
            }
        }
        if address.isEncrypted { configuration.tlsConfiguration = tls }
        client = HTTPClient(
            eventLoopGroupProvider: .shared(HTTPClient.defaultEventLoopGroup),
            configuration: configuration
        )
    }

    /// Ends the connection.
    func close() async {
        try? await client.shutdown()
    }

    /// Sends a call and returns the answer's body.
    ///
    /// - Throws: ``ServerError``, or `CancellationError`.
    func send(_ call: Call) async throws -> Data {
        do {
            let response = try await response(to: call)
            let body = Data(buffer: try await response.body.collect(upTo: Self.answerBytesMax))
            try accept(response, body)
            return body
        } catch let error as ServerError {
            throw error
        } catch {
            try Task.checkCancellation()
            throw failure(of: error)
        }
    }

    /// Sends a call and hands the answer's body over piece by piece.
    ///
    /// - Throws: ``ServerError``, `CancellationError`, or what `take` throws.
    func stream(_ call: Call, _ take: (Data) throws -> Void) async throws {
        var parts: HTTPClientResponse.Body.AsyncIterator
        do {
            let response = try await response(to: call)
            guard (200..<300).contains(response.status.code) else {
                let body = try await response.body.collect(upTo: Self.answerBytesMax)
                try accept(response, Data(buffer: body))
                return
            }
            parts = response.body.makeAsyncIterator()
        } catch let error as ServerError {
            throw error
        } catch {
            try Task.checkCancellation()
            throw failure(of: error)
        }
        while let part = try await next(&parts) { try take(Data(buffer: part)) }
    }

    private func next(
        _ parts: inout HTTPClientResponse.Body.AsyncIterator
    ) async throws -> ByteBuffer? {
        do {
            return try await parts.next()
        } catch {
            try Task.checkCancellation()
            throw failure(of: error)
        }
    }

    private func response(to call: Call) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: address.endpoint(call.endpoint))
        request.method = HTTPMethod(rawValue: call.method.rawValue)
        request.headers.add(name: "User-Agent", value: "thimble-agent/\(Agent.version)")
        if let token = call.token {
            request.headers.add(name: "Authorization", value: "Bearer \(token)")
        }
        if !call.body.isEmpty {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(data: call.body))
        }
        return try await client.execute(request, timeout: TimeAmount(call.timeout))
    }

    /// Throws the refusal that an answer is, if it is one.
    private func accept(_ response: HTTPClientResponse, _ body: Data) throws(ServerError) {
        let status = Int(response.status.code)
        if (200..<300).contains(status) { return }
        let retryAfter = response.headers.first(name: "Retry-After")
        throw .refused(
            status: status,
            fault: try? JSONDecoder().decode(AgentFault.self, from: body),
            retryAfterSeconds: retryAfter.flatMap { RetryAfter.seconds($0, now: clock.now) }
        )
    }

    /// What BoringSSL says when the answer to its greeting is not TLS.
    private static let noTLS = "WRONG_VERSION_NUMBER"

    private func failure(of error: any Error) -> ServerError {
        if let mismatch = error as? CertificatePin.Mismatch {
            return .untrusted(server: address.text, reason: mismatch.description)
        }
        if case NIOSSLError.handshakeFailed(let reason) = error {
            guard !"\(reason)".contains(Self.noTLS) else {
                return .unreachable(server: address.text, reason: Self.words(error))
            }
            return .untrusted(server: address.text, reason: "\(reason)")
        }
        if let error = error as? NIOSSLExtraError {
            return .untrusted(server: address.text, reason: "\(error)")
        }
        return .unreachable(server: address.text, reason: Self.words(error))
    }

    /// An error of the network in the system's words.
    static func words(_ error: any Error) -> String {
        if let error = error as? IOError { return String(cString: strerror(error.errnoCode)) }
        if let error = error as? HTTPClientError { return error.shortDescription }
        if case NIOSSLError.handshakeFailed(let reason) = error, "\(reason)".contains(noTLS) {
            return "it does not speak TLS there: does its address begin with http://?"
        }
        return "\(error)"
    }
}

extension ServerProxy {
    /// The proxy as the client wants it.
    var setting: HTTPClient.Configuration.Proxy {
        guard let user else { return .server(host: host, port: port) }
        let authorization = HTTPClient.Authorization.basic(username: user, password: password ?? "")
        return .server(host: host, port: port, authorization: authorization)
    }
}

extension TimeAmount {
    /// A duration in whole nanoseconds.
    fileprivate init(_ duration: Duration) {
        let parts = duration.components
        self = .nanoseconds(parts.seconds * 1_000_000_000 + parts.attoseconds / 1_000_000_000)
    }
}
