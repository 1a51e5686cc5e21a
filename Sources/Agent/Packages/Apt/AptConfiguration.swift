// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Which root apt and dpkg work on, and how they are told (apt.conf(5)).
///
/// The machine itself needs nothing. A root folder with an `apt.conf` at its top is used through
/// that file. Any other root folder, for example one that debootstrap made, gets a generated one.
struct AptConfiguration: Sendable {
    /// The root folder without a slash at its end; empty for the machine itself.
    let root: String
    /// The file that `APT_CONFIG` names; `nil` for the machine itself.
    let configurationPath: String?

    /// Names a root and its configuration.
    init(root: String, configurationPath: String?) {
        self.root = PackageBackend.folder(of: root)
        self.configurationPath = configurationPath
    }

    /// Finds the configuration of a root, or writes one into the state folder.
    ///
    /// - Throws: ``AgentFailure/invalidArgument(_:)`` when the folder holds no dpkg database.
    init(root: String, state: StateDirectory) throws {
        let bare = AptConfiguration(root: root, configurationPath: nil)
        let own = bare.root + "/apt.conf"
        if bare.root.isEmpty {
            self = bare
        } else if FileManager.default.fileExists(atPath: own) {
            self = AptConfiguration(root: root, configurationPath: own)
        } else {
            let generated = state.file("apt.conf")
            let text = try bare.generatedText()
            try DurableFile.write(Data(text.utf8), to: generated)
            self = AptConfiguration(root: root, configurationPath: generated)
        }
    }

    /// dpkg's database of this root.
    var database: DpkgDatabase { DpkgDatabase(folder: root + "/var/lib/dpkg") }

    /// What apt and dpkg find in their environment: plain English, no questions, all tools.
    var environment: [String: String] {
        var variables = [
            "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive", "APT_LISTCHANGES_FRONTEND": "none",
            "PATH": SearchPath.forScripts,
        ]
        variables["APT_CONFIG"] = configurationPath
        return variables
    }

    /// A call of one of apt's or dpkg's programs.
    func call(_ program: String, _ arguments: [String]) -> ProgramCall {
        ProgramCall(executable: program, arguments: arguments, environment: environment)
    }

    /// Makes sure that the root holds a dpkg database.
    ///
    /// - Throws: ``AgentFailure/invalidArgument(_:)`` where it holds none.
    func requireDatabase() throws {
        guard FileManager.default.fileExists(atPath: database.folder + "/status") else {
            let name = root.isEmpty ? "this machine" : root
            let text = "\(name) is no Debian root: it has no var/lib/dpkg/status"
            throw AgentFailure.invalidArgument(text)
        }
    }

    /// A configuration for a root that brings none.
    ///
    /// The root's own `apt.conf.d` is left out on purpose: hooks in it are meant to run inside the
    /// root and would run on this machine.
    private func generatedText() throws -> String {
        try requireDatabase()
        let native = try database.read().packages.first { $0.name == "dpkg" && $0.isPresent }
        let architecture = native.map { "APT::Architecture \"\($0.architecture)\";\n" } ?? ""
        return """
            Dir "\(root)/";
            Dir::Etc "\(root)/etc/apt";
            Dir::Etc::parts "/dev/null";
            Dir::Etc::main "/dev/null";
            Dir::State::status "\(root)/var/lib/dpkg/status";
            Dir::Bin::methods "/usr/lib/apt/methods";
            Dir::Bin::dpkg "/usr/bin/dpkg";
            DPkg::Options { "--root=\(root)"; };
            \(architecture)
            """
    }
}
