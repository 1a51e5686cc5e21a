// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import TestSupport
import Testing

@testable import Agent

@Suite struct AptInventoryTests {
    @Test("the inventory is what dpkg-query says, with sources and holds")
    func equalsDpkgQuery() async throws {
        let machine = try await AptMachine([
            "app=1.0", "grow=1.1", "libthing1", "texts", "tool=1.0", "needs=1.0",
        ])
        try await machine.root.hold("tool")
        try await machine.root.remove(["needs"])
        let inventory = try await machine.backend.inventory().inventory
        let rows = inventory.packages.map { package in
            [
                package.name ?? "", package.architecture ?? "", package.version, package.source,
                package.sourceVersion ?? package.version, package.isHeld == true ? "hold" : "-",
            ].joined(separator: " ")
        }
        let expected = try await machine.query(
            "${Package} ${Architecture} ${Version} ${source:Package} ${source:Version} "
                + "${db:Status-Want}"
        ).map { $0.hasSuffix(" hold") ? $0 : $0.replacing(" install", with: " -") }
        #expect(rows.sorted() == expected)
        #expect(rows.contains("libthing1 amd64 2.0-1+b1 thing 2.0-1 -"))
        #expect(rows.contains("tool amd64 1.0 tool 1.0 hold"))
        #expect(inventory.stream == "debian:12")
        #expect(inventory.architecture == "amd64")
    }

    @Test("the repositories are those that apt has indexes of")
    func repositories() async throws {
        let machine = try await AptMachine([])
        let expected = Repository(
            origin: "Debian",
            label: "Debian",
            suite: "oldstable",
            codename: "bookworm",
            component: "main"
        )
        #expect(try await machine.backend.repositories() == [expected])
        try machine.root.setSources([])
        try await machine.root.update()
        #expect(try await machine.backend.repositories() == [])
    }

    @Test("a release field that is missing is empty, and a repository counts once")
    func repositoryAnswer() {
        let line = "$(ORIGIN)\u{1F}L\u{1F}s\u{1F}c\u{1F}main"
        let found = AptBackend.repositories(in: "\(line)\n\(line)\nnonsense\n")
        let expected = Repository(
            origin: "",
            label: "L",
            suite: "s",
            codename: "c",
            component: "main"
        )
        #expect(found == [expected])
    }

    @Test("the same packages have the same bytes, in whatever sequence they came")
    func sameBytes() async throws {
        let one = try await AptMachine(["app=1.0", "tool=1.0"])
        let other = try await AptMachine(["tool=1.0"])
        try await other.root.install(["app=1.0"])
        let bytes = try await one.backend.inventory().inventory.canonicalBytes()
        #expect(try await other.backend.inventory().inventory.canonicalBytes() == bytes)
    }

    @Test("a root without an apt.conf gets one that keeps to the root")
    func generatedConfiguration() async throws {
        let machine = try await AptMachine(["app=1.0"])
        // The indexes need no keyring of the configuration: the source names its own.
        try FileManager.default.removeItem(atPath: machine.root.configurationPath)
        let hook = "DPkg::Pre-Invoke { \"touch \(machine.root.directory.path)/hooked\"; };\n"
        try machine.root.directory.write(hook, to: "etc/apt/apt.conf.d/hook")
        let state = try TemporaryDirectory(prefix: "agent")
        let backend = try AptBackend(
            root: machine.root.directory.path,
            state: StateDirectory(state.path)
        )
        let inventory = try await backend.inventory().inventory
        #expect(inventory.packages.map(\.name) == ["app"])
        #expect(inventory.repositories?.map(\.codename) == ["bookworm"])
        let plan = try await backend.plan([TargetPackage("app", "1.1")], goal: .install)
        #expect(plan.changes.map(\.package) == [TargetPackage("app", "1.1")])
        #expect(plan.changes.map(\.installedVersion) == ["1.0"])
        #expect(!FileManager.default.fileExists(atPath: machine.root.directory.path("hooked")))
    }

    @Test("a folder that is no Debian root is refused")
    func noRoot() throws {
        let directory = try TemporaryDirectory(prefix: "root")
        #expect(throws: AgentFailure.self) {
            try AptBackend(root: directory.path, state: StateDirectory(directory.path))
        }
    }

    @Test("a restart is needed when a package asks for it, and else unknown without a kernel")
    func rebootNeed() async throws {
        let machine = try await AptMachine(["app=1.0"])
        #expect(try await machine.backend.rebootNeed() == .unknown)
        try machine.root.directory.write("*** restart ***\n", to: "run/reboot-required")
        #expect(
            try await machine.backend.rebootNeed()
                == .needed(reasons: ["a package asks for a restart"])
        )
        try machine.root.directory.write("libc6\ndbus\nlibc6\n", to: "run/reboot-required.pkgs")
        #expect(
            try await machine.backend.rebootNeed()
                == .needed(reasons: ["asked for by dbus, libc6"])
        )
    }

    @Test("the newest installed kernel of the running one's flavour decides")
    func kernels() async throws {
        let machine = try await AptMachine([])
        let running = RunningKernel.current()
        let flavour = KernelName(running.release).flavour
        try #require(!flavour.isEmpty, "the kernel of this machine has no flavour")
        let names = ["1.0.0-9", "1.0.0-10"].map { "linux-image-\($0)-\(flavour)" }
        let status = zip(names, ["1.0.9-1", "1.0.10-1"]).map { name, version in
            "Package: \(name)\nStatus: install ok installed\nArchitecture: amd64\n"
                + "Version: \(version)\n"
        }
        try machine.root.directory.write(status.joined(separator: "\n"), to: "var/lib/dpkg/status")
        let reason = "kernel 1.0.0-10-\(flavour) is installed, \(running.release) is running"
        #expect(try await machine.backend.rebootNeed() == .needed(reasons: [reason]))
    }
}
