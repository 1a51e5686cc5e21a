// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A private root for the real apt and dpkg, which never touch the host's packages.
///
/// `apt.conf` at the top of the root redirects every path; it is read through `APT_CONFIG`, before the
/// host's own configuration, and shuts that out. Works as root and as a plain user. Maintainer scripts
/// run outside any chroot with `DPKG_ROOT` set. Safe for concurrent use as far as apt's own locks are.
package struct AptRoot: Sendable {
    /// The root's folder; it goes away with the last copy of this value.
    package let directory: TemporaryDirectory

    /// The text of `etc/os-release` on Debian 12.
    package static let bookwormRelease = """
        PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
        NAME="Debian GNU/Linux"
        VERSION_ID="12"
        VERSION="12 (bookworm)"
        VERSION_CODENAME=bookworm
        ID=debian

        """

    /// Makes an empty root of a Debian machine.
    ///
    /// `machineID` (32 hexadecimal digits, machine-id(5)) decides phased updates: apt draws a number
    /// from 0 to 100 by it, so with a new one each time an update at 0 % would come once in a while.
    package init(
        sources: [AptSourceLine] = [],
        architecture: String = "amd64",
        osRelease: String = AptRoot.bookwormRelease,
        machineID: String = "5eed5eed5eed5eed5eed5eed5eed5eed"
    ) throws {
        directory = try TemporaryDirectory(prefix: "root")
        let folders = [
            "etc/apt/sources.list.d", "etc/apt/preferences.d", "etc/apt/trusted.gpg.d",
            "etc/apt/apt.conf.d", "var/lib/apt/lists/partial", "var/cache/apt/archives/partial",
            "var/lib/dpkg/info", "var/lib/dpkg/updates", "var/lib/dpkg/triggers", "var/log/apt",
        ]
        for folder in folders {
            try FileManager.default.createDirectory(
                atPath: directory.path(folder),
                withIntermediateDirectories: true
            )
        }
        try directory.write(machineID + "\n", to: "etc/machine-id")
        try directory.write(osRelease, to: "etc/os-release")
        try directory.write("", to: "var/lib/dpkg/status")
        try directory.write("", to: "var/lib/dpkg/available")
        try directory.write(Self.configuration(directory.path, architecture), to: "apt.conf")
        try setSources(sources)
    }

    /// The path of the configuration that `APT_CONFIG` names.
    package var configurationPath: String {
        directory.path("apt.conf")
    }

    /// The variables that every command on this root needs.
    package var environment: [String: String?] {
        [
            "APT_CONFIG": configurationPath, "DEBIAN_FRONTEND": "noninteractive",
            "LC_ALL": "C.UTF-8", "PATH": SystemTools.searchPath, "DPKG_ROOT": nil,
            "DPKG_ADMINDIR": nil,
        ]
    }

    /// Replaces `etc/apt/sources.list`; `update()` makes it count.
    package func setSources(_ sources: [AptSourceLine]) throws {
        let text = sources.map { $0.line + "\n" }.joined()
        try directory.write(text, to: "etc/apt/sources.list")
    }

    /// Runs one of apt's or dpkg's programs on this root, whatever its exit code.
    package func run(_ tool: String, _ arguments: [String]) async throws -> ShellResult {
        try await ShellCommand.run(tool, arguments, environment: environment)
    }

    /// `apt-get update`; throws `ShellFailure` when any source fails or is not signed as it must be.
    ///
    /// By itself apt only warns when it keeps older lists, so the warning is made an error.
    package func update() async throws {
        try await run("apt-get", ["update", "--error-on=any"]).requireSuccess()
    }

    /// Installs packages: `name`, or `name=version`, a lower one too.
    package func install(_ names: [String]) async throws {
        let arguments = ["-y", "--allow-downgrades", "install"] + names
        try await run("apt-get", arguments).requireSuccess()
    }

    /// Removes packages and keeps their configuration files.
    package func remove(_ names: [String]) async throws {
        try await run("apt-get", ["-y", "remove"] + names).requireSuccess()
    }

    /// Puts packages on hold.
    package func hold(_ names: String...) async throws {
        try await run("apt-mark", ["hold"] + names).requireSuccess()
    }

    /// What `apt-get dist-upgrade` would install now, in its order.
    package func simulateDistUpgrade() async throws -> [SimulatedInstall] {
        let result = try await run("apt-get", ["-s", "dist-upgrade"]).requireSuccess()
        return result.output.split(separator: "\n").compactMap(SimulatedInstall.init(line:))
    }

    /// What `apt list --upgradable` lists: name and candidate version, sorted by name.
    ///
    /// A package on hold is listed too.
    package func listUpgradable() async throws -> [(package: String, candidate: String)] {
        let result = try await run("apt", ["list", "--upgradable"]).requireSuccess()
        return result.output.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count > 1, let slash = words[0].firstIndex(of: "/") else { return nil }
            return (String(words[0][..<slash]), String(words[1]))
        }
    }

    /// The version of a package that is installed and configured, or nil.
    package func installedVersion(of name: String) async throws -> String? {
        let result = try await run(
            "dpkg-query",
            [
                "--admindir=" + directory.path("var/lib/dpkg"), "-W",
                "-f=${db:Status-Status} ${Version}\n", name,
            ]
        )
        // dpkg-query(1): 1 says that nothing matched, anything else but 0 that it failed.
        if result.status == .exited(1) { return nil }
        let words = try result.requireSuccess().output.split { $0 == " " || $0 == "\n" }
        guard words.first == "installed", words.count > 1 else { return nil }
        return String(words[1])
    }

    /// The lines of dpkg's log so far.
    package func dpkgLog() -> [String] {
        let text = try? directory.read("var/log/dpkg.log")
        return (text ?? "").split(separator: "\n").map(String.init)
    }

    private static func configuration(_ root: String, _ architecture: String) -> String {
        """
        Dir "\(root)";
        Dir::Etc "\(root)/etc/apt";
        Dir::Etc::machine-id "\(root)/etc/machine-id";
        Dir::State::status "\(root)/var/lib/dpkg/status";
        Dir::Bin::methods "/usr/lib/apt/methods";
        Dir::Bin::dpkg "/usr/bin/dpkg";
        APT::Architecture "\(architecture)";
        APT::Architectures { "\(architecture)"; };
        APT::Sandbox::User "root";
        Acquire::Languages "none";
        DPkg::Options {
            "--root=\(root)";
            "--log=\(root)/var/log/dpkg.log";
            "--force-not-root";
            "--force-bad-path";
            "--force-script-chrootless";
            "--force-unsafe-io";
        };

        """
    }
}
