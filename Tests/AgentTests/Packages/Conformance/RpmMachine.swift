// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Agent

/// A private root for dnf or zypper with the samples, laid out as on a machine of its kind.
struct RpmMachine: PrivateMachine {
    /// Where the database is.
    static let database = "/var/lib/rpm"

    let manager: any PackageManager
    let root: TemporaryDirectory
    let repository: RpmRepository
    private let backend: Backend
    private let state: TemporaryDirectory
    private let server: ChildProcess?

    init(_ backend: Backend, _ installed: [String], isRemote: Bool = false) async throws {
        self.backend = backend
        repository = try await SampleRepositories.shared.rpm()
        root = try TemporaryDirectory(prefix: "root")
        state = try TemporaryDirectory(prefix: "agent")
        let address: String
        if isRemote {
            let port = try LoopbackPort.free()
            address = "http://127.0.0.1:\(port)/"
            server = try ChildProcess(
                "/usr/bin/python3",
                ["-m", "http.server", "--bind", "127.0.0.1", "\(port)"],
                directory: repository.directory.path
            )
            let arguments = ["--silent", "--fail", "--output", "/dev/null", address]
            try await eventually("the repository is served") {
                try await ShellCommand.run("curl", arguments).status.isSuccess
            }
        } else {
            address = "file://\(repository.directory.path)"
            server = nil
        }
        let release = backend == .dnf ? "ID=almalinux\nVERSION_ID=9.4\n" : Self.leap
        try root.write(release, to: "etc/os-release")
        let folder = backend == .dnf ? "etc/yum.repos.d" : "etc/zypp/repos.d"
        let source = """
            [samples]
            name=Samples
            baseurl=\(address)
            enabled=1
            autorefresh=1
            gpgcheck=0
            metadata_expire=0

            """
        // Metadata is due at once, so that a repository out of reach is noticed.
        try root.write("[main]\nrepo.refresh.delay = 0\n", to: "etc/zypp/zypp.conf")
        try root.write(source, to: "\(folder)/samples.repo")
        try await Self.rpm(["--initdb"], root)
        if !installed.isEmpty {
            let files = installed.map(repository.path)
            try await Self.rpm(["-i", "--nodeps"] + files, root)
        }
        manager = try PackageBackend.make(root: root.path, state: StateDirectory(state.path))
    }

    private static let leap = "ID=opensuse-leap\nID_LIKE=\"suse opensuse\"\nVERSION_ID=15.5\n"

    /// Runs rpm on a root.
    @discardableResult
    private static func rpm(
        _ arguments: [String],
        _ root: TemporaryDirectory
    ) async throws -> ShellResult {
        let place = ["--root", root.path, "--dbpath", database]
        return try await ShellCommand.run("rpm", place + arguments).requireSuccess()
    }

    /// Installs packages, as `name=version`, beside other versions that may be there.
    func install(_ names: [String]) async throws {
        try await Self.rpm(["-i", "--nodeps"] + names.map(repository.path), root)
    }

    func installed() async throws -> [String] {
        let format = "%{NAME} %|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE}\\n"
        return try await Self.rpm(["-qa", "--qf", format], root).output.split(separator: "\n")
            .map(String.init).sorted()
    }

    func lastTransaction() async throws -> [String] {
        switch backend {
        case .zypper:
            let log = try root.read("var/log/zypp/history")
            // date|install|name|version|arch|…; each call of zypper begins with its command.
            let runs = log.components(separatedBy: "|command|")
            return (runs.last ?? "").split(separator: "\n").compactMap { line in
                let fields = line.split(separator: "|", omittingEmptySubsequences: false)
                guard fields.count > 3, fields[1] == "install" else { return nil }
                return "\(fields[2]) \(fields[3])"
            }.sorted()
        default:
            let path = root.path("var/lib/dnf/history.sqlite")
            let result = try await ShellCommand.run("/usr/bin/python3", ["-c", Self.history, path])
            return try result.requireSuccess().output.split(separator: "\n").map(String.init)
                .sorted()
        }
    }

    /// Actions 1, 2 and 6 of libdnf: a package is installed, it is a downgrade, it is an upgrade.
    private static let history = """
        import sqlite3, sys
        rows = sqlite3.connect(sys.argv[1]).execute(
            "select name, epoch, version, release from trans_item join rpm using (item_id)"
            " where action in (1, 2, 6) and trans_id = (select max(id) from trans)")
        for name, epoch, version, release in rows:
            print(name, (str(epoch) + ":" if epoch else "") + version + "-" + release)
        """

    func lock(_ name: String) async throws {
        switch backend {
        case .zypper:
            let arguments = ["--root", root.path, "--non-interactive", "addlock", name]
            let log: [String: String?] = ["ZYPP_LOGFILE": root.path("zypper.log")]
            try await ShellCommand.run("zypper", arguments, environment: log).requireSuccess()
        default:
            let row = try await installed().first { $0.hasPrefix(name + " ") }
            let version = try #require(row?.split(separator: " ").last)
            let evr = version.contains(":") ? "\(version)" : "0:\(version)"
            try root.write("\(name)-\(evr).*\n", to: "etc/dnf/plugins/versionlock.list")
        }
    }

    func moveRepositoryAway() async throws {
        let server = try #require(server, "only a remote repository can go away")
        server.killGroup()
        try await server.waitForExit()
    }
}
