// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import TestSupport
import Testing

/// What an agent reports counts only once the machine's inventory shows it.
@Suite(.timeLimit(.minutes(10)))
struct ProofTests {
    /// A device that was given the order to bring `oak` from version 1 to version 2.
    private struct OrderedOak {
        let server: RunningServer
        let agent: ScriptedAgent
        let order: Order
        /// The digest of the inventory with version 1.
        let before: String

        static let deployment = "Oaks"

        var home: Home { server.home }
        var shown: ShownDeployment {
            get async throws { try await home.deployment(Self.deployment) }
        }

        init() async throws {
            let oak = DebPackage(name: "oak", version: "2")
            let repository = try await AptRepository([.bookworm([oak])])
            server = try await RunningServer.start()
            let keyring = ["--keyring", repository.keyringPath]
            let mirror = ["apt", repository.directory.path] + keyring
            try await server.home.call("catalog import", mirror).requireSuccess()
            agent = try await ScriptedAgent(named: "web-1", at: server)
            before = try await agent.upload(ScriptedAgent.inventory(of: "oak", version: "1"))
            try await server.home.thimble("approve", "oak 2")
            try await server.home.makePolicy("Once")
            let words = ["--install", "--all-approved", "--policy", "Once"]
            try await server.home.deploy(Self.deployment, words)
            let orders = try await agent.orders(inventory: before)
            order = try #require(orders.first)
            #expect(orders.count == 1 && order.kind == .install)
            let target = TargetPackage(name: "oak", architecture: "amd64", version: "2")
            #expect(order.patches.map(\.packages) == [[target]])
        }

        /// The details of the audit log's entries with an action.
        func details(_ action: String) async throws -> [String?] {
            try await home.audit(action).map(\.["detail"].text)
        }
    }

    @Test("a device is being verified until the inventory proves its report")
    func awaitsProof() async throws {
        let oak = try await OrderedOak()
        #expect(try await oak.shown.states == ["offered": 1])
        let after = ScriptedAgent.inventory(of: "oak", version: "2")
        let report = oak.agent.report(
            on: oak.order,
            inventory: ScriptedAgent.digest(try after.canonicalBytes())
        )
        #expect(try await oak.agent.send(report, to: "reports").status == 204)

        // Neither time nor a call with the inventory of before is a proof, nor a second order.
        #expect(try await oak.agent.orders(inventory: oak.before).isEmpty)
        #expect(try await oak.shown.states == ["verifying": 1])
        #expect(try await oak.shown.state == "running")
        #expect(try await oak.details("order.report").count == 1)
        #expect(try await oak.details("order.verify").isEmpty)

        try await oak.agent.upload(after)
        let shown = try await oak.shown
        #expect(shown.states == ["completed": 1])
        #expect(shown.state == "completed")
        #expect(shown.decisions == ["started", "completed"])
        let verified = try await oak.details("order.verify")
        #expect(verified.count == 1 && verified.first??.hasPrefix("completed ") == true)
        #expect(try await oak.details("run.completed").count == 1)
        #expect(try await oak.home.findings().map(\.["state"].text) == ["installed"])
    }

    @Test(
        "a report that the inventory disproves is a failure, whatever the agent says",
        arguments: ["1", "1.5"]
    )
    func disprovesReport(version: String) async throws {
        let oak = try await OrderedOak()
        let there = ScriptedAgent.inventory(of: "oak", version: version)
        let report = oak.agent.report(
            on: oak.order,
            inventory: ScriptedAgent.digest(try there.canonicalBytes())
        )
        #expect(try await oak.agent.send(report, to: "reports").status == 204)
        try await oak.agent.upload(there)
        let shown = try await oak.shown
        #expect(shown.states == ["failed": 1])
        #expect(shown.state == "completed")
        let words = "reported as installed, but the inventory read afterwards says otherwise"
        #expect(shown.run["devices"].items.first?["words"].items.map(\.text) == [words])
        let details = try await oak.details("order.verify")
        #expect(details.count == 1)
        #expect(details.first??.hasPrefix("failed: \(words)") == true, "\(details)")
    }
}
