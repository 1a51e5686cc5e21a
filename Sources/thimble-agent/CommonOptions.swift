// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser

/// The options of every verb.
struct CommonOptions: ParsableArguments {
    @Option(name: .long, help: "The folder that keeps the enrolment and the journal.")
    var state = StateDirectory.defaultPath

    @Option(
        name: .long,
        help: "The Debian root to look after; kept by enroll. (default: the machine itself)"
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
}
