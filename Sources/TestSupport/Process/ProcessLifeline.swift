// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// The one place that signals and reaps a process, so that a signal never meets a reused id.
///
/// A thread of its own waits for the end without reaping; the reaping and every `kill` happen under
/// one lock. Safe for concurrent use.
final class ProcessLifeline: Sendable {
    private struct State {
        var status: ProcessExit?
        var waiters: [AsyncStream<ProcessExit>.Continuation] = []
    }

    /// The process id; the id of its process group too.
    let pid: pid_t
    private let state = Mutex(State())

    /// Takes over a process that has just been started.
    init(pid: pid_t) {
        self.pid = pid
        Thread.detachNewThread { self.reap() }
    }

    /// How the process ended, or nil while it runs.
    var status: ProcessExit? {
        state.withLock { $0.status }
    }

    /// Sends a signal to the process, or to its whole group; false when it has ended.
    func signal(_ number: Int32, toGroup: Bool) -> Bool {
        state.withLock { state in
            guard state.status == nil else { return false }
            return kill(toGroup ? -pid : pid, number) == 0
        }
    }

    /// Waits for the end; nil when the waiting task was cancelled first.
    func exit() async -> ProcessExit? {
        let (stream, continuation) = AsyncStream<ProcessExit>.makeStream()
        state.withLock { state in
            if let status = state.status {
                continuation.yield(status)
                continuation.finish()
            } else {
                state.waiters.append(continuation)
            }
        }
        for await status in stream { return status }
        return nil
    }

    private func reap() {
        var info = siginfo_t()
        while waitid(P_PID, id_t(pid), &info, WEXITED | WNOWAIT) == -1 && errno == EINTR {}
        let (status, waiters) = state.withLock { state in
            var word: Int32 = 0
            while waitpid(pid, &word, 0) == -1 && errno == EINTR {}
            let status = ProcessExit(waitStatus: word)
            state.status = status
            defer { state.waiters = [] }
            return (status, state.waiters)
        }
        for waiter in waiters {
            waiter.yield(status)
            waiter.finish()
        }
    }
}
