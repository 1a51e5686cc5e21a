// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
package import Domain
package import Fleet
import Synchronization

/// Keeps the fleet snapshot true to the database by following its change log.
///
/// Readers take ``snapshot`` and never wait. ``refresh()`` takes in whatever was committed since,
/// by this process or another one.
package final class FleetIndex: Sendable {
    private let published: Mutex<FleetSnapshot>
    private let follower: FleetFollower
    private let listeners = Mutex<[@Sendable (Device.Identity) -> Void]>([])

    /// Makes an empty index over a database; ``refresh()`` fills it.
    package init(store: any Store, limits: FreshnessLimits) {
        follower = FleetFollower(store: store, limits: limits)
        published = Mutex(FleetSnapshot(limits: limits))
    }

    /// The newest published state.
    package var snapshot: FleetSnapshot { published.withLock { $0 } }

    /// Calls back with each device that has a new or changed execution.
    package func onExecution(_ body: @escaping @Sendable (Device.Identity) -> Void) {
        listeners.withLock { $0.append(body) }
    }

    /// Takes in everything that was committed before the call.
    package func refresh() async throws {
        try await follower.refresh { [self] snapshot, devices in
            published.withLock { $0 = snapshot }
            let bodies = listeners.withLock { $0 }
            for device in devices {
                for body in bodies { body(device) }
            }
        }
    }
}

/// Runs one refresh at a time; calls that arrive meanwhile share the next one.
private actor FleetFollower {
    typealias Publish = @Sendable (FleetSnapshot, Set<Device.Identity>) -> Void

    private let store: any Store
    private let writer: FleetWriter
    private var running: Task<Void, any Error>?
    private var waiting: Task<Void, any Error>?

    init(store: any Store, limits: FreshnessLimits) {
        self.store = store
        writer = FleetWriter(limits: limits)
    }

    func refresh(_ publish: @escaping Publish) async throws {
        if let waiting { return try await waiting.value }
        if let running {
            let next = Task {
                _ = await running.result
                try await self.begin(publish)
            }
            waiting = next
            return try await next.value
        }
        try await begin(publish)
    }

    private func begin(_ publish: @escaping Publish) async throws {
        waiting = nil
        let task = Task { try await self.follow(publish) }
        running = task
        defer { if running == task { running = nil } }
        try await task.value
    }

    private func follow(_ publish: Publish) async throws {
        let base = writer.snapshot
        let facts = try await store.read { transaction in
            try FleetReader.facts(after: base, in: transaction)
        }
        guard let facts else { return }
        // Of what was reported long ago nobody waits to hear.
        let executions =
            facts.isEverything ? facts.executions.filter { !$0.state.isFinal } : facts.executions
        publish(writer.take(facts), Set(executions.map(\.device)))
    }
}
