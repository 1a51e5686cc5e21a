// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation

/// How a machine is restarted or switched off.
protocol MachineRestart: Sendable {
    /// Why it cannot be, in words that end a sentence; `nil` where it can.
    func obstacle() async -> String?

    /// Orders it from the machine, and returns at once.
    ///
    /// - Returns: what went wrong, for people; `nil` when nothing did.
    func order(_ kind: RestartKind) async throws -> String?
}

/// What a machine is told.
enum RestartKind: String, Sendable {
    /// Restart.
    case restart
    /// Switch off.
    case shutdown
}

/// The restart by the system's own programs, or by one that the administrator has named.
struct SystemRestart: MachineRestart {
    /// The root that is looked after; empty for the machine itself.
    let root: String
    /// A program that is called instead, with `restart` or `shutdown` as its argument.
    let command: String?

    /// Another root than `/` is no machine, so only a named program can restart it.
    func obstacle() async -> String? {
        guard command == nil, !root.isEmpty else { return nil }
        return "\(root) is a folder, and no --reboot-command is set"
    }

    /// Calls the named program, systemctl(1) where systemd is at work, or shutdown(8).
    func order(_ kind: RestartKind) async throws -> String? {
        let call = call(kind)
        do {
            let result = try await Command.run(call)
            if result.status == 0 { return nil }
            return "it ended with status \(result.status): \(result.errors.trimmed)"
        } catch let failure as PackageManagerFailure {
            return failure.text
        }
    }

    private func call(_ kind: RestartKind) -> ProgramCall {
        if let command { return .program(command, [kind.rawValue]) }
        // sd_booted(3): the folder is there exactly where systemd is the first process.
        if FileManager.default.fileExists(atPath: "/run/systemd/system") {
            let verb = kind == .restart ? "reboot" : "poweroff"
            return .program("systemctl", [verb])
        }
        let option = kind == .restart ? "-r" : "-P"
        return .program("shutdown", [option, "now"])
    }
}
