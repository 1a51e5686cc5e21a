// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation

/// The systemd service that a process belongs to.
struct ServiceUnit: Sendable, Equatable {
    /// Its name, for example `thimble-agent.service`.
    let name: String

    /// This process's own; `nil` where it is no service.
    static func own() -> ServiceUnit? {
        guard let bytes = try? DurableFile.read("/proc/self/cgroup") else { return nil }
        return ServiceUnit(controlGroups: String(decoding: bytes, as: UTF8.self))
    }

    /// Reads the service from a process's control groups (cgroups(7), `/proc/pid/cgroup`).
    ///
    /// A process of a person's session is in a service of the session too, which is not its own.
    init?(controlGroups: String) {
        for line in controlGroups.split(separator: "\n") {
            guard let path = line.split(separator: ":", maxSplits: 2).last,
                path.hasPrefix("/system.slice/"), let last = path.split(separator: "/").last,
                last.hasSuffix(".service")
            else { continue }
            name = String(last)
            return
        }
        return nil
    }

    /// Keeps it from being started with the machine; what went wrong, for people, or `nil`.
    func disable() async -> String? {
        await systemctl("disable", name)
    }

    /// Asks for its end, and does not wait for it; what went wrong, for people, or `nil`.
    func stop() async -> String? {
        await systemctl("stop", "--no-block", name)
    }

    private func systemctl(_ arguments: String...) async -> String? {
        do {
            let result = try await Command.run(.program("systemctl", arguments))
            return result.status == 0 ? nil : "systemctl: \(result.errors.trimmed)"
        } catch {
            return "\(error)"
        }
    }
}
