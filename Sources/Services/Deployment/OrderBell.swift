// SPDX-License-Identifier: Apache-2.0
import Domain
import Synchronization

/// Wakes the waiting check-ins of a device when there is something for it.
final class OrderBell: Sendable {
    private struct Waiter {
        let id: UInt64
        let continuation: AsyncStream<Void>.Continuation
    }

    private struct State {
        var nextID: UInt64 = 0
        var waiters: [Device.Identity: [Waiter]] = [:]
    }

    private let state = Mutex(State())

    /// Wakes everyone who waits for a device.
    func ring(_ device: Device.Identity) {
        let waiters = state.withLock { $0.waiters.removeValue(forKey: device) ?? [] }
        for waiter in waiters {
            waiter.continuation.yield()
            waiter.continuation.finish()
        }
    }

    /// A stream that ends at the next ring; subscribed before it is returned, so that nothing that
    /// happens between a look into the database and the wait is lost.
    func next(_ device: Device.Identity) -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Void.self,
            bufferingPolicy: .bufferingNewest(1)
        )
        let id = state.withLock { state in
            state.nextID += 1
            let id = state.nextID
            state.waiters[device, default: []].append(
                Waiter(id: id, continuation: continuation)
            )
            return id
        }
        continuation.onTermination = { [weak self] _ in self?.forget(id, of: device) }
        return stream
    }

    private func forget(_ id: UInt64, of device: Device.Identity) {
        state.withLock { state in
            state.waiters[device]?.removeAll { $0.id == id }
            if state.waiters[device]?.isEmpty ?? false { state.waiters[device] = nil }
        }
    }
}
