// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Simulation
import Testing

@Suite struct InMemoryDeploymentStoreTests {
    private let store = InMemoryDeploymentStore()
    private let deployment = Deployment.Identity(derivedFrom: "deployment")
    private let device = Device.Identity(derivedFrom: "device")
    private let start = Timestamp(milliseconds: 1_750_000_000_000)

    private func run(_ name: String, slot: Int64 = 0, subject: Device.Identity? = nil) -> Run {
        let plan = DeploymentPlan(
            targets: .everything,
            patches: .none,
            schedule: .onDemand,
            policy: .standard
        )
        return Run(
            id: Run.Identity(derivedFrom: name),
            number: 1,
            deployment: deployment,
            path: TenantPath(root: 1),
            slot: start + .seconds(slot),
            subject: subject,
            createdAt: start,
            course: RunCourse(plan: plan, expiresAt: start + .seconds(600), at: start)
        )
    }

    private func execution(_ name: String) -> Execution {
        Execution(
            id: Execution.Identity(derivedFrom: name),
            deployment: deployment,
            run: Run.Identity(derivedFrom: "run"),
            device: device,
            path: TenantPath(root: 1),
            kind: .scan,
            patches: [],
            createdAt: start,
            expiresAt: start + .seconds(600)
        )
    }

    @Test("a deployment has one run for a slot and a subject")
    func runsAreUnique() throws {
        try store.insert(run("run"))
        #expect(throws: DomainError(.storageConflict)) { try store.insert(run("other")) }
        try store.insert(run("device's", subject: device))
        #expect(throws: DomainError(.storageConflict)) {
            try store.insert(run("device's again", subject: device))
        }
        try store.insert(run("later", slot: 1))
        #expect(try store.runs(of: deployment, limit: 10).count == 3)
        #expect(try store.hasRun(of: deployment, subject: device))
    }

    @Test("an execution that somebody else changed is not changed again")
    func staleUpdatesAreRefused() throws {
        try store.insert(run("run"))
        var execution = execution("one")
        try store.insert(execution)
        let isOffered = execution.on(.offered(until: start + .seconds(60)), at: start)
        #expect(isOffered)
        try store.update(execution, from: .pending)
        #expect(throws: DomainError(.storageConflict)) {
            try store.update(execution, from: .pending)
        }
        #expect(try store.execution(order: execution.order)?.id == execution.id)
    }

    @Test("counts follow the executions")
    func countsFollow() throws {
        try store.insert(run("run"))
        var first = execution("one")
        try store.insert(first)
        try store.insert(execution("two"))
        let isCancelled = first.on(.cancelled(reason: "enough"), at: start)
        #expect(isCancelled)
        try store.update(first, from: .pending)
        let counts = try store.counts(of: first.run)
        #expect(counts.sum { $0 == .pending } == 1)
        #expect(counts.sum { $0 == .cancelled } == 1)
        #expect(try store.openExecutions(of: device).count == 1)
        #expect(try store.executionsPending(of: first.run).count == 1)
    }

    @Test("what is pending expires at its end, what is given out not before its lease")
    func overdueIsFound() throws {
        try store.insert(run("run"))
        var given = execution("one")
        try store.insert(given)
        try store.insert(execution("two"))
        let late = start + .seconds(590)
        let isOffered = given.on(.offered(until: start + .seconds(600)), at: late)
        #expect(isOffered)
        try store.update(given, from: .pending)
        #expect(try store.overdueExecutions(at: start + .seconds(599), limit: 9).isEmpty)
        #expect(try store.overdueExecutions(at: start + .seconds(600), limit: 9).count == 1)
        #expect(try store.overdueExecutions(at: start + .seconds(650), limit: 9).count == 2)
        #expect(try store.overdueExecutions(at: start + .seconds(650), limit: 1).count == 1)
    }

    @Test("numbers are given out once")
    func numbersAscend() throws {
        #expect(try store.nextNumber(of: "run") == 1)
        #expect(try store.nextNumber(of: "run") == 2)
        #expect(try store.nextNumber(of: "deployment") == 1)
    }
}
