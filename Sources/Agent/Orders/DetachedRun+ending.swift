// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc

extension DetachedRun {
    /// How often the end is looked for between asking a program to end and ending it.
    private static let gracePolls = 15

    /// Ends a running program with everything of its process group: SIGTERM, then SIGKILL.
    ///
    /// A program that made a group or a session of its own is not reached.
    func end(clock: any AgentClock) async throws {
        guard try status() == .running, let group, group > 1 else { return }
        kill(-group, SIGTERM)
        for _ in 0..<Self.gracePolls {
            // The wrapper ends at once; what it ran may trap the signal and tidy up.
            if kill(-group, 0) != 0 { return }
            try await clock.sleep(for: InstallWork.pollInterval)
        }
        kill(-group, SIGKILL)
    }

    /// The id of its process group; valid while it runs.
    private var group: pid_t? {
        guard let bytes = try? DurableFile.read(folder + "/pid") else { return nil }
        return pid_t(String(decoding: bytes, as: UTF8.self).trimmed)
    }
}
