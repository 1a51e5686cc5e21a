// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Logging

/// What the work on an order uses of the machine and of the agent around it.
struct OrderTools: Sendable {
    /// The root that is looked after; empty for the machine itself.
    let root: String
    let manager: any PackageManager
    let journal: Journal
    let state: StateDirectory
    let clock: any AgentClock
    /// What is added to the clock to get the server's, in milliseconds.
    let clockOffset: Int64
    let users: any UserNotice
    let restart: any MachineRestart
    /// What tells this run of the kernel from the next; `nil` where that cannot be told.
    let bootID: String?
    /// The agent's own program.
    let executable: AgentExecutable
    /// Fetches a build of the agent into a file.
    let fetch: @Sendable (AgentProgram, String) async throws -> Void
    /// Hands a progress message over; never waits for the server.
    let tell: @Sendable (OrderProgress) async -> Void
    let logger: Logger

    /// The time by the server's clock, in milliseconds since 1970.
    var serverTime: Int64 { clock.now + clockOffset }

    /// Reads the machine anew and keeps what was found in the state folder.
    func scan() async throws -> ScanRecord {
        try await Scanner(manager: manager, state: state, clock: clock, logger: logger).scan()
    }
}
