// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import TestSupport
import Testing

@testable import Agent

/// Scripts of an agent that was killed: none is run a second time.
@Suite(.timeLimit(.minutes(10))) struct ActionResumeTests {
    private let machine: OrderMachine
    private let order: Order

    init() throws {
        machine = try OrderMachine()
        let go = machine.directory.path("go")
        let wait = "while [ ! -e '\(go)' ]; do sleep 0.02; done; exit 7"
        order = .order(.script, actions: [machine.action(10, wait), machine.action(11)])
    }

    /// Begins the order and stops the agent while the first script runs.
    private func killAgent() async throws {
        let task = Task { try await machine.proceed(order) }
        try await eventually("the script runs") { machine.ran == ["10"] }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("a script that still runs is waited for")
    func stillRuns() async throws {
        try await killAgent()
        let second = Task { try await machine.report(on: order) }
        try machine.directory.write("", to: "go")
        let report = try await second.value
        #expect(report.actions?.map(\.exitCode) == [7, 0])
        #expect(report.actions?.map(\.outcome) == [.failed, .succeeded])
        #expect(machine.ran == ["10", "11"])
    }

    @Test("the status of a script that has ended meanwhile is found")
    func hasEnded() async throws {
        try await killAgent()
        try machine.directory.write("", to: "go")
        let exit = machine.journal.folder(of: order.id) + "/run-1/exit"
        try await eventually("it has ended") { FileManager.default.fileExists(atPath: exit) }
        let report = try await machine.report(on: order)
        #expect(report.actions?.map(\.exitCode) == [7, 0])
        #expect(machine.ran == ["10", "11"])
    }

    @Test("a script that was killed with its agent has failed")
    func wasKilled() async throws {
        try await killAgent()
        let path = machine.journal.folder(of: order.id) + "/run-1/pid"
        let process = try #require(Int32(String(contentsOfFile: path, encoding: .utf8).trimmed))
        kill(-process, SIGKILL)
        let report = try await machine.report(on: order)
        #expect(report.actions?.map(\.outcome) == [.failed, .succeeded])
        #expect(report.actions?.first?.exitCode == nil)
        #expect(machine.ran == ["10", "11"])
    }

    @Test("a script that was journaled and never started is not started")
    func neverStarted() async throws {
        var progress = InstallProgress(startedAt: OrderMachine.start)
        progress.course.stage = .working
        progress.course.action = ActionProgress(
            action: TestID.uuid(10),
            run: 1,
            now: OrderMachine.start
        )
        progress.runCount = 1
        try machine.begin(order, with: progress)
        let report = try await machine.report(on: order)
        let result = try #require(report.actions?.first)
        #expect(result.outcome == .failed)
        #expect(
            result.output == "it was stopped from outside, or never started, and is not run again"
        )
        #expect(machine.ran == ["11"])
    }
}
