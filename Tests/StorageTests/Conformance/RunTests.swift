// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct RunTests {
        private let deployment = World.deployment(1)

        @Test("a run keeps what happens to it", arguments: Backend.all)
        func keepsHistory(backend: Backend) async throws {
            try await withDeployment(backend) { store async throws in
                let made = changed(World.run(1, of: deployment)) {
                    $0.subject = World.device(1).id
                }
                let ended = changed(made) {
                    $0.state = .completed
                    $0.endedAt = World.now + .seconds(9)
                    $0.course.patches = [World.patch]
                    $0.course.allowedAway = [1, .max]
                    $0.course.openRing = 1
                    $0.course.ringSatisfiedAt = World.now
                    $0.course.accepted.failed = 2
                    $0.course.decisions = RunDecision.Kind.allCases.map {
                        RunDecision($0, at: World.now, by: "user:zoë", reason: "weil „ja“")
                    }
                }
                for value in [ended as Any, ended.course] {
                    for member in Mirror(reflecting: value).children {
                        #expect("\(member.value)" != "nil", "\(member)")
                    }
                }
                try await store.write { try $0.insert(made) }
                for run in [made, ended, made, ended] {
                    try await store.write { try $0.update(run) }
                    #expect(try await store.read { try $0.run(run.id) } == run)
                }
                #expect(try await store.read { try $0.run(ID(derivedFrom: "nothing")) } == nil)
            }
        }

        @Test("no two runs of a deployment have the same slot and subject", arguments: Backend.all)
        func refusesSameSlot(backend: Backend) async throws {
            try await withDeployment(backend) { store async throws in
                let run = World.run(1, of: deployment)
                func like(_ number: Int64, _ change: (inout Run) -> Void) -> Run {
                    changed(World.run(number, of: deployment)) {
                        $0.slot = run.slot
                        change(&$0)
                    }
                }
                let ofDevice = like(2) { $0.subject = World.device(1).id }
                let ofOther = like(3) { $0.subject = World.device(2).id }
                let elsewhere = like(4) { $0.deployment = World.deployment(2).id }
                try await store.write { transaction throws in
                    for run in [run, ofDevice, ofOther, elsewhere] { try transaction.insert(run) }
                }
                try await store.read { transaction throws in
                    func hasRun(_ deployment: Int64, _ device: Int64) throws -> Bool {
                        try transaction.hasRun(
                            of: World.deployment(deployment).id,
                            subject: World.device(device).id
                        )
                    }
                    #expect(try hasRun(1, 1) && hasRun(1, 2))
                    #expect(try !hasRun(1, 3) && !hasRun(2, 1))
                }
                for twin in [
                    like(5) { _ in }, like(6) { $0.subject = World.device(1).id },
                    changed(World.run(7, of: deployment)) { $0.number = run.number },
                ] {
                    await #expect(throws: DomainError(.storageConflict)) {
                        try await store.write { try $0.insert(twin) }
                    }
                    #expect(try await store.read { try $0.run(twin.id) } == nil)
                }
            }
        }

        @Test("runs come newest first, and open ones of all oldest first", arguments: Backend.all)
        func listsRuns(backend: Backend) async throws {
            try await withDeployment(backend) { store async throws in
                let runs = (1...4).map { World.run($0, of: deployment) }
                let other = World.run(5, of: World.deployment(2))
                try await store.write { transaction throws in
                    for run in [other] + runs { try transaction.insert(run) }
                    for run in runs[1...2] {
                        try transaction.update(changed(run) { $0.endedAt = World.now })
                    }
                    try transaction.update(changed(runs[3]) { $0.state = .halted })
                }
                try await store.read { transaction throws in
                    let newest = try transaction.runs(of: deployment.id, limit: 3)
                    #expect(newest.map(\.number) == [4, 3, 2])
                    #expect(try transaction.runs(of: deployment.id, limit: 9).count == 4)
                    #expect(try transaction.runs(of: deployment.id, limit: -1) == [])
                    #expect(try transaction.run(number: 2, of: deployment.id)?.id == runs[1].id)
                    #expect(try transaction.run(number: 5, of: deployment.id) == nil)
                    #expect(try transaction.openRuns().map(\.number) == [1, 4, 5])
                }
            }
        }

        @Test(
            "a run needs its deployment, and an unknown one is not changed",
            arguments: Backend.all
        )
        func refusesUnknown(backend: Backend) async throws {
            try await withDeployment(backend) { store async throws in
                await #expect(throws: DomainError(.internalFault)) {
                    try await store.write {
                        try $0.insert(World.run(1, of: World.deployment(9)))
                    }
                }
                await #expect(throws: DomainError(.runNotFound)) {
                    try await store.write { try $0.update(World.run(1, of: deployment)) }
                }
            }
        }

        private func withDeployment(
            _ backend: Backend,
            _ body: (SQLStore) async throws -> Void
        ) async throws {
            try await backend.withTenants { store async throws in
                try await store.write {
                    try $0.insert(deployment)
                    try $0.insert(World.deployment(2))
                }
                try await body(store)
            }
        }
    }
}
