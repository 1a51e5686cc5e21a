// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import TestSupport
import Testing

@testable import Agent

/// The exchange of the agent's own program, with shell scripts in the programs' place.
@Suite(.timeLimit(.minutes(10))) struct AgentUpdateTests {
    private var machine: OrderMachine

    init() throws {
        machine = try OrderMachine()
        machine.ownClock = HostClock()
        let installed = try machine.directory.write("#!/bin/sh\n# old\n", to: "bin/agent")
        machine.executable = AgentExecutable(running: installed, installed: installed)
        try offer("echo \"$1\" >>'\(machine.directory.path("calls"))'; echo '{\"unreadable\":[]}'")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755],
            ofItemAtPath: installed
        )
    }

    /// Puts a program into the file `offer`, from where it is fetched.
    private func offer(_ script: String) throws {
        try machine.directory.write("#!/bin/sh\n# new\n\(script)\n", to: "offer")
    }

    /// An order for the program in the file `offer`, changed as a row of a test wants it.
    private func order(_ change: (inout AgentProgram) -> Void = { _ in }) throws -> Order {
        let offer = try AgentExecutable.digest(of: machine.directory.path("offer"))
        var program = AgentProgram(
            version: "9.9.9",
            machine: RunningKernel.current().machine,
            digest: offer.hexadecimal,
            size: offer.size
        )
        change(&program)
        var order = Order.order(.updateAgent)
        order.program = program
        return order
    }

    @Test("the new program is tried, takes the old one's place, and reports when it runs")
    func replaces() async throws {
        let order = try order()
        #expect(try await machine.proceed(order) == .replaced)
        #expect(try machine.directory.read("calls") == "--version\nstatus\n")
        #expect(try machine.directory.read("bin/agent").contains("# new"))
        #expect(try machine.directory.read("bin/agent.previous").contains("# old"))
        #expect(!FileManager.default.fileExists(atPath: machine.directory.path("bin/agent.new")))
        // The next process of the agent runs the new program.
        let report = try await machine.report(on: order)
        #expect(report.failure == nil)
        #expect(try machine.directory.read("calls") == "--version\nstatus\n")
    }

    @Test("a program that is not the ordered one, or does not start, changes nothing")
    func refuses() async throws {
        let zeros = String(repeating: "0", count: 64)
        let rows: [(String, (inout AgentProgram) -> Void)] = [
            ("its SHA-256 is ", { $0.digest = zeros }), ("bytes came", { $0.size += 1 }),
            ("it is for none", { $0.machine = "none" }),
        ]
        for (words, change) in rows {
            let fresh = try AgentUpdateTests()
            try await fresh.expectFailure(words, try fresh.order(change))
        }
        let scripts = [
            ("its --version ended with status 3: lame", "echo lame >&2; exit 3"),
            ("its status ended with status 1", "[ \"$1\" = --version ]"),
            ("it cannot read this agent's journal", "echo '{\"unreadable\":[\"one\"]}'"),
            ("it cannot read this agent's journal", "true"),
        ]
        for (words, script) in scripts {
            let fresh = try AgentUpdateTests()
            try fresh.offer(script)
            try await fresh.expectFailure(words, try fresh.order())
        }
    }

    private func expectFailure(_ words: String, _ order: Order) async throws {
        let report = try await machine.report(on: order)
        #expect(report.failure?.text.contains(words) == true, "\(words)")
        #expect(try machine.directory.read("bin/agent").contains("# old"))
        #expect(!FileManager.default.fileExists(atPath: machine.directory.path("bin/agent.new")))
    }

    @Test("an update that does not come about is given up")
    func givesUp() async throws {
        var machine = machine
        // Another program goes on running, whatever stands in the installed one's place.
        let running = try machine.directory.write("other", to: "running")
        machine.executable = AgentExecutable(
            running: running,
            installed: machine.executable.installed
        )
        let order = try order()
        for _ in 0..<2 { #expect(try await machine.proceed(order) == .replaced) }
        let report = try await machine.report(on: order)
        #expect(report.failure?.text.contains("the old one still runs") == true)
    }

    @Test("an order to remove the agent is reported before anything is removed")
    func removes() async throws {
        let report = try await machine.report(on: .order(.removeAgent))
        #expect(report.failure == nil)
        #expect(FileManager.default.fileExists(atPath: machine.state.journalPath))
    }
}
