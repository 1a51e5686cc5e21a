// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Finds the package manager of a machine, or of a root folder.
package enum PackageBackend {
    /// Makes the backend for what the root holds; `/` is the machine itself.
    ///
    /// A dpkg database means apt. An rpm database means zypper on a release of SUSE or openSUSE,
    /// else dnf. A machine may hold the tools of the other kind too: an empty dpkg database beside
    /// an rpm database does not count.
    ///
    /// - Throws: ``AgentFailure/invalidArgument(_:)`` where there is no database, or not the program
    ///   that belongs to it.
    package static func make(
        root: String,
        state: StateDirectory
    ) throws -> any PackageManager {
        let folder = folder(of: root)
        let files = FileManager.default
        let status = folder + "/var/lib/dpkg/status"
        let database = RpmConfiguration.databaseFolder(in: folder)
        if files.fileExists(atPath: status) {
            let size = try files.attributesOfItem(atPath: status)[.size] as? Int ?? 0
            if size > 0 || database == nil { return try AptBackend(root: root, state: state) }
        }
        guard database != nil else {
            let name = folder.isEmpty ? "this machine" : folder
            let text = "\(name) holds neither a dpkg nor an rpm database"
            throw AgentFailure.invalidArgument(text)
        }
        let rpm = try RpmConfiguration(root: root, state: state)
        if usesZypper(folder) {
            try require("zypper", for: folder)
            return ZypperBackend(rpm: rpm)
        }
        return try DnfBackend(rpm: rpm, state: state)
    }

    /// The path of a root folder without a slash at its end; empty for the machine itself.
    package static func folder(of root: String) -> String {
        let path = URL(fileURLWithPath: root).standardizedFileURL.path
        return path == "/" ? "" : path
    }

    /// Makes sure that a program is there to be called.
    ///
    /// - Throws: ``AgentFailure/invalidArgument(_:)``.
    static func require(_ program: String, for folder: String) throws {
        guard SearchPath.program(program) != nil else {
            let name = folder.isEmpty ? "this machine" : folder
            throw AgentFailure.invalidArgument("\(name) needs \(program), which is not installed")
        }
    }

    /// Fedora has zypper as a package too, so the release decides before the folders do.
    private static func usesZypper(_ folder: String) -> Bool {
        let fields = (try? OSRelease(root: folder))?.fields ?? [:]
        let family = "\(fields["ID"] ?? "") \(fields["ID_LIKE"] ?? "")".lowercased()
        if family.contains("suse") || family.contains("sles") { return true }
        let files = FileManager.default
        let hasDnf = ["/etc/dnf", "/etc/yum.repos.d"].contains {
            files.fileExists(atPath: folder + $0)
        }
        return !hasDnf && files.fileExists(atPath: folder + "/etc/zypp")
    }
}
