// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import HTTPTypes

/// One of Thimble's routes against a bare route that sends the same bytes: the same client asks
/// both in turns.
struct RouteRace: Sendable {
    private static let warmUpCount = 300
    private static let sampleCount = 3_000

    /// The method, of which `GET` alone has no body.
    let method: HTTPRequest.Method
    /// The path of Thimble's route, with its query.
    let path: String
    /// The header field `Authorization`.
    let authorization: String
    /// What is sent.
    let body: Data

    /// The times of both.
    struct Times: Encodable, Sendable {
        let own: Samples.Figures
        let bare: Samples.Figures
        let bytes: Int
        /// Answers a second, asked for over some connections at once.
        let rate: Rates
    }

    /// How many answers a second both give.
    struct Rates: Encodable, Sendable {
        let own: Double
        let bare: Double
    }

    /// Runs both servers and measures.
    func run(data: String) async throws -> Times {
        try await LocalServers.withThimble(data: data) { ownPort in
            let own = request(path, authorization)
            let answer = Array(try LoopbackClient(port: ownPort).body(of: own))
            return try await LocalServers.withBareRoute(method, answer: answer) { barePort in
                let bare = request("/bare", authorization)
                // The client waits for its sockets: not on a thread that the servers need.
                return try await withCheckedThrowingContinuation { continuation in
                    Thread.detachNewThread {
                        continuation.resume(
                            with: Result {
                                try measure((ownPort, own), (barePort, bare), answer.count)
                            }
                        )
                    }
                }
            }
        }
    }

    private func measure(
        _ own: (port: Int, request: [UInt8]),
        _ bare: (port: Int, request: [UInt8]),
        _ bytes: Int
    ) throws -> Times {
        let ownClient = try LoopbackClient(port: own.port)
        let bareClient = try LoopbackClient(port: bare.port)
        var ownSamples = Samples(capacity: Self.sampleCount)
        var bareSamples = Samples(capacity: Self.sampleCount)
        for index in 0..<Self.warmUpCount + Self.sampleCount {
            if index == Self.warmUpCount { (ownSamples, bareSamples) = (Samples(), Samples()) }
            try ownSamples.measure { _ = try ownClient.body(of: own.request) }
            try bareSamples.measure { _ = try bareClient.body(of: bare.request) }
        }
        return Times(
            own: ownSamples.figures,
            bare: bareSamples.figures,
            bytes: bytes,
            rate: Rates(
                own: try AnswerRate.measure(port: own.port, own.request),
                bare: try AnswerRate.measure(port: bare.port, bare.request)
            )
        )
    }

    private func request(_ path: String, _ authorization: String) -> [UInt8] {
        var head = "\(method.rawValue) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        head += "Authorization: \(authorization)\r\n"
        if method != .get {
            head += "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n"
        }
        return Array((head + "\r\n").utf8) + body
    }
}
