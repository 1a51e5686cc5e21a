// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import Glibc
import TestSupport
import Testing

@testable import Agent

@Suite struct HardwareTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory(prefix: "dmi")
    }

    @Test("the maker and the model are what the firmware tells, as far as it does")
    func firmware() throws {
        #expect(Hardware.read(root: directory.path) == nil)
        try directory.write("\n", to: "sys/class/dmi/id/sys_vendor")
        #expect(Hardware.read(root: directory.path) == nil)
        try directory.write("Forge & Sons  \n", to: "sys/class/dmi/id/sys_vendor")
        #expect(Hardware.read(root: directory.path) == Hardware(manufacturer: "Forge & Sons"))
        try directory.write("Anvil 7,1\n", to: "sys/class/dmi/id/product_name")
        #expect(
            HostFacts(root: directory.path).read(now: 0, reboot: .unknown).hardware
                == Hardware(manufacturer: "Forge & Sons", model: "Anvil 7,1")
        )
    }

    @Test("the last user is the newest session of those that are open and those that ended")
    func lastUser() throws {
        #expect(LoggedOnUsers.last(root: directory.path) == nil)
        try write([(USER_PROCESS, "ada", 10), (DEAD_PROCESS, "ada", 90)], "var/log/wtmp")
        #expect(LoggedOnUsers.last(root: directory.path) == "ada")
        try write([(USER_PROCESS, "eve", 20), (USER_PROCESS, "bob", 15)], "run/utmp")
        #expect(LoggedOnUsers.last(root: directory.path) == "eve")
        #expect(
            HostFacts(root: directory.path).read(now: 0, reboot: .unknown).lastLoggedOnUser
                == "eve"
        )
    }

    @Test("of a long history the end counts, in whole records")
    func history() throws {
        let old = (0..<400).map { (USER_PROCESS, "old", $0) }
        try write(old + [(USER_PROCESS, "new", 500)], "var/log/wtmp")
        #expect(LoggedOnUsers.last(root: directory.path) == "new")
        // A record that was cut off while it was written is none.
        let path = directory.path("var/log/wtmp")
        let whole = try Data(contentsOf: URL(fileURLWithPath: path))
        try whole.dropLast(1).write(to: URL(fileURLWithPath: path))
        #expect(LoggedOnUsers.last(root: directory.path) == "old")
    }

    private func write(_ sessions: [(kind: Int32, name: String, time: Int)], _ path: String) throws
    {
        var file = Data()
        for session in sessions {
            var record = utmpx()
            record.ut_type = Int16(session.kind)
            record.ut_tv.tv_sec = .init(session.time)
            withUnsafeMutableBytes(of: &record.ut_user) { $0.copyBytes(from: session.name.utf8) }
            withUnsafeBytes(of: &record) { file.append(contentsOf: $0) }
        }
        try directory.write("", to: path)
        try file.write(to: URL(fileURLWithPath: directory.path(path)))
    }
}
