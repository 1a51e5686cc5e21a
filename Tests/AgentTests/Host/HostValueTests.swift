// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Agent

@Suite struct HostValueTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory(prefix: "host")
    }

    @Test("the time zone comes from the file, else from the link, and is a name")
    func timeZone() throws {
        #expect(TimeZoneName.read(root: directory.path) == nil)
        try directory.write("", to: "etc/x")
        try FileManager.default.createSymbolicLink(
            atPath: directory.path("etc/localtime"),
            withDestinationPath: "/usr/share/zoneinfo/America/Argentina/La_Rioja"
        )
        #expect(TimeZoneName.read(root: directory.path) == "America/Argentina/La_Rioja")
        try directory.write("Europe/Berlin\n", to: "etc/timezone")
        #expect(TimeZoneName.read(root: directory.path) == "Europe/Berlin")
        try directory.write("no zone!\n", to: "etc/timezone")
        #expect(TimeZoneName.read(root: directory.path) == "America/Argentina/La_Rioja")
    }

    @Test("a root with a boot id of its own has that, another one the machine's")
    func bootIdentity() throws {
        let machine = BootIdentity.read(root: "")
        #expect(BootIdentity.read(root: directory.path) == machine)
        try directory.write("one\n", to: "proc/sys/kernel/random/boot_id")
        #expect(BootIdentity.read(root: directory.path) == "one")
    }

    @Test("the users of utmp are those with a session, each once")
    func users() throws {
        var file = Data()
        for (kind, name) in [
            (USER_PROCESS, "eve"), (DEAD_PROCESS, "old"), (USER_PROCESS, "ada"),
            (USER_PROCESS, "eve"), (BOOT_TIME, "reboot"),
        ] {
            var record = utmpx()
            record.ut_type = Int16(kind)
            withUnsafeMutableBytes(of: &record.ut_user) { $0.copyBytes(from: name.utf8) }
            withUnsafeBytes(of: &record) { file.append(contentsOf: $0) }
        }
        #expect(LoggedOnUsers.names(in: file) == ["ada", "eve"])
        #expect(LoggedOnUsers.names(in: file.dropLast(1)) == ["ada", "eve"])
        #expect(LoggedOnUsers.names(in: Data()) == [])
        #expect(LoggedOnUsers.read(root: directory.path) == [])
    }

    @Test(
        "the service of a process is the last part of its control group in the system's slice",
        arguments: [
            ("0::/system.slice/thimble-agent.service\n", "thimble-agent.service"),
            ("0::/user.slice/user-0.slice/user@0.service/app.slice/x.service\n", nil),
            ("0::/init.scope\n", nil), ("0::/\n", nil), ("", nil),
            ("1:name=systemd:/system.slice/a.service\n0::/\n", "a.service"),
        ]
    )
    func serviceUnit(text: String, name: String?) {
        #expect(ServiceUnit(controlGroups: text)?.name == name)
    }

    @Test("a folder can be restarted by a named program alone")
    func restart() async throws {
        let folder = SystemRestart(root: directory.path, command: nil)
        #expect(await folder.obstacle()?.contains("no --reboot-command is set") == true)
        #expect(await SystemRestart(root: "", command: nil).obstacle() == nil)
        let text = "#!/bin/sh\necho \"$1\" >\"$(dirname \"$0\")/said\"\n[ \"$1\" = restart ]\n"
        let program = try directory.write(text, to: "restart")
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
        let named = SystemRestart(root: directory.path, command: program)
        #expect(await named.obstacle() == nil)
        // A process that another test forks may hold the new file open for a moment.
        try await eventually("it is called") { try await named.order(.restart) == nil }
        #expect(try directory.read("said") == "restart\n")
        #expect(try await named.order(.shutdown) == "it ended with status 1: ")
        let missing = SystemRestart(root: directory.path, command: directory.path("nowhere"))
        #expect(try await missing.order(.restart)?.contains("127") == true)
    }
}
