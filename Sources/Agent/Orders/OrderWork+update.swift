// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import Logging

extension OrderWork {
    /// How often the program is exchanged before the update is given up.
    private static let replacementsMax = 2
    /// When the program is fetched again after the server was away, in milliseconds.
    private static let fetchRetry: Int64 = 60_000
    /// How long a program may take to tell its version or its status, in seconds.
    private static let trialSeconds = 30
    /// What env(1) ends with when a program is there and cannot be started.
    private static let notInvoked = 126
    /// How often such a program is tried again.
    private static let busyTriesMax = 5

    /// Exchanges the agent's own program for the ordered one.
    ///
    /// It has succeeded once the ordered program is the one that runs this.
    mutating func update() async throws -> OrderStep {
        guard let program = order.program else { return .finished(report()) }
        let fetched = tools.state.file("program.new")
        do {
            let running = try AgentExecutable.digest(of: tools.executable.running)
            if running.hexadecimal == program.digest {
                try? FileManager.default.removeItem(atPath: fetched)
                return .finished(report())
            }
            guard course.replacements < Self.replacementsMax else {
                throw AgentFailure.unusableProgram(
                    "it was put in place, and the old one still runs"
                )
            }
            try await fetch(program, to: fetched)
            try tools.executable.stage(fetched)
            try await tryOut(tools.executable.candidate)
            course.replacements += 1
            try packages.save()
            try tools.executable.replace()
            try? FileManager.default.removeItem(atPath: fetched)
            tools.logger.info("program replaced", metadata: ["version": "\(program.version)"])
            return .replaced
        } catch is CancellationError {
            throw CancellationError()
        } catch ServerError.unreachable where !packages.isTimeOver {
            return .waits(until: tools.serverTime + Self.fetchRetry)
        } catch {
            try? FileManager.default.removeItem(atPath: tools.executable.candidate)
            try? FileManager.default.removeItem(atPath: fetched)
            course.failure = Failure(error)
            return .finished(report())
        }
    }

    private func fetch(_ program: AgentProgram, to path: String) async throws {
        let machine = RunningKernel.current().machine
        guard program.machine == machine else {
            throw AgentFailure.unusableProgram("it is for \(program.machine), this is \(machine)")
        }
        try await tools.fetch(program, path)
        let found = try AgentExecutable.digest(of: path)
        guard found.size == program.size else {
            let reason = "\(found.size) bytes came, \(program.size) were ordered"
            throw AgentFailure.unusableProgram(reason)
        }
        guard found.hexadecimal == program.digest else {
            throw AgentFailure.unusableProgram("its SHA-256 is \(found.hexadecimal)")
        }
    }

    /// Lets a program tell its version and this agent's status: it starts, and reads the journal.
    private func tryOut(_ program: String) async throws {
        _ = try await answer(of: program, ["--version"])
        let arguments = ["status", "--json", "--state", tools.state.path]
        let status = try await answer(of: program, arguments)
        let seen = try? JSONDecoder().decode(Trial.self, from: Data(status.utf8))
        guard let seen, seen.unreadable.count <= (try tools.journal.entries().unreadable.count)
        else {
            throw AgentFailure.unusableProgram("it cannot read this agent's journal")
        }
    }

    /// What counts of the status that a new program tells.
    private struct Trial: Decodable {
        let unreadable: [String]
    }

    private func answer(of program: String, _ arguments: [String]) async throws -> String {
        var result = try await trial(of: program, arguments)
        // A file is busy while a process that was just forked still holds it open for writing.
        for _ in 0..<Self.busyTriesMax where result?.status == Self.notInvoked {
            try await tools.clock.sleep(for: InstallWork.pollInterval)
            result = try await trial(of: program, arguments)
        }
        guard let result else {
            let reason = "its \(arguments[0]) gave no answer in \(Self.trialSeconds) seconds"
            throw AgentFailure.unusableProgram(reason)
        }
        guard result.status == 0 else {
            let end = "its \(arguments[0]) ended with status \(result.status)"
            throw AgentFailure.unusableProgram("\(end): \(result.errors.trimmed)")
        }
        return result.output
    }

    /// Runs a program to its end; `nil` when that takes too long.
    private func trial(
        of program: String,
        _ arguments: [String]
    ) async throws -> Command.Result? {
        try await withThrowingTaskGroup(of: Command.Result?.self) { group in
            group.addTask { try await Command.run(.program(program, arguments)) }
            group.addTask { [clock = tools.clock] in
                try await clock.sleep(for: .seconds(Self.trialSeconds))
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }
}
