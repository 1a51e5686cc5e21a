// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Query
import Services
import TestSupport
import Testing

/// Many writers, many refreshes: none may miss what was committed before it was called.
@Suite struct FleetIndexConcurrencyTests {
    private static let limits = FreshnessLimits(inventoryMaxAge: .seconds(1))

    private let server: TestServer

    init() async throws { server = try await TestServer() }

    @Test("each writer sees its own change as soon as its call returns")
    func seesOwnWrites() async throws {
        let services = server.services
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<12 {
                group.addTask {
                    for step in 0..<6 {
                        let name = "m-\(writer)-\(step)"
                        _ = try await services.devices.importDevices(
                            ImportedFleet([name: Feeds.inventory([:])]),
                            by: server.operatorPrincipal
                        )
                        let found = try server.view().devices(.named(name))
                        #expect(found.count == 1, "\(name)")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try server.view().devices().count == 72)
    }

    @Test("a refresh takes in everything that another node committed before the call")
    func missesNothing() async throws {
        let writer = try await server.secondNode().services
        try await writer.index.refresh()
        let index = server.services.index
        try await withThrowingTaskGroup(of: Void.self) { group in
            for task in 0..<6 {
                group.addTask {
                    for step in 0..<8 {
                        let name = "m-\(task)-\(step)"
                        _ = try await writer.devices.importDevices(
                            ImportedFleet([name: Feeds.inventory([:])]),
                            by: server.operatorPrincipal
                        )
                        try await index.refresh()
                        #expect(index.snapshot.hasDevice(named: name), "\(name)")
                    }
                }
            }
            // Others refresh all the while, so that calls join, follow and overtake each other.
            for _ in 0..<4 {
                group.addTask { for _ in 0..<40 { try await index.refresh() } }
            }
            try await group.waitForAll()
        }
        #expect(index.snapshot.devices.count == 48)
    }

    @Test("a refresh does not content itself with one that has read before its call")
    func doesNotJoinOlderReads() async throws {
        for round in 0..<10 {
            let gate = Gate()
            let store = PausingStore(server.store, gate: gate)
            let index = FleetIndex(store: store, limits: Self.limits)
            store.pause(read: 1)
            let first = Task { try await index.refresh() }
            try await eventually("the first refresh has read") { await gate.arrivals == 1 }
            let name = "m-\(round)"
            _ = try await server.services.devices.importDevices(
                ImportedFleet([name: Feeds.inventory([:])]),
                by: server.operatorPrincipal
            )
            let later = (0..<4).map { _ in
                Task {
                    try await index.refresh()
                    return index.snapshot.hasDevice(named: name)
                }
            }
            for _ in 0..<200 { await Task.yield() }
            #expect(index.snapshot.changeNumber == 0)
            await gate.open()
            try await first.value
            for task in later { #expect(try await task.value) }
        }
    }

    @Test("the state never goes back")
    func onlyGrows() async throws {
        let writer = try await server.secondNode().services
        try await writer.index.refresh()
        let index = server.services.index
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for step in 0..<30 {
                    _ = try await writer.devices.importDevices(
                        ImportedFleet(["m-\(step)": Feeds.inventory([:])]),
                        by: server.operatorPrincipal
                    )
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    var last: Int64 = 0
                    var count = 0
                    for _ in 0..<60 {
                        try await index.refresh()
                        let snapshot = index.snapshot
                        #expect(snapshot.changeNumber >= last)
                        #expect(snapshot.devices.count >= count)
                        last = snapshot.changeNumber
                        count = snapshot.devices.count
                    }
                }
            }
            try await group.waitForAll()
        }
        try await index.refresh()
        #expect(index.snapshot.devices.count == 30)
    }

    @Test("a caller that goes away does not keep others from their refresh")
    func survivesCancellation() async throws {
        let writer = try await server.secondNode().services
        try await writer.index.refresh()
        let index = server.services.index
        for step in 0..<20 {
            let name = "m-\(step)"
            _ = try await writer.devices.importDevices(
                ImportedFleet([name: Feeds.inventory([:])]),
                by: server.operatorPrincipal
            )
            let leaving = (0..<3).map { _ in Task { try await index.refresh() } }
            for task in leaving { task.cancel() }
            try await index.refresh()
            #expect(index.snapshot.hasDevice(named: name), "\(name)")
            for task in leaving { _ = await task.result }
        }
    }

    @Test("a refresh that fails is told to its caller, and the next one works")
    func recoversFromFailure() async throws {
        let index = FleetIndex(store: FailingStore(server.store), limits: Self.limits)
        await #expect(throws: DomainError(.storageBusy)) { try await index.refresh() }
        try await index.refresh()
        #expect(index.snapshot.tenants.count == 3)
    }
}

extension FleetSnapshot {
    fileprivate func hasDevice(named name: String) -> Bool {
        !devices.filter { $0.device.name == name }.isEmpty
    }
}
