// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// How many answers a second a server gives to clients that ask again and again.
enum AnswerRate {
    private static let connectionCount = 8
    private static let duration: Duration = .seconds(3)

    /// Asks over some connections at once, each on a thread of its own.
    static func measure(port: Int, _ request: [UInt8]) throws -> Double {
        let clients = try (0..<connectionCount).map { _ in try LoopbackClient(port: port) }
        let state = Mutex((answers: 0, failure: (any Error)?.none))
        let group = DispatchGroup()
        let start = ContinuousClock.now
        for client in clients {
            let asker = Asker(client: client, request: request, end: start + duration)
            group.enter()
            Thread.detachNewThread {
                let outcome = Result { try asker.ask() }
                state.withLock { state in
                    switch outcome {
                    case .success(let count): state.answers += count
                    case .failure(let error): state.failure = error
                    }
                }
                group.leave()
            }
        }
        group.wait()
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        return try state.withLock { state in
            if let failure = state.failure { throw failure }
            return Double(state.answers) / seconds
        }
    }
}

/// One connection; its thread alone uses it.
private struct Asker: @unchecked Sendable {
    let client: LoopbackClient
    let request: [UInt8]
    let end: ContinuousClock.Instant

    /// Asks until the end and counts the answers.
    func ask() throws -> Int {
        var count = 0
        while ContinuousClock.now < end {
            _ = try client.body(of: request)
            count += 1
        }
        return count
    }
}
