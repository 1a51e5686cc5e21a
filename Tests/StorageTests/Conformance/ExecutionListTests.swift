// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct ExecutionListTests {
        private let run = World.run(1, of: World.deployment(1))

        @Test(
            "each list has the executions in exactly the states that it is about",
            arguments: Backend.all
        )
        func listsByState(backend: Backend) async throws {
            let executions = zip(1..., Execution.State.allCases).map { number, state in
                changed(World.execution(of: run, on: World.device(number)).inState(state)) {
                    $0.report = World.report(of: $0, [])
                    $0.reportedAt = World.now
                }
            }
            try await with(executions, backend) { store async throws in
                try await store.read { transaction throws in
                    func expect(
                        _ found: [Execution],
                        _ name: String,
                        where isMeant: (Execution.State) -> Bool
                    ) {
                        let meant = executions.filter { isMeant($0.state) }.map(\.id)
                        #expect(found.map(\.id).sorted() == meant.sorted(), "\(name)")
                    }
                    expect(try transaction.openExecutions(), "open") { !$0.isFinal }
                    expect(try transaction.executionsPending(of: run.id), "pending") {
                        $0 == .pending
                    }
                    expect(try transaction.executionsAway(of: run.id), "away") { $0.isAway }
                    let later = run.createdAt + .seconds(1)
                    expect(try transaction.activeExecutions(since: later), "active") {
                        $0.isActive
                    }
                    let none = try transaction.activeExecutions(since: run.createdAt)
                    #expect(none == [])
                    var reported: [Execution] = []
                    try transaction.reportedExecutions { reported.append($0) }
                    expect(reported, "reported") { $0.isFinal }
                    for execution in executions {
                        let isOpen = !execution.state.isFinal || execution.state == .silent
                        let found = try transaction.openExecutions(of: execution.device)
                        #expect(found == (isOpen ? [execution] : []))
                    }
                    let other = World.run(2, of: World.deployment(1)).id
                    #expect(try transaction.executionsPending(of: other) == [])
                    #expect(try transaction.executionsAway(of: other) == [])
                }
            }
        }

        @Test(
            "open executions come oldest first, active ones by their time",
            arguments: Backend.all
        )
        func listsInOrder(backend: Backend) async throws {
            let times: [Int64] = [30, 10, 20]
            let executions = zip(1..., times).map { number, seconds in
                changed(World.execution(of: run, on: World.device(number)).inState(.installing)) {
                    $0.createdAt = World.now + .seconds(seconds)
                    $0.since = World.now + .seconds(100 - seconds)
                }
            }
            try await with(executions, backend) { store async throws in
                try await store.read { transaction throws in
                    let open = try transaction.openExecutions()
                    #expect(open == [executions[1], executions[2], executions[0]])
                    let active = try transaction.activeExecutions(since: World.now + .seconds(90))
                    #expect(active == [executions[0], executions[2]])
                }
            }
        }

        @Test("exactly those are overdue that time alone would end", arguments: Backend.all)
        func listsOverdue(backend: Backend) async throws {
            let end = World.now + .seconds(100)
            func offered(_ number: Int64, _ orderEnd: Int64) -> Execution {
                World.execution(of: run, on: World.device(number))
                    .after(.offered(until: World.now + .seconds(orderEnd)), at: World.now)
            }
            let executions = [
                World.execution(of: run, on: World.device(1)), offered(2, 50), offered(3, 150),
                offered(4, 10).after(.progressed(.installing)),
                World.execution(of: run, on: World.device(5)).inState(.cancelled),
                // Handed out without a lease: nothing says when it ends.
                changed(World.execution(of: run, on: World.device(6)).inState(.offered)) {
                    $0.orderExpiresAt = World.now
                },
                // Its lease is longer than everything else.
                changed(offered(7, 20)) { $0.leasedUntil = World.now + .seconds(160) },
            ].map { execution in changed(execution) { $0.expiresAt = end } }
            try await with(executions, backend) { store async throws in
                var counts: [Int] = []
                for seconds in [0, 50, 60, 99, 100, 101, 149, 150, 160, 9_999] as [Int64] {
                    let time = World.now + .seconds(seconds)
                    let ending = executions.filter { execution in
                        var execution = execution
                        return execution.on(.tick, at: time)
                    }
                    let found = try await store.read {
                        try $0.overdueExecutions(at: time, limit: 99)
                    }
                    #expect(found.map(\.id).sorted() == ending.map(\.id).sorted(), "\(seconds)")
                    counts.append(found.count)
                    let first = try await store.read {
                        try $0.overdueExecutions(at: time, limit: 1)
                    }
                    #expect(first == Array(found.prefix(1)))
                }
                #expect(counts == [0, 0, 0, 0, 2, 2, 2, 3, 4, 4])
            }
        }

        private func with(
            _ executions: [Execution],
            _ backend: Backend,
            _ body: (SQLStore) async throws -> Void
        ) async throws {
            try await backend.withTenants { store async throws in
                try await store.write { transaction throws in
                    for number in 1...Int64(executions.count) {
                        try transaction.insert(World.device(number))
                    }
                    try transaction.insert(World.deployment(1))
                    try transaction.insert(run)
                    for execution in executions { try transaction.insert(execution) }
                }
                try await body(store)
            }
        }
    }
}
