// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Logging
import TestSupport
import Testing

@testable import Agent

/// Orders that are carried out to their end, over each package manager.
@Suite(.timeLimit(.minutes(10))) struct PackageOrderTests {
    @Test("an order fetches, one installs, and one brings back", arguments: Backend.usable)
    func thereAndBack(_ backend: Backend) async throws {
        let machine = try await backend.machine(["foo=1.0-1", "grow=1.0-1"], isRemote: true)
        let new = OrderPatch(1, backend.target("foo", "1.1-1"), backend.target("grow", "1.1-1"))
        let old = OrderPatch(1, backend.target("foo", "1.0-1"), backend.target("grow", "1.0-1"))
        let before = try await machine.installed()

        let fetched = try await carryOut(.download, [new], number: 100, on: machine)
        #expect(try fetched.result(1).outcome == .downloaded, "\(fetched.results)")
        #expect(try await machine.installed() == before)

        let installed = try await carryOut(.install, [new], number: 101, on: machine)
        #expect(try installed.result(1).outcome == .installed, "\(installed.results)")
        #expect(try await machine.installed() == ["extra 1.0-1", "foo 1.1-1", "grow 1.1-1"])

        let back = try await carryOut(.rollback, [old], number: 102, on: machine)
        #expect(try back.result(1).outcome == .rolledBack, "\(back.results)")
        #expect(try await machine.installed() == ["extra 1.0-1"] + before)
    }

    @Test("one patch that cannot be had does not stop the others", arguments: Backend.usable)
    func partly(_ backend: Backend) async throws {
        let machine = try await backend.machine([
            "foo=1.0-1", "kicks=1.0-1", "needs=1.0-1", "pulls=1.0-1", "tool=2:1.0-1",
        ])
        let report = try await carryOut(
            .install,
            [
                OrderPatch(1, backend.target("foo", "9-1")),
                OrderPatch(2, backend.target("foo", "1.1-1")),
                OrderPatch(3, backend.target("needs", "1.1-1")),
                OrderPatch(4, backend.target("pulls", "1.1-1")),
                OrderPatch(5, backend.target("grow", "1.1-1")),
            ],
            number: 100,
            on: machine
        )
        #expect(
            report.results.map(\.outcome) == [
                .unavailable, .installed, .failed, .blocked, .notApplicable,
            ]
        )
        #expect(
            try await machine.installed() == [
                "foo 1.1-1", "kicks 1.0-1", "needs 1.0-1", "pulls 1.0-1", "tool 2:1.0-1",
            ]
        )
    }

    private func carryOut(
        _ kind: Order.Kind,
        _ patches: [OrderPatch],
        number: UInt8,
        on machine: any PrivateMachine
    ) async throws -> OrderReport {
        let folder = try TemporaryDirectory(prefix: "agent")
        let journal = try Journal(folder: folder.path("journal"))
        var order = Order.install(patches, number: number)
        order.kind = kind
        order.expiresAt = .max
        let key = Curve25519.Signing.PrivateKey()
        try #require(try journal.accept(order, signed: SignedOrder(order, key: key)))
        let progress = InstallProgress(startedAt: 1)
        try journal.record(.acting(progress), for: order.id)
        let tools = OrderTools(
            root: machine.root.path,
            manager: machine.manager,
            journal: journal,
            state: StateDirectory(folder.path),
            clock: HostClock(),
            clockOffset: 0,
            users: People(),
            restart: RestartStub(),
            bootID: nil,
            executable: .current(),
            fetch: { _, _ in },
            tell: { _ in },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )
        var work = OrderWork(order: order, tools: tools, progress: progress)
        guard case .finished(let report) = try await work.proceed() else {
            throw PackageManagerFailure(exitCode: nil, text: "the order waits for something")
        }
        return report
    }
}
