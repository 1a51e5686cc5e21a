// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser

/// The options of every verb.
struct CommonOptions: ParsableArguments {
    @Option(name: .long, help: "The folder that keeps the enrolment and the journal.")
    var state = StateDirectory.defaultPath

    @Option(
        name: .long,
        help: "The root folder to look after; kept by enroll. (default: the machine itself)"
    )
    var root: String?

    /// The folder as a value.
    var stateDirectory: StateDirectory { StateDirectory(state) }

    /// The root to look after: the one that was enrolled.
    ///
    /// Another one is refused: its packages would be reported under the wrong name.
    func enrolledRoot() throws -> String {
        let enrolled = try stateDirectory.identity().map { $0.root ?? "/" }
        guard let root else { return enrolled ?? "/" }
        let given = Agent.absolutePath(root)
        if let enrolled, enrolled != given {
            throw ValidationError("--root \(given): this agent was enrolled for \(enrolled)")
        }
        return given
    }

    /// Works with the agent of the state folder, and ends its connection afterwards.
    func withLoop<Answer: Sendable>(
        _ detail: Agent.LogDetail,
        scanIntervalHours: Double = 4,
        rebootCommand: String? = nil,
        _ body: @escaping @Sendable (AgentLoop) async throws -> Answer
    ) async throws -> Answer {
        let loop = try AgentLoop(
            state: stateDirectory,
            root: try enrolledRoot(),
            scanIntervalHours: scanIntervalHours,
            rebootCommand: rebootCommand,
            logger: Agent.startLogging(detail)
        )
        let result: Result<Answer, any Error>
        do {
            result = .success(try await body(loop))
        } catch {
            result = .failure(error)
        }
        await loop.close()
        return try result.get()
    }
}
