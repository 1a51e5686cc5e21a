// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation

/// dnf 4 as the package manager of this machine or of a root folder.
///
/// Reads rpm's database and dnf's files, asks dnf's own code what it would do, and installs through
/// dnf. Safe for concurrent use: it keeps nothing between calls.
struct DnfBackend: RpmBackend {
    let rpm: RpmConfiguration
    let configuration: DnfConfiguration
    /// The name of dnf 4, which may have dnf 5 beside it.
    let program: String
    /// The path of the Python that dnf itself runs by.
    let interpreter: String

    /// Works on a root.
    ///
    /// - Throws: ``AgentFailure/invalidArgument(_:)`` where dnf 4 is not installed.
    init(rpm: RpmConfiguration, state: StateDirectory) throws {
        self.rpm = rpm
        configuration = try DnfConfiguration(root: rpm.root, state: state)
        for name in ["dnf-3", "dnf"] {
            guard let path = SearchPath.program(name),
                let interpreter = try Self.interpreter(of: path)
            else { continue }
            program = name
            self.interpreter = interpreter
            return
        }
        let name = rpm.root.isEmpty ? "this machine" : rpm.root
        throw AgentFailure.invalidArgument("\(name) needs dnf 4, which is not installed")
    }

    func held(among packages: [RpmPackage]) async throws -> Set<RpmPackage> {
        let holds = try DnfHolds(configuration)
        return Set(packages.filter(holds.keeps))
    }

    func repositories() throws -> [Repository] {
        try RepositoryFiles(folders: configuration.repositoryFolders()).repositories()
    }

    /// The packages that dnf's plugin needs-restarting wants a restart for, and what the
    /// administrator adds to them, a name a line (dnf-needs-restarting(8), "--reboothint").
    func packagesToRestartFor() throws -> Set<String> {
        var names: Set<String> = [
            "kernel", "kernel-core", "kernel-rt", "glibc", "linux-firmware", "systemd", "dbus",
            "dbus-broker", "dbus-daemon", "microcode_ctl",
        ]
        let folder = rpm.root + "/etc/dnf/plugins/needs-restarting.d"
        for file in try DurableFile.names(in: folder) where file.hasSuffix(".conf") {
            guard let bytes = try DurableFile.read("\(folder)/\(file)") else { continue }
            for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
                let name = String(line).trimmed
                if !name.isEmpty, !name.hasPrefix("#") { names.insert(name) }
            }
        }
        return names
    }

    /// Whether rpm or a dnf that is past its plans holds the database.
    func isBusy() throws -> Bool { try rpm.isLocked() }

    /// The program behind `#!` of a Python script; `nil` for any other file.
    ///
    /// Red Hat has a Python of its own for system tools, so the one in `PATH` may lack dnf's modules.
    static func interpreter(of script: String) throws -> String? {
        guard let file = FileHandle(forReadingAtPath: script) else { return nil }
        defer { try? file.close() }
        let start = try file.read(upToCount: 256) ?? Data()
        let line = String(decoding: start.prefix { $0 != 0x0A }, as: UTF8.self)
        guard line.hasPrefix("#!") else { return nil }
        let words = line.dropFirst(2).split(separator: " ")
        guard let path = words.first, path.contains("python") else { return nil }
        return String(path)
    }
}
