// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
import Foundation

/// Someone at the machine installs an offered patch.
package struct SelfServiceInstall: Sendable {
    /// How long the order is waited for, in seconds.
    private static let waitSeconds = 20

    /// What came of it.
    package struct Answer: Encodable, Sendable {
        /// The patch.
        package var patch: AvailablePatch
        /// Whether another process of the agent, or a later one, carries it out.
        package var isLeftToRun: Bool
        /// What came of the patch here; `nil` where it is not over.
        package var result: PatchResult?
    }

    private let loop: AgentLoop

    /// Works with an enrolled agent.
    package init(loop: AgentLoop) {
        self.loop = loop
    }

    /// Asks for the patch and, unless it is left to `run`, carries out what is ordered.
    ///
    /// - Throws: ``AgentFailure/notAvailable(patch:)``, ``ServerError``, the package manager's failure.
    package func perform(_ word: String, isLeftToRun: Bool) async throws -> Answer {
        let patch = try await loop.request(word)
        var answer = Answer(patch: patch, isLeftToRun: true)
        if isLeftToRun { return answer }
        do {
            let once = try await loop.runOnce(waitSeconds: Self.waitSeconds)
            answer.result = once.reports.flatMap(\.results).first { $0.patch == patch.patch }
            answer.isLeftToRun = answer.result == nil
        } catch AgentFailure.alreadyRunning {
            // It holds a check-in open and gets the order at once.
        }
        return answer
    }
}

extension SelfServiceInstall.Answer {
    /// Whether the patch was to be installed here, and is not.
    package var hasFailed: Bool { result.map { !$0.outcome.isGood } ?? false }

    /// The answer for people.
    package var lines: [String] {
        guard let result else {
            return ["\(patch.name) is asked for; the running agent, or the next `run`, installs it"]
        }
        var lines = ["\(patch.name): \(result.outcome.rawValue)"]
        lines += result.packages.map { "  \($0.name) \($0.version)" }
        if let failure = result.failure { lines.append("  \(failure.text)") }
        return lines
    }
}
