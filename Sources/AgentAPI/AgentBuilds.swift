// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Web

/// The builds of the agent that a server hands out, and the script that installs one.
package protocol AgentBuilds: Sendable {
    /// The builds that there are now, by machine.
    func programs() async -> [AgentProgram]
    /// The bytes of the build with a SHA-256, in lower-case hexadecimal; `nil` where there is none.
    func program(digest: String) async throws -> ReplyStream?
    /// The text of the script that installs the agent of a server with an address such as
    /// `https://patch.example.test:8443`.
    func installScript(server: String) async -> String
}
