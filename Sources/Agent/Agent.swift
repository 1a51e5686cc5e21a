// SPDX-License-Identifier: Apache-2.0
import NIOCore

/// The program on a managed machine: reads what is installed, does what signed orders say, reports.
///
/// It knows its server through the messages of `AgentProtocol` alone. `Loop` is the main cycle,
/// `Orders` decides about orders, journals them and carries them out in stages (`OrderWork`),
/// `Packages` is the port to the package manager with one folder a backend, `Host` reads the
/// machine, `Connection` talks to the server, `State` keeps the agent's own files. Only `HostClock`
/// reads a clock. Start at ``AgentLoop``.
package enum Agent {
    /// The version that the agent tells its server (Semantic Versioning 2.0.0).
    package static let version = "0.1.0"

    /// Keeps the process small: one event loop and one thread for name look-ups are enough.
    ///
    /// To be called once, before anything else of this target.
    package static func prepareProcess() {
        NIOSingletons.groupLoopCountSuggestion = 1
        NIOSingletons.blockingPoolThreadCountSuggestion = 1
    }
}
