// SPDX-License-Identifier: Apache-2.0

import Domain
import Synchronization

/// A door that callers wait at until it is opened.
actor Gate {
    private var isOpen = false
    private var waiters: [CheckedContinuation<Void, Never>] = []
    /// How many have come to it.
    private(set) var arrivals = 0

    /// Waits until the door is open.
    func pass() async {
        arrivals += 1
        if isOpen { return }
        await withCheckedContinuation { waiters.append($0) }
    }

    /// Lets everyone pass, now and later.
    func open() {
        isOpen = true
        for waiter in waiters { waiter.resume() }
        waiters = []
    }
}

/// A store of which one read ends at a gate: what it saw may be old by the time it returns.
final class PausingStore: Store {
    private let store: any Store
    private let gate: Gate
    private let countdown = Mutex(0)

    init(_ store: any Store, gate: Gate) {
        self.store = store
        self.gate = gate
    }

    /// Lets the read that comes as the `number`th from now, counted from 1, wait at the gate.
    func pause(read number: Int) { countdown.withLock { $0 = number } }

    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
    ) async throws -> Result {
        let isPaused = countdown.withLock { countdown in
            countdown -= 1
            return countdown == 0
        }
        let result = try await store.read(body)
        if isPaused { await gate.pass() }
        return result
    }

    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
    ) async throws -> Result {
        try await store.write(body)
    }

    func close() async throws { try await store.close() }
}
