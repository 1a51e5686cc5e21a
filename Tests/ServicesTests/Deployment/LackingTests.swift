// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Services
import Testing

@Suite struct LackingTests {
    private let server: TestServer

    init() async throws {
        server = try await TestServer()
        try await server.importCatalogue()
        try await server.approve(try server.patch("a"), try server.patch("b"))
        _ = try await server.enroll("both", having: ["a": "1.0", "b": "1.0"])
        _ = try await server.enroll("only-a", having: ["a": "1.0", "b": "1.1"], keyByte: 2)
        _ = try await server.enroll("only-b", having: ["a": "1.1", "b": "1.0"], keyByte: 3)
    }

    @Test(
        "only devices that lack a patch of the query are in the run, with all that they lack",
        arguments: [
            ("source: a", ["both: a 1.1, b 1.1", "only-a: a 1.1"]),
            ("isSecurity: true", ["both: a 1.1, b 1.1", "only-a: a 1.1"]),
            ("source: b", ["both: a 1.1, b 1.1", "only-b: b 1.1"]),
            ("source: [a, b]", ["both: a 1.1, b 1.1", "only-a: a 1.1", "only-b: b 1.1"]),
            ("source: nothing", []),
        ]
    )
    func restricts(query: String, ordered: [String]) async throws {
        let made = try await server.make("x") { $0.targets.lacking = query }
        #expect(try await server.ordered(made) == ordered)
    }

    @Test("who is not named by the other targets is not, whatever it lacks")
    func addsNobody() async throws {
        let both = try server.view().device("both").device.id
        let made = try await server.make("x") {
            $0.targets = DeploymentTargets(devices: [both])
            $0.targets.lacking = "source: b"
        }
        #expect(try await server.ordered(made) == ["both: a 1.1, b 1.1"])
    }

    @Test("it is looked up anew for each run")
    func looksAgain() async throws {
        let made = try await server.make("x", .daily(every: 1)) { $0.targets.lacking = "source: a" }
        _ = try await server.enroll("late", having: ["a": "1.0"], keyByte: 4)
        try await server.start(made)
        #expect(
            try await server.ordered(made)
                == ["both: a 1.1, b 1.1", "late: a 1.1", "only-a: a 1.1"]
        )
    }

    @Test("a query that cannot be read is refused when the deployment is made")
    func refuses() async throws {
        await #expect(throws: DomainError(.requestInvalid)) {
            try await server.make("x") { $0.targets.lacking = "sauce: a" }
        }
        await #expect(throws: DomainError(.requestInvalid)) {
            try await server.make("x") { plan in
                var targets = DeploymentTargets.everything
                targets.lacking = "and"
                plan.rings = [Ring(name: "pilot", targets: targets)]
            }
        }
    }
}
