// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
package import Domain
package import Fleet
import Foundation
import Synchronization

/// Keeps the fleet snapshot true to the database by following its change log.
///
/// Readers take ``snapshot`` and never wait. ``refresh()`` takes in whatever was committed since,
/// by this process or another one.
package final class FleetIndex: Sendable {
    private let store: any Store
    private let published: Mutex<FleetSnapshot>
    private let follower = Follower()
    private let listeners = Mutex<[@Sendable (Device.Identity) -> Void]>([])

    /// Makes an empty index over a database; ``refresh()`` fills it.
    package init(store: any Store, inventoryMaxAge: Duration) {
        self.store = store
        published = Mutex(FleetSnapshot(inventoryMaxAge: inventoryMaxAge))
    }

    /// The newest published state.
    package var snapshot: FleetSnapshot { published.withLock { $0 } }

    /// Calls back with each device that has a new or changed execution.
    package func onExecution(_ body: @escaping @Sendable (Device.Identity) -> Void) {
        listeners.withLock { $0.append(body) }
    }

    /// Takes in everything that was committed before the call.
    package func refresh() async throws {
        try await follower.run { [self] in try await follow() }
    }

    private func follow() async throws {
        let base = snapshot
        let update = try await store.read { transaction in
            try FleetUpdate(after: base, in: transaction)
        }
        guard let update else { return }
        published.withLock { $0 = update.snapshot }
        let bodies = listeners.withLock { $0 }
        for device in update.devicesWithExecutions {
            for body in bodies { body(device) }
        }
    }
}

/// Runs one refresh at a time; calls that arrive meanwhile share the next one.
private actor Follower {
    private var running: Task<Void, any Error>?
    private var waiting: Task<Void, any Error>?

    func run(_ body: @escaping @Sendable () async throws -> Void) async throws {
        if let waiting { return try await waiting.value }
        if let running {
            let next = Task {
                _ = await running.result
                try await self.begin(body)
            }
            waiting = next
            return try await next.value
        }
        try await begin(body)
    }

    private func begin(_ body: @escaping @Sendable () async throws -> Void) async throws {
        waiting = nil
        let task = Task { try await body() }
        running = task
        defer { if running == task { running = nil } }
        try await task.value
    }
}
