// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Agent

@Suite struct PackageBackendTests {
    private let root: TemporaryDirectory
    private let state: StateDirectory
    private let folder: TemporaryDirectory

    init() throws {
        root = try TemporaryDirectory(prefix: "root")
        folder = try TemporaryDirectory(prefix: "agent")
        state = StateDirectory(folder.path)
    }

    private static let status =
        "Package: a\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n"

    @Test(
        "the databases and the release decide which package manager it is",
        arguments: [
            (["var/lib/dpkg/status": ""], "AptBackend"),
            (["var/lib/rpm/rpmdb.sqlite": "", "etc/yum.repos.d/a.repo": ""], "DnfBackend"),
            (["var/lib/rpm/Packages": "", "etc/dnf/dnf.conf": ""], "DnfBackend"),
            (["usr/lib/sysimage/rpm/Packages.db": "", "etc/zypp/a": ""], "ZypperBackend"),
            (
                [
                    "var/lib/rpm/rpmdb.sqlite": "", "etc/zypp/a": "", "etc/dnf/dnf.conf": "",
                    "etc/os-release": "ID=fedora\nVERSION_ID=40\n",
                ], "DnfBackend"
            ),
            (
                [
                    "var/lib/rpm/rpmdb.sqlite": "", "etc/dnf/dnf.conf": "",
                    "etc/os-release": "ID=sles\nVERSION_ID=15.5\n",
                ], "ZypperBackend"
            ),
            (["var/lib/dpkg/status": "", "var/lib/rpm/rpmdb.sqlite": ""], "DnfBackend"),
            (["var/lib/dpkg/status": Self.status, "var/lib/rpm/Packages": ""], "AptBackend"),
        ] as [([String: String], String)]
    )
    func choice(files: [String: String], name: String) throws {
        for (path, text) in files { try root.write(text, to: path) }
        let manager = try PackageBackend.make(root: root.path, state: state)
        #expect("\(type(of: manager))" == name)
    }

    @Test("a folder without a database is refused by name")
    func nothing() {
        let text = "\(root.path) holds neither a dpkg nor an rpm database"
        #expect(throws: AgentFailure.invalidArgument(text)) {
            try PackageBackend.make(root: root.path, state: state)
        }
    }

    @Test(
        "the machine itself has no path, and a folder's has no slash at its end",
        arguments: [("/", ""), ("/srv/root/", "/srv/root"), ("/srv/./a/../root", "/srv/root")]
    )
    func folders(root: String, folder: String) {
        #expect(PackageBackend.folder(of: root) == folder)
    }

    @Test("dnf runs by the Python that its first line names")
    func interpreter() throws {
        let script = try root.write("#!/usr/libexec/platform-python -s\nimport dnf\n", to: "dnf-3")
        #expect(try DnfBackend.interpreter(of: script) == "/usr/libexec/platform-python")
        let binary = try root.write("\u{7F}ELF", to: "dnf5")
        #expect(try DnfBackend.interpreter(of: binary) == nil)
        #expect(try DnfBackend.interpreter(of: root.path("absent")) == nil)
    }

    @Test("a root folder's call names that folder and nothing of this machine's")
    func calls() throws {
        try root.write("", to: "var/lib/rpm/rpmdb.sqlite")
        try root.write("", to: "etc/yum.repos.d/a.repo")
        let manager = try PackageBackend.make(root: root.path, state: state)
        let target = Backend.dnf.target("foo", "1.0-1")
        for call in [
            manager.program(for: [target], goal: .install),
            manager.program(for: [target], goal: .rollback),
            manager.download(of: [target], goal: .install),
        ] {
            #expect(call.arguments.contains("--installroot=\(root.path)"))
            #expect(call.arguments.contains("--config=\(folder.path)/dnf.conf"))
            #expect(call.arguments.contains("--noplugins"))
            #expect(call.arguments.last == "foo-0:1.0-1.noarch")
            #expect(call.environment["HOME"] == folder.path + "/rpm")
        }
    }
}
