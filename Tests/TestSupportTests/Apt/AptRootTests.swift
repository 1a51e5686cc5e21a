// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@Suite struct AptRootTests {
    private static let outdated = DebPackage(
        name: "foo",
        version: "1.0-1",
        depends: ["bar"],
        postinst: "echo configured >> \"$DPKG_ROOT/configured\"",
        files: ["/usr/lib/foo/version": "1.0-1\n"]
    )
    private static let library = DebPackage(name: "bar", version: "1", architecture: "all")

    private func machine(
        _ repository: AptRepository,
        _ suites: [String] = ["bookworm", "bookworm-security"]
    ) async throws -> AptRoot {
        let root = try AptRoot(sources: suites.map { repository.source($0) })
        try await root.update()
        return root
    }

    @Test("an outdated package shows up, is upgraded, and then nothing is left")
    func upgrades() async throws {
        var fixed = Self.outdated
        fixed.version = "1.0-1+deb12u1"
        let repository = try await AptRepository([
            .bookworm([Self.outdated, Self.library]), .bookwormSecurity([fixed]),
        ])
        let root = try await machine(repository)
        try await root.install(["foo=1.0-1"])
        #expect(try await root.installedVersion(of: "foo") == "1.0-1")
        #expect(try await root.installedVersion(of: "bar") == "1")
        #expect(try await root.installedVersion(of: "baz") == nil)
        #expect(try root.directory.read("usr/lib/foo/version") == "1.0-1\n")
        #expect(try root.directory.read("configured") == "configured\n")

        let missing = SimulatedInstall(package: "foo", old: "1.0-1", new: "1.0-1+deb12u1")
        #expect(try await root.simulateDistUpgrade() == [missing])
        #expect(try await root.listUpgradable().map(\.package) == ["foo"])
        #expect(try await root.listUpgradable().map(\.candidate) == ["1.0-1+deb12u1"])

        try await root.install(["foo"])
        #expect(try await root.installedVersion(of: "foo") == "1.0-1+deb12u1")
        #expect(try await root.simulateDistUpgrade() == [])
        let upgrade = "upgrade foo:amd64 1.0-1 1.0-1+deb12u1"
        #expect(root.dpkgLog().filter { $0.hasSuffix(upgrade) }.count == 1)

        try await root.install(["foo=1.0-1"])
        try await root.remove(["foo"])
        #expect(try await root.installedVersion(of: "foo") == nil)
    }

    @Test("a package on hold is listed but not upgraded")
    func holds() async throws {
        let repository = try await AptRepository([
            .bookworm([Self.library]), .bookwormSecurity([]),
        ])
        let root = try await machine(repository)
        try await root.install(["bar"])
        try await root.hold("bar")
        var newer = Self.library
        newer.version = "2"
        try await repository.publish([.bookwormSecurity([newer])])
        try await root.update()
        #expect(try await root.listUpgradable().map(\.package) == ["bar"])
        #expect(try await root.simulateDistUpgrade() == [])
    }

    @Test("backports and a phased update at zero percent are not offered")
    func keepsBack() async throws {
        var phased = Self.library
        var backport = Self.library
        phased.version = "2"
        phased.indexFields = ["Phased-Update-Percentage": "0"]
        backport.version = "3~bpo12+1"
        let repository = try await AptRepository([
            .bookworm([Self.library]), .bookwormSecurity([phased]), .bookwormBackports([backport]),
        ])
        let suites = ["bookworm", "bookworm-security", "bookworm-backports"]
        let root = try await machine(repository, suites)
        try await root.install(["bar=1"])
        #expect(try await root.simulateDistUpgrade() == [])
        phased.indexFields = ["Phased-Update-Percentage": "100"]
        try await repository.publish([.bookwormSecurity([phased])])
        try await root.update()
        #expect(try await root.simulateDistUpgrade().map(\.new) == ["2"])
    }

    @Test("a tampered InRelease is refused, at first and as an update")
    func refusesTampered() async throws {
        let repository = try await AptRepository([.bookworm([Self.library])])
        let root = try await machine(repository, ["bookworm"])
        try repository.tamper(withSuite: "bookworm")
        let fresh = try AptRoot(sources: [repository.source("bookworm")])
        for victim in [root, fresh] {
            let failure = try await #require(throws: ShellFailure.self) {
                try await victim.update()
            }
            #expect(failure.description.contains("BADSIG"))
        }
        await #expect(throws: ShellFailure.self) { try await fresh.install(["bar"]) }
    }

    @Test("a repository of an unknown key is refused")
    func refusesUnknownKey() async throws {
        let repository = try await AptRepository([.bookworm([])])
        let other = try await AptRepository(key: ArchiveKey.generate())
        var source = repository.source("bookworm")
        source.keyring = other.keyringPath
        let failure = try await #require(throws: ShellFailure.self) {
            try await AptRoot(sources: [source]).update()
        }
        #expect(failure.description.contains("NO_PUBKEY"))
    }

    @Test("the root says that it is Debian 12 and every path of apt's is inside it")
    func isPrivate() async throws {
        let root = try AptRoot(machineID: String(repeating: "a", count: 32))
        let release = try root.directory.read("etc/os-release").split(separator: "\n")
        for line in ["ID=debian", "VERSION_ID=\"12\"", "VERSION_CODENAME=bookworm"] {
            #expect(release.contains { $0 == line })
        }
        #expect(try root.directory.read("etc/machine-id").count == 33)
        let names =
            ["Dir::State::lists/d", "Dir::State::status/f", "Dir::Cache::archives/d"]
            + ["Dir::Etc::sourcelist/f", "Dir::Etc::parts/d", "Dir::Log::History/f"]
        let pairs = names.enumerated().flatMap { ["V\($0.offset)", $0.element] }
        let shown = try await root.run("apt-config", ["shell"] + pairs).requireSuccess().output
        let lines = shown.split(separator: "\n")
        #expect(lines.count == names.count)
        for line in lines {
            #expect(line.contains("='\(root.directory.path)/"), "\(line)")
        }
    }
}
