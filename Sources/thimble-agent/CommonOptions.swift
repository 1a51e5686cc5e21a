// SPDX-License-Identifier: Apache-2.0
import Agent
import ArgumentParser

/// The options of every verb.
struct CommonOptions: ParsableArguments {
    @Option(name: .long, help: "The folder that keeps the enrolment and the journal.")
    var state = StateDirectory.defaultPath

    @Option(name: .long, help: "Look after the Debian root in this folder.")
    var root = "/"

    /// The folder as a value.
    var stateDirectory: StateDirectory { StateDirectory(state) }
}
