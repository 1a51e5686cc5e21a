// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

/// The people at a machine: who is logged on, and a way to tell them something.
protocol UserNotice: Sendable {
    /// The names of the users that are logged on.
    func loggedOn() -> [String]

    /// Shows a text to all of them; what fails is nobody's loss.
    func tell(_ text: String) async
}

/// The terminals of a machine, written to by wall(1).
struct TerminalNotice: UserNotice {
    /// The root that is looked after; empty for the machine itself, and only there it is written.
    let root: String

    /// The users of the root's own utmp(5).
    func loggedOn() -> [String] {
        LoggedOnUsers.read(root: root)
    }

    /// Calls `wall`, where it is there.
    func tell(_ text: String) async {
        guard root.isEmpty, await Command.exists("wall") else { return }
        _ = try? await Command.run(.program("wall", ["--", text]))
    }
}
