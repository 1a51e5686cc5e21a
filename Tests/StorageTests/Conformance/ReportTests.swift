// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct ReportTests {
        private let devices = [World.device(1), World.device(2)]
        private let deployment = World.deployment(1)
        private let others = [World.record("nginx").patch, World.record("apache2").patch]

        @Test(
            "reports come oldest first, those of open executions not at all",
            arguments: Backend.all
        )
        func listsReports(backend: Backend) async throws {
            let executions = [30, 10, 20].map { seconds in
                reported(seconds, [World.result(.failed)])
            }
            let retried = reported(15, [World.result(.failed)], .pending)
            let unreported = changed(reported(5, [], .expired)) { $0.report = nil }
            let lost = reported(25, [World.result(.installed)], .silent)
            try await with(executions + [retried, unreported, lost], backend) { store in
                let reported = try await store.read { transaction throws in
                    var reported: [Execution] = []
                    try transaction.reportedExecutions { reported.append($0) }
                    return reported
                }
                #expect(reported == [executions[1], executions[2], lost, executions[0]])
            }
        }

        @Test(
            "the way back from a patch is what its last installation found",
            arguments: Backend.all
        )
        func findsFormerPackages(backend: Backend) async throws {
            let (nginx, apache) = (others[0], others[1])
            let executions = [
                reported(10, [World.result(.installed, previous: "0.1")]),
                reported(40, [World.result(.installed, previous: "0.4")]),
                reported(20, [World.result(.installed, previous: "0.2")]),
                // Later words about it that tell of no installation, or of nothing before it.
                reported(50, [World.result(.failed, previous: "0.5")]),
                reported(60, [World.result(.alreadyInstalled)]),
                reported(70, [World.result(.installed)]),
                reported(80, [World.result(.rolledBack, previous: "0.8")]),
                changed(reported(90, [World.result(.installed, previous: "0.9")])) {
                    $0.kind = .rollback
                },
                reported(95, [World.result(.installed, previous: "0.95")], on: 1),
                // A second attempt found what the first had brought.
                reported(30, [World.result(.alreadyInstalled, of: nginx, previous: "0.3")]),
                reported(35, [World.result(.failed, of: apache, previous: "0.3")]),
            ]
            try await with(executions, backend) { store in
                try await store.read { transaction throws in
                    let former = try transaction.formerPackages(on: devices[0].id)
                    #expect(
                        former == [
                            World.patch: [World.target("0.4")], nginx: [World.target("0.3")],
                        ]
                    )
                    let second = try transaction.formerPackages(on: devices[1].id)
                    #expect(second == [World.patch: [World.target("0.95")]])
                    #expect(try transaction.formerPackages(on: World.device(9).id) == [:])
                }
            }
        }

        /// An execution of a run of its own, whose report came after so many seconds.
        private func reported(
            _ seconds: Int64,
            _ results: [PatchResult],
            _ state: Execution.State = .completed,
            on device: Int = 0
        ) -> Execution {
            let run = World.run(seconds, of: deployment)
            return changed(World.execution(of: run, on: devices[device]).inState(state)) {
                $0.results = results
                $0.report = World.report(of: $0, results)
                $0.reportedAt = World.now + .seconds(seconds)
                // When it was made says nothing about when it was reported.
                $0.createdAt = World.now + .seconds(-seconds)
            }
        }

        private func with(
            _ executions: [Execution],
            _ backend: Backend,
            _ body: (SQLStore) async throws -> Void
        ) async throws {
            try await backend.withTenants { store async throws in
                try await store.write { transaction throws in
                    for device in devices { try transaction.insert(device) }
                    try transaction.insert(deployment)
                    for execution in executions {
                        let seconds = (execution.reportedAt ?? World.now) - World.now
                        let number = seconds.components.seconds
                        try transaction.insert(World.run(number, of: deployment))
                        try transaction.insert(execution)
                    }
                }
                try await body(store)
            }
        }
    }
}
