// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Query
import Services
import TestSupport
import Testing

/// Check-ins that wait; the time stands still unless a test moves it.
@Suite struct LongPollTests {
    private let server: TestServer
    private let agent: TestAgent

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        agent = try await server.enroll("web-1", having: ["a": "1.0"])
    }

    /// Starts a check-in and returns once it waits.
    private func waiting(_ seconds: Int, agent: TestAgent? = nil) async throws
        -> Task<CheckInReply, any Error>
    {
        let agent = agent ?? self.agent
        let before = server.clock.sleeperCount
        let task = Task { try await agent.checkIn(wait: seconds) }
        let clock = server.clock
        try await eventually("the check-in waits") { clock.sleeperCount > before }
        return task
    }

    @Test("a check-in without orders returns when its time has passed")
    func returnsInTime() async throws {
        let task = try await waiting(30)
        server.clock.advance(by: .seconds(29))
        #expect(server.clock.sleeperCount == 1)
        server.clock.advance(by: .seconds(1))
        let reply = try await task.value
        #expect(reply.orders.isEmpty)
        #expect(!reply.needsInventory)
        #expect(reply.serverTime == server.clock.now.milliseconds)
        #expect(server.clock.sleeperCount == 0)
    }

    @Test("nobody waits longer than 55 seconds, or at all where nothing is asked for")
    func boundsTheWait() async throws {
        let task = try await waiting(.max)
        server.clock.advance(by: .seconds(55))
        _ = try await task.value
        for seconds in [0, -1, .min] { _ = try await agent.checkIn(wait: seconds) }
    }

    @Test("a waiting machine wakes when something is ordered")
    func wakes() async throws {
        let task = try await waiting(55)
        let patch = try server.patch("a")
        try await server.approve(patch)
        try await server.install([patch])
        let reply = try await task.value
        #expect(reply.orders.count == 1)
        #expect(server.clock.sleeperCount == 0)
    }

    @Test("a machine does not wake for another one's order")
    func wakesAlone() async throws {
        let other = try await server.enroll("web-2", having: ["a": "1.0"], keyByte: 2)
        let mine = try await waiting(55)
        let theirs = try await waiting(55, agent: other)
        let patch = try server.patch("a")
        try await server.approve(patch)
        try await server.install([patch], on: .named("web-2"))
        #expect(try await theirs.value.orders.count == 1)
        server.clock.advance(by: .seconds(55))
        #expect(try await mine.value.orders.isEmpty)
    }

    @Test("an order that was made before the wait began is not slept over")
    func doesNotOversleep() async throws {
        for _ in 0..<20 {
            let scan = Task {
                try await server.services.deployments.scan(
                    .everything,
                    by: server.operatorPrincipal
                )
            }
            let reply = Task { try await agent.checkIn(wait: 55) }
            _ = try await scan.value
            let orders = try await reply.value.orders.map { try agent.verified($0) }
            #expect(orders.count == 1)
            for order in orders { try await agent.report(order) }
        }
        #expect(server.clock.sleeperCount == 0)
    }

    @Test("an order that is made between the look into the database and the wait is not lost")
    func hearsWhileLooking() async throws {
        let gate = Gate()
        let store = PausingStore(server.store, gate: gate)
        let node = try server.node(over: store)
        try await node.index.refresh()
        // The check-in's first read is the index's, the second one looks for orders.
        store.pause(read: 2)
        let clock = server.clock
        let before = clock.now
        let reply = Task {
            try await node.agents.checkIn(
                CheckIn(
                    inventoryDigest: nil,
                    scannedAt: nil,
                    facts: DeviceFacts(),
                    waitSeconds: 55
                ),
                by: agent.principal,
                sleep: { try await clock.sleep(for: $0) }
            )
        }
        try await eventually("the check-in has looked") { await gate.arrivals == 1 }
        _ = try await node.deployments.scan(.everything, by: server.operatorPrincipal)
        await gate.open()
        // Ends the wait of a check-in that has lost the order, so that the test fails and does not
        // hang. A check-in that has not may begin to sleep, too, before it hears the bell.
        let watch = Task {
            do {
                try await eventually("nobody is interested", within: .seconds(120)) { false }
            } catch is EventuallyTimedOut {
                clock.advance(by: .seconds(55))
            }
        }
        #expect(try await reply.value.orders.count == 1)
        watch.cancel()
        // It woke at once, and not when its time had passed.
        #expect(clock.now == before)
    }

    @Test("a machine whose inventory is wanted does not wait")
    func doesNotWaitForInventory() async throws {
        let reply = try await agent.checkIn(Feeds.inventory(["z": "1"]), wait: 55)
        #expect(reply.needsInventory)
    }

    @Test("a check-in whose caller goes away ends")
    func endsWithItsTask() async throws {
        let task = try await waiting(55)
        task.cancel()
        let clock = server.clock
        try await eventually("nobody waits") { clock.sleeperCount == 0 }
        _ = await task.result
    }

    @Test("a server that stops answers the machines that wait")
    func endsWithTheServer() async throws {
        let reply = try await server.services.agents.checkIn(
            CheckIn(
                inventoryDigest: nil,
                scannedAt: nil,
                facts: DeviceFacts(),
                waitSeconds: 55
            ),
            by: agent.principal,
            sleep: { _ in throw CancellationError() }
        )
        #expect(reply.orders.isEmpty)
    }

    @Test("an order that another node made wakes the machine once this node follows")
    func wakesForOtherNodes() async throws {
        let second = try await server.secondNode()
        try await second.services.index.refresh()
        let task = try await waiting(55)
        _ = try await second.services.deployments.scan(.everything, by: server.operatorPrincipal)
        #expect(server.clock.sleeperCount == 1)
        try await server.services.index.refresh()
        #expect(try await task.value.orders.count == 1)
    }
}
