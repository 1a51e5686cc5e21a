// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Work that a signal ends early and in order.
enum Stopping {
    /// Runs work as a task that SIGTERM and SIGINT cancel, and returns when it has ended.
    ///
    /// - Throws: what the work throws.
    static func bySignal<Answer: Sendable>(
        _ work: @escaping @Sendable () async throws -> Answer
    ) async throws -> Answer {
        let task = Task { try await work() }
        let sources = [SIGTERM, SIGINT].map { number in
            // The default, ending the process, would come before the source's turn.
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { task.cancel() }
            source.resume()
            return source
        }
        defer {
            for source in sources { source.cancel() }
        }
        return try await task.value
    }
}
