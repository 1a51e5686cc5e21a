// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The processes that still run code which an update has replaced, as proc(5) shows it.
///
/// A replaced library stays on disk without a name for as long as somebody has it mapped; the
/// kernel then writes ` (deleted)` behind its path.
struct OutdatedProcesses: Sendable, Equatable {
    /// One process.
    struct Process: Sendable, Equatable {
        /// Its id.
        var id: Int
        /// Its name (`/proc/PID/comm`), which has 15 bytes at most.
        var name: String
        /// Its user's id.
        var user: Int
    }

    /// The processes, by id.
    private(set) var processes: [Process] = []

    /// Reads `/proc` below a root; a process that ends meanwhile does not count.
    init(root: String) throws {
        let folder = root + "/proc"
        let ids = try DurableFile.names(in: folder).compactMap(Int.init).sorted()
        for id in ids where Self.isOutdated(maps: Self.text("\(folder)/\(id)/maps")) {
            let name = Self.text("\(folder)/\(id)/comm").trimmed
            let user = Self.user(status: Self.text("\(folder)/\(id)/status"))
            processes.append(Process(id: id, name: name, user: user ?? Self.firstPerson))
        }
    }

    /// Why the machine must be restarted: what cannot be restarted by itself is among them.
    ///
    /// The other services are named too, but alone they are no reason.
    var reasonToRestart: String? {
        guard processes.contains(where: Self.isCore) else { return nil }
        let services = processes.filter { $0.user < Self.firstPerson }
        let names = Set(services.map(\.name)).sorted().joined(separator: ", ")
        return "services need a restart: \(names)"
    }

    /// The first id of a person's account (login.defs(5), `UID_MIN`).
    private static let firstPerson = 1_000

    /// The first process, and the message bus of the system: nothing goes on without them.
    ///
    /// The bus of a person's session ends with the session.
    private static func isCore(_ process: Process) -> Bool {
        if process.id == 1 { return true }
        return process.user < firstPerson
            && (process.name == "dbus-daemon" || process.name.hasPrefix("dbus-broker"))
    }

    /// Whether a process has code mapped from a file below `/usr` or `/lib` that was replaced.
    ///
    ///     7f3c-7f3d r-xp 00001000 fe:01 131  /usr/lib/x86_64-linux-gnu/libssl.so.3 (deleted)
    ///
    /// Only what is mapped for execution counts: programs delete data files that they map on
    /// purpose.
    static func isOutdated(maps: String) -> Bool {
        maps.split(separator: "\n").contains { line in
            guard line.hasSuffix(" (deleted)") else { return false }
            let fields = line.split(separator: " ", maxSplits: 5)
            guard fields.count == 6, fields[1].contains("x") else { return false }
            let path = fields[5].drop { $0 == " " }
            return path.hasPrefix("/usr/") || path.hasPrefix("/lib")
        }
    }

    /// The real user's id: the first number of the line `Uid:`.
    private static func user(status: String) -> Int? {
        for line in status.split(separator: "\n") where line.hasPrefix("Uid:") {
            return line.dropFirst("Uid:".count).split { $0 == "\t" || $0 == " " }.first
                .flatMap { Int($0) }
        }
        return nil
    }

    /// A file of a process; empty where it ended, or where it may not be read.
    private static func text(_ path: String) -> String {
        let bytes = (try? DurableFile.read(path)) ?? nil
        return String(decoding: bytes ?? Data(), as: UTF8.self)
    }
}
