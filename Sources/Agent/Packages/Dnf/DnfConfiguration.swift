// SPDX-License-Identifier: Apache-2.0
import Foundation

/// How dnf is told about a root, and what its configuration says (dnf.conf(5)).
struct DnfConfiguration: Sendable {
    /// The root folder without a slash at its end; empty for the machine itself.
    let root: String
    /// The configuration of a root folder; `nil` for the machine, whose dnf knows its own.
    let path: String?

    /// Finds the configuration of a root, or writes an empty one into the state folder: without one
    /// dnf would take that of this machine.
    init(root: String, state: StateDirectory) throws {
        self.root = root
        guard !root.isEmpty else {
            path = nil
            return
        }
        // dnf makes every folder that it needs but this one.
        try DurableFile.makeFolder(root + "/var/log", mode: 0o755)
        let own = root + "/etc/dnf/dnf.conf"
        if FileManager.default.fileExists(atPath: own) {
            path = own
            return
        }
        let generated = state.file("dnf.conf")
        try DurableFile.write(Data("[main]\n".utf8), to: generated)
        path = generated
    }

    /// The options by which dnf keeps to a root folder; none for the machine.
    ///
    /// Plugins are programs of this machine and may read or write anything on it, so a root folder
    /// goes without. The cache, the logs and the history follow `--installroot` by themselves.
    var options: [String] {
        guard let path else { return [] }
        let variables = ["/etc/dnf/vars", "/etc/yum/vars"].map { root + $0 }
        return [
            "--installroot=\(root)", "--config=\(path)", "--noplugins",
            "--setopt=reposdir=\(repositoryFolders().joined(separator: ","))",
            "--setopt=varsdir=\(variables.joined(separator: ","))",
        ]
    }

    /// The folders with the `.repo` files, with the root before them.
    func repositoryFolders() -> [String] {
        let set = main?.list("reposdir") ?? []
        let standard = ["/etc/yum.repos.d", "/etc/yum/repos.d", "/etc/distro.repos.d"]
        return (set.isEmpty ? standard : set).map { root + $0 }
    }

    /// The section `[main]` of the configuration; `nil` where there is none.
    var main: IniFile.Section? {
        let file = path ?? "/etc/dnf/dnf.conf"
        let content = (try? IniFile(path: file)) ?? nil
        return content?.section("main")
    }
}
