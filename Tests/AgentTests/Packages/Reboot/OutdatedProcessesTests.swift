// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import Agent

@Suite struct OutdatedProcessesTests {
    private static let library = "/usr/lib/x86_64-linux-gnu/libssl.so.3"

    @Test(
        "code that an update has replaced is told from everything else",
        arguments: [
            ("7f-80 r-xp 0000 fe:01 131                    \(library) (deleted)", true),
            ("7f-80 r-xp 0000 fe:01 131 /lib64/libc.so.6 (deleted)", true),
            ("7f-80 r-xp 0000 fe:01 131 /usr/bin/my daemon (deleted)", true),
            ("7f-80 r--p 0000 fe:01 131 \(library) (deleted)", false),
            ("7f-80 r-xp 0000 fe:01 131 \(library)", false),
            ("7f-80 r-xp 0000 00:05 17 /memfd:code (deleted)", false),
            ("7f-80 rwxp 0000 00:00 0", false), ("", false),
        ]
    )
    func maps(line: String, isOutdated: Bool) {
        let other = "55-56 r-xp 0000 fe:01 7 /usr/sbin/daemon\n"
        #expect(OutdatedProcesses.isOutdated(maps: other + line + "\n") == isOutdated)
    }

    @Test("the first process and the system's message bus are a reason, with the others named")
    func reason() throws {
        let root = try TemporaryDirectory(prefix: "root")
        try process(30, "sshd", user: 0, isOutdated: true, in: root)
        try process(31, "nginx", user: 33, isOutdated: true, in: root)
        try process(32, "dbus-daemon", user: 1_000, isOutdated: true, in: root)
        try process(33, "dbus-daemon", user: 101, isOutdated: false, in: root)
        try root.write("no process\n", to: "proc/version")
        let alone = try OutdatedProcesses(root: root.path)
        #expect(alone.processes.map(\.id) == [30, 31, 32])
        #expect(alone.reasonToRestart == nil)
        try process(1, "systemd", user: 0, isOutdated: true, in: root)
        #expect(
            try OutdatedProcesses(root: root.path).reasonToRestart
                == "services need a restart: nginx, sshd, systemd"
        )
        try process(1, "systemd", user: 0, isOutdated: false, in: root)
        try process(33, "dbus-daemon", user: 101, isOutdated: true, in: root)
        #expect(
            try OutdatedProcesses(root: root.path).reasonToRestart
                == "services need a restart: dbus-daemon, nginx, sshd"
        )
    }

    @Test("a root that does not run has no processes and no time of its start")
    func noProcesses() throws {
        let root = try TemporaryDirectory(prefix: "root")
        #expect(try OutdatedProcesses(root: root.path).processes.isEmpty)
        #expect(try BootTime.read(root: root.path) == nil)
        try root.write("cpu 1 2\nbtime 1700000000\n", to: "proc/stat")
        #expect(try BootTime.read(root: root.path) == 1_700_000_000)
    }

    private func process(
        _ id: Int,
        _ name: String,
        user: Int,
        isOutdated: Bool,
        in root: TemporaryDirectory
    ) throws {
        let end = isOutdated ? " (deleted)" : ""
        try root.write("7f-80 r-xp 0 fe:01 131 \(Self.library)\(end)\n", to: "proc/\(id)/maps")
        try root.write(name + "\n", to: "proc/\(id)/comm")
        let users = [user, user, user, user].map(String.init).joined(separator: "\t")
        try root.write("Name:\t\(name)\nUid:\t\(users)\n", to: "proc/\(id)/status")
    }
}
