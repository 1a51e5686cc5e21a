// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import TestSupport
import Testing

@testable import Agent

/// What the real rpm shows on a private root.
@Suite(.enabled(if: geteuid() == 0, "rpm changes its root folder, which only root may do"))
struct RpmRootTests {
    @Test(
        "versions are in rpm's order",
        arguments: [
            ("1.0-1", "1.0-1", 0), ("1.9-1", "1.10-1", -1), ("1.0~rc1-1", "1.0-1", -1),
            ("1.0^git1-1", "1.0-1", 1), ("1.0-2.el9_4.1", "1.0-2.el9_4", 1),
            ("1:0.1-1", "9-1", 1), ("1.0-1", "1.0", 0), ("1.0-1", "1.1", -1), ("1_0-1", "1.0-1", 0),
        ]
    )
    func order(left: String, right: String, expected: Int) async throws {
        let machine = try await RpmMachine(.dnf, [])
        let rpm = try #require(machine.manager as? DnfBackend).rpm
        let pair = RpmVersionOrder.Pair(
            left: try #require(RpmVersion(left)),
            right: try #require(RpmVersion(right))
        )
        let turned = RpmVersionOrder.Pair(left: pair.right, right: pair.left)
        #expect(try await RpmVersionOrder.compare([pair, turned], rpm) == [expected, -expected])
    }

    @Test("more pairs than one call takes are compared in order")
    func manyPairs() async throws {
        let machine = try await RpmMachine(.dnf, [])
        let rpm = try #require(machine.manager as? DnfBackend).rpm
        let numbers = Array(0..<600)
        let pairs = numbers.map { number in
            RpmVersionOrder.Pair(
                left: RpmVersion(epoch: 0, version: "\(number)", release: "1"),
                right: RpmVersion(epoch: 0, version: "300", release: "1")
            )
        }
        let expected = numbers.map { ($0 - 300).signum() }
        #expect(try await RpmVersionOrder.compare(pairs, rpm) == expected)
    }

    @Test("a killed upgrade is ended: the older version goes", arguments: [Backend.dnf, .zypper])
    func repair(_ backend: Backend) async throws {
        let machine = try await RpmMachine(backend, ["foo=1.0-1", "tool=2:1.0-1"])
        try await machine.install(["foo=1.2-1", "foo=1.1-1"])
        let reading = try await machine.manager.inventory()
        #expect(reading.notes == ["more than one version is installed of foo"])
        let target = backend.target("foo", "1.2-1")
        let standings = try await machine.manager.standings(of: [target], goal: .install)
        #expect(standings.map(\.isReached) == [true])
        let repair = try #require(try await machine.manager.repair())
        #expect(try await machine.run(repair).status.isSuccess)
        #expect(try await machine.installed() == ["foo 1.2-1", "tool 2:1.0-1"])
        #expect(try await machine.manager.repair() == nil)
    }

    @Test("a database that does not hold together is rebuilt")
    func damage() async throws {
        let machine = try await RpmMachine(.dnf, ["foo=1.0-1", "tool=2:1.0-1"])
        // One page of an index is lost.
        let script = """
            import sqlite3, sys
            database = sqlite3.connect(sys.argv[1])
            database.execute("pragma wal_checkpoint(truncate)")
            size, = database.execute("pragma page_size").fetchone()
            page, = database.execute(
                "select rootpage from sqlite_master where name = 'Name_key_idx'").fetchone()
            database.close()
            with open(sys.argv[1], "r+b") as file:
                file.seek((page - 1) * size)
                file.write(bytes(size))
            """
        let path = machine.root.path("var/lib/rpm/rpmdb.sqlite")
        try await ShellCommand.run("/usr/bin/python3", ["-c", script, path]).requireSuccess()
        let repair = try #require(try await machine.manager.repair())
        #expect(repair.arguments.last == "--rebuilddb")
        #expect(try await machine.run(repair).status.isSuccess)
        #expect(try await machine.manager.repair() == nil)
        #expect(try await machine.installed() == ["foo 1.0-1", "tool 2:1.0-1"])
    }

    @Test("a process that changes the database is seen", arguments: [Backend.dnf, .zypper])
    func busy(_ backend: Backend) async throws {
        let machine = try await RpmMachine(backend, ["foo=1.0-1"])
        #expect(try machine.manager.isBusy() == false)
        let script = """
            import fcntl, sys, time
            file = open(sys.argv[1], "r+")
            fcntl.lockf(file, fcntl.LOCK_EX)
            time.sleep(60)
            """
        let lock = machine.root.path("var/lib/rpm/.rpm.lock")
        let holder = try ChildProcess("/usr/bin/python3", ["-c", script, lock])
        try await eventually("the lock is seen") { try machine.manager.isBusy() }
        holder.killGroup()
        try await holder.waitForExit()
        #expect(try machine.manager.isBusy() == false)
        // libzypp's own mark holds as long as the process in it lives.
        let user = try ChildProcess("sleep", ["60"])
        try machine.root.write("\(user.pid)\n", to: "run/zypp.pid")
        #expect(try machine.manager.isBusy() == (backend == .zypper))
        user.killGroup()
        try await user.waitForExit()
        #expect(try machine.manager.isBusy() == false)
    }

    @Test("a restart is needed for a core package that is newer than the start")
    func coreChange() async throws {
        let machine = try await RpmMachine(.dnf, ["foo=1.0-1", "tool=2:1.0-1"])
        let folder = "etc/dnf/plugins/needs-restarting.d"
        try machine.root.write("# own\nfoo\n", to: "\(folder)/own.conf")
        try machine.root.write("btime 4000000000\n", to: "proc/stat")
        #expect(try await machine.manager.rebootNeed() == .unknown)
        try machine.root.write("btime 1000000000\n", to: "proc/stat")
        #expect(
            try await machine.manager.rebootNeed()
                == .needed(reasons: ["changed since the last start: foo"])
        )
        try machine.root.write("", to: "run/reboot-needed")
        #expect(
            try await machine.manager.rebootNeed()
                == .needed(reasons: [
                    "a package asks for a restart", "changed since the last start: foo",
                ])
        )
    }

    @Test("the database is found where another rpm has put it")
    func debianLayout() async throws {
        let machine = try await RpmMachine(.zypper, ["foo=1.0-1"])
        // Debian's rpm keeps the database of root in root's home.
        let files = FileManager.default
        try files.createDirectory(
            atPath: machine.root.path("root"),
            withIntermediateDirectories: true
        )
        try files.moveItem(
            atPath: machine.root.path("var/lib/rpm"),
            toPath: machine.root.path("root/.rpmdb")
        )
        let state = try TemporaryDirectory(prefix: "agent")
        let manager = try PackageBackend.make(
            root: machine.root.path + "/",
            state: StateDirectory(state.path)
        )
        #expect(try await manager.inventory().inventory.packages.map(\.version) == ["1.0-1"])
        let target = Backend.zypper.target("foo", "1.1-1")
        try await machine.run(manager.program(for: [target], goal: .install))
        #expect(try await manager.inventory().inventory.packages.map(\.version) == ["1.1-1"])
    }
}
