// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Logging

/// Tells the server how far orders are, one message after the other, beside the work.
///
/// What cannot be told is forgotten: the report says everything that counts.
actor ProgressTeller {
    private static let waitingMax = 16

    private let session: ServerSession
    private let logger: Logger
    private var waiting: [OrderProgress] = []
    private var worker: Task<Void, Never>?

    init(_ session: ServerSession, logger: Logger) {
        self.session = session
        self.logger = logger
    }

    /// Takes a message over and returns at once.
    func tell(_ progress: OrderProgress) {
        waiting = waiting.suffix(Self.waitingMax - 1) + [progress]
        if worker == nil { worker = Task { await sendAll() } }
    }

    /// Forgets what is not told yet; a report comes next.
    func drop() {
        waiting = []
        worker?.cancel()
    }

    private func sendAll() async {
        while !waiting.isEmpty {
            let next = waiting.removeFirst()
            do {
                try await session.send(next)
            } catch {
                logger.debug("progress is not told: \(error)")
            }
        }
        worker = nil
    }
}
