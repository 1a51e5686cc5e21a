// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Server

/// Servers on free ports of this machine, in this process.
enum LocalServers {
    /// Thimble on a data folder, with its ordinary settings, while a body runs.
    ///
    /// The body gets the port.
    static func withThimble<Result: Sendable>(
        data: String,
        _ body: @escaping @Sendable (Int) async throws -> Result
    ) async throws -> Result {
        let flags = ["data": data, "listen": "127.0.0.1:0"]
        let configuration = try await ServerConfiguration(flags: flags, file: nil)
        return try await running(body) { ports in
            try await ServerRuntime.run(configuration) { sentence in
                guard sentence.hasPrefix("Listening on ") else { return }
                if let port = sentence.split(separator: ":").last.flatMap({ Int($0) }) {
                    ports.yield(port)
                }
            }
        }
    }

    /// The framework alone, with one route that reads the request's body and answers with bytes.
    static func withBareRoute<Result: Sendable>(
        _ method: HTTPRequest.Method,
        answer: [UInt8],
        _ body: @escaping @Sendable (Int) async throws -> Result
    ) async throws -> Result {
        try await running(body) { ports in
            let router = Router()
            router.on("/bare", method: method) { request, _ in
                if method != .get { _ = try await request.body.collect(upTo: 1 << 20) }
                return Response(
                    status: .ok,
                    headers: [.contentType: "application/json"],
                    body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer))
                )
            }
            try await Application(
                router: router,
                configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: 0)),
                onServerRunning: { channel in
                    if let port = channel.localAddress?.port { ports.yield(port) }
                },
                logger: Logger(label: "bare")
            ).run()
        }
    }

    /// Runs a body beside a server once that has a port, then stops the server.
    private static func running<Result: Sendable>(
        _ body: @escaping @Sendable (Int) async throws -> Result,
        _ server:
            @escaping @Sendable (AsyncThrowingStream<Int, any Error>.Continuation) async throws ->
            Void
    ) async throws -> Result {
        let (ports, continuation) = AsyncThrowingStream<Int, any Error>.makeStream()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                do {
                    try await server(continuation)
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            defer { group.cancelAll() }
            for try await port in ports { return try await body(port) }
            throw DomainError(.notReady, subject: "the server ended before it listened")
        }
    }
}
