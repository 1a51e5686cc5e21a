// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Services
import Testing

@Suite struct LinkedPatchesTests {
    private let server: TestServer
    private let pilot: TestAgent
    private let a: Patch
    private let b: Patch

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        a = try server.patch("a")
        b = try server.patch("b")
        try await server.approve(a, b)
        pilot = try await server.enroll("pilot", having: ["a": "1.0"])
        _ = try await server.enroll("web-1", having: ["a": "1.0", "b": "1.0"], keyByte: 2)
    }

    private func onPilot(_ plan: inout DeploymentPlan) {
        plan.targets = DeploymentTargets(devices: [pilot.identity])
    }

    @Test("before the first has run, its own choice counts")
    func takesChoice() async throws {
        let first = try await server.make(
            "first",
            patches: .matching(query: "source: b", limit: nil),
            isEnabled: false
        ) { onPilot(&$0) }
        let second = try await server.make("second", patches: .linked(first.id))
        #expect(try await server.ordered(second) == ["web-1: b 1.1"])
    }

    @Test("after its first run, the list that it had then counts, whatever is missing now")
    func takesRun() async throws {
        let first = try await server.make(
            "first",
            patches: .matching(query: "missingCount > 0", limit: nil)
        ) { onPilot(&$0) }
        let run = try await server.services.deployments.latestRun(
            of: first.id,
            by: server.operatorPrincipal
        )?.run
        #expect(Set(run?.course.patches ?? []) == [a.id, b.id])
        _ = try await server.services.catalog.importFeeds(
            [Feeds.content("main", [Feeds.record("b", "1.2", codename: "bookworm")])],
            by: server.operatorPrincipal
        )
        let newest = try server.patch("b", "1.2")
        try await server.approve(newest)
        let second = try await server.make("second", patches: .linked(first.id))
        // What the first one had is what is meant, although a newer one is there by now.
        #expect(try await server.ordered(second) == ["web-1: a 1.1"])
    }

    @Test("of a run that took all that was missing, what its devices were to get counts")
    func takesExecutions() async throws {
        let first = try await server.make("first") { onPilot(&$0) }
        #expect(try await server.ordered(first) == ["pilot: a 1.1"])
        let order = try #require(try await pilot.orders().first)
        try await pilot.report(order)
        let second = try await server.make("second", patches: .linked(first.id), .daily(every: 1))
        try await server.start(second)
        #expect(try await server.ordered(second) == ["web-1: a 1.1"])
        // The next run looks again.
        try await server.approve(b)
        _ = try await server.enroll("spare", having: ["b": "1.0"], keyByte: 3)
        let spare = try server.view().device("spare").device.id
        _ = try await server.services.deployments.update(first.id, by: server.operatorPrincipal) {
            $0.plan.targets = DeploymentTargets(devices: [spare])
        }
        try await server.start(first)
        #expect(try await server.ordered(first) == ["spare: b 1.1"])
        try await server.start(second)
        // The spare one has an order for it already.
        #expect(try await server.ordered(second) == ["web-1: b 1.1"])
    }

    @Test("a chain of links is followed to its first")
    func followsChains() async throws {
        let first = try await server.make("first", patches: .listed([b.id]), isEnabled: false)
        let second = try await server.make(
            "second",
            patches: .linked(first.id),
            isEnabled: false
        )
        let third = try await server.make("third", patches: .linked(second.id))
        #expect(try await server.ordered(third) == ["web-1: b 1.1"])
        let run = try await server.services.deployments.latestRun(
            of: third.id,
            by: server.operatorPrincipal
        )?.run
        #expect(run?.course.plan.patches == .listed([b.id]))
    }

    @Test(
        "what nobody approved is not installed where a deployment of the chain needs approval",
        arguments: [true, false],
        [true, false]
    )
    func keepsApproval(isNeeded: Bool, hasRun: Bool) async throws {
        _ = try await server.services.catalog.importFeeds(
            [Feeds.content("main", [Feeds.record("b", "1.2", codename: "bookworm")])],
            by: server.operatorPrincipal
        )
        let newest = try server.patch("b", "1.2")
        let first = try await server.make(
            "first",
            patches: .listed([newest.id]),
            isEnabled: hasRun
        ) {
            onPilot(&$0)
            $0.needsApproval = isNeeded
        }
        let second = try await server.make("second", patches: .linked(first.id)) {
            $0.needsApproval = false
        }
        #expect(try await server.ordered(second) == (isNeeded ? [] : ["web-1: b 1.2"]))
        let delayed = try await server.make(
            "delayed",
            patches: .linked(first.id),
            isEnabled: false
        ) {
            $0.needsApproval = false
            $0.daysAfterApproval = 3
        }
        let last = try await server.make(
            "last",
            patches: .linked(delayed.id),
            isEnabled: false
        ) { $0.needsApproval = false }
        let plan = try await server.start(last).course.plan
        #expect(plan.patches == .listed([newest.id]))
        #expect(plan.needsApproval == isNeeded && plan.daysAfterApproval == 3)
        guard isNeeded else { return }
        try await server.approve(newest)
        try await server.start(second)
        #expect(try await server.ordered(second) == ["web-1: b 1.2"])
    }

    @Test("what is not there, does not install, lies elsewhere or comes back is refused")
    func refuses() async throws {
        await #expect(throws: DomainError(.deploymentNotFound)) {
            try await server.make("x", patches: .linked(.init(derivedFrom: "nothing")))
        }
        let scan = try await server.make("scan", kind: .scan, patches: .none)
        await #expect(throws: DomainError(.deploymentNotFound)) {
            try await server.make("x", patches: .linked(scan.id))
        }
        let first = try await server.make("first", patches: .listed([a.id]), isEnabled: false)
        let site = try await server.principal(ofSite: "Local Office")
        await #expect(throws: DomainError(.deploymentNotFound)) {
            try await server.make("x", patches: .linked(first.id), by: site)
        }
        let second = try await server.make(
            "second",
            patches: .linked(first.id),
            isEnabled: false
        )
        let error = await #expect(throws: DomainError.self) {
            try await server.services.deployments.update(
                first.id,
                by: server.operatorPrincipal
            ) { $0.plan.patches = .linked(second.id) }
        }
        #expect(error?.code == .requestInvalid)
        #expect(error?.subject == "patches: the deployments form a circle")
    }

    @Test("a deployment whose patches another takes stays; both go together")
    func keepsSources() async throws {
        let first = try await server.make("first", patches: .listed([a.id]), isEnabled: false)
        let second = try await server.make(
            "second",
            patches: .linked(first.id),
            isEnabled: false
        )
        let service = server.services.deployments
        let error = await #expect(throws: DomainError.self) {
            try await service.delete(first.id, by: server.operatorPrincipal)
        }
        #expect(error?.code == .deploymentInUse)
        #expect(
            error?.hint == "deployment \(second.number) (second) takes its patches from it"
        )
        let outcomes = try await service.delete(
            [first.id, second.id, first.id],
            kinds: [.install],
            by: server.operatorPrincipal
        )
        #expect(outcomes.map(\.id) == [first.id, second.id])
        #expect(outcomes.map(\.name) == ["first", "second"])
        #expect(outcomes.allSatisfy { $0.error == nil })
        #expect(try await service.deployments(by: server.operatorPrincipal).isEmpty)
    }
}
