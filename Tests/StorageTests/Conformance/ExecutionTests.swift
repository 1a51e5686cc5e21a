// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct ExecutionTests {
        private let devices = [World.device(1), World.device(2)]
        private let deployment = World.deployment(1)

        @Test("an execution keeps everything that can be said of it", arguments: Backend.all)
        func keepsMembers(backend: Backend) async throws {
            try await withExecutions(backend) { store, executions async throws in
                let bare = executions[0]
                let full = changed(bare) {
                    $0.patches = []
                    $0.state = .silent
                    $0.since = World.now + .seconds(1)
                    $0.reason = "„weil“"
                    $0.attempt = 3
                    $0.failures = 2
                    $0.notBefore = World.now + .seconds(2)
                    $0.downloadedAt = World.now + .seconds(3)
                    $0.isDownload = true
                    $0.offers = 4
                    $0.leasedUntil = World.now + .seconds(5)
                    $0.orderExpiresAt = World.now + .seconds(6)
                    $0.results = [
                        World.result(.failed), World.result(.installed, previous: "0.9"),
                    ]
                    $0.report = World.report(of: bare, $0.results)
                    $0.reportedAt = World.now + .seconds(7)
                    $0.digestAtReport = "0a1b"
                    $0.refusal = OrderRefusal(
                        order: bare.order,
                        reason: .forged,
                        detail: "Unterschrift ≠"
                    )
                }
                for member in Mirror(reflecting: full).children {
                    #expect("\(member.value)" != "nil", "\(member)")
                }
                for (former, state) in [(bare, full), (full, bare), (bare, full)] {
                    try await store.write { try $0.update(state, from: former.state) }
                    #expect(try await store.read { try $0.execution(bare.id) } == state)
                }
                let made = changed(full) {
                    $0.id = ID(derivedFrom: "full")
                    $0.run = World.run(3, of: deployment).id
                    $0.ring = 2
                    $0.kind = .rollback
                }
                try await store.write { transaction throws in
                    try transaction.insert(World.run(3, of: deployment))
                    try transaction.insert(made)
                }
                #expect(try await store.read { try $0.execution(made.id) } == made)
            }
        }

        @Test("a null character in a reason does not cut it off", arguments: Backend.all)
        func keepsNullCharacters(backend: Backend) async throws {
            try await withExecutions(backend) { store, executions async throws in
                let refused = changed(executions[0]) { $0.reason = "a\u{0}ä" }
                try await store.write { try $0.update(refused, from: .pending) }
                let found = try await store.read { try $0.execution(refused.id) }
                #expect(found == changed(refused) { $0.reason = "a\u{FFFD}ä" })
            }
        }

        @Test("an execution is found by its present order alone", arguments: Backend.all)
        func findsByOrder(backend: Backend) async throws {
            try await withExecutions(backend) { store, executions async throws in
                var execution = executions[0]
                var past: [Execution] = []
                let changes: [(inout Execution) -> Void] = [
                    { $0.isDownload = true }, { $0.isDownload = false },
                    { $0.attempt = 2 }, { $0.isDownload = true }, { $0.attempt = 3 },
                ]
                for change in changes {
                    past.append(execution)
                    change(&execution)
                    try await store.write { [execution] in
                        try $0.update(execution, from: execution.state)
                    }
                    try await store.read { [execution, past] transaction throws in
                        #expect(try transaction.execution(order: execution.order) == execution)
                        for former in past where former.order != execution.order {
                            #expect(try transaction.execution(order: former.order) == nil)
                        }
                    }
                }
                #expect(Set((past + [execution]).map(\.order)).count == 5)
                let other = executions[1]
                #expect(try await store.read { try $0.execution(order: other.order) } == other)
            }
        }

        @Test(
            "executions come by device, those of a deployment newest run first",
            arguments: Backend.all
        )
        func listsByRun(backend: Backend) async throws {
            try await withExecutions(backend) { store, executions async throws in
                let byDevice = { (executions: ArraySlice<Execution>) in
                    executions.sorted { $0.device < $1.device }
                }
                let (older, newer) = (byDevice(executions[..<2]), byDevice(executions[2...]))
                try await store.read { transaction throws in
                    let all: [Execution] = try transaction.executions(of: deployment.id)
                    #expect(all == newer + older)
                    #expect(try transaction.executions(of: executions[0].run) == older)
                    let none: [Execution] = try transaction.executions(of: World.deployment(9).id)
                    #expect(none == [])
                    #expect(try transaction.execution(ID(derivedFrom: "nothing")) == nil)
                }
            }
        }

        @Test("an unknown execution cannot be changed", arguments: Backend.all)
        func refusesUnknown(backend: Backend) async throws {
            try await withExecutions(backend) { store, executions async throws in
                let stray = changed(executions[0]) { $0.id = ID(derivedFrom: "nothing") }
                await #expect(throws: DomainError(.orderNotFound)) {
                    try await store.write { try $0.update(stray, from: .pending) }
                }
            }
        }

        /// Two runs on two devices: executions by run, then by device number.
        private func withExecutions(
            _ backend: Backend,
            _ body: (SQLStore, [Execution]) async throws -> Void
        ) async throws {
            try await backend.withTenants { store async throws in
                let runs = [World.run(1, of: deployment), World.run(2, of: deployment)]
                let executions = runs.flatMap { run in
                    devices.map { World.execution(of: run, on: $0) }
                }
                try await store.write { transaction throws in
                    for device in devices { try transaction.insert(device) }
                    try transaction.insert(deployment)
                    for run in runs.reversed() { try transaction.insert(run) }
                    for execution in executions.reversed() { try transaction.insert(execution) }
                }
                try await body(store, executions)
            }
        }
    }
}
