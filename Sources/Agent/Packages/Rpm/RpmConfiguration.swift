// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Which root rpm and the programs above it work on, and what they find in their environment.
struct RpmConfiguration: Sendable {
    /// The root folder without a slash at its end; empty for the machine itself.
    let root: String
    /// The folder of the database as seen inside the root, for example `/var/lib/rpm`.
    let databaseFolder: String
    /// The folder whose `.rpmmacros` names the database of a root folder; `nil` for the machine.
    ///
    /// A distribution compiles the place of the database into rpm, so the rpm of this machine would
    /// look for that of another one in the wrong place. dnf and zypper have no option for it, but
    /// like rpm they read this file (rpm(8), "MACRO CONFIGURATION").
    let home: String?

    /// Finds the database of a root.
    ///
    /// - Throws: ``AgentFailure/invalidArgument(_:)`` when the folder holds no rpm database,
    ///   ``FileFailure`` when the state folder cannot be written.
    init(root: String, state: StateDirectory) throws {
        let folder = PackageBackend.folder(of: root)
        guard let database = Self.databaseFolder(in: folder) else {
            let name = folder.isEmpty ? "this machine" : folder
            throw AgentFailure.invalidArgument("\(name) holds no rpm database")
        }
        self.root = folder
        databaseFolder = database
        guard !folder.isEmpty else {
            home = nil
            return
        }
        let home = state.file("rpm")
        try DurableFile.makeFolder(home)
        try DurableFile.write(Data("%_dbpath \(database)\n".utf8), to: home + "/.rpmmacros")
        self.home = home
    }

    /// The folder of the database inside a root; `nil` where there is none.
    ///
    /// The first is Fedora's and openSUSE's, the second everybody's before; Debian's rpm, which
    /// manages no machine but can fill a root folder, keeps it in the home folder of its user.
    static func databaseFolder(in root: String) -> String? {
        var folders = ["/usr/lib/sysimage/rpm", "/var/lib/rpm"]
        if !root.isEmpty { folders += ["/root/.rpmdb", NSHomeDirectory() + "/.rpmdb"] }
        // The three formats that rpm has had: SQLite, ndb and Berkeley DB.
        let names = ["rpmdb.sqlite", "Packages.db", "Packages"]
        return folders.first { folder in
            names.contains { FileManager.default.fileExists(atPath: "\(root)\(folder)/\($0)") }
        }
    }

    /// What rpm and the programs above it find in their environment.
    var environment: [String: String] {
        var variables = ["LC_ALL": "C", "PATH": SearchPath.forScripts]
        variables["HOME"] = home
        return variables
    }

    /// A call of rpm or one of its companions on this root.
    func call(_ program: String = "rpm", _ arguments: [String]) -> ProgramCall {
        let place = root.isEmpty ? [] : ["--root", root, "--dbpath", databaseFolder]
        return ProgramCall(
            executable: program,
            arguments: place + arguments,
            environment: environment
        )
    }

    /// Whether some process changes the database.
    ///
    /// rpm holds a record lock on this file while it does.
    func isLocked() throws -> Bool {
        try FileLock.recordLockHolder("\(root)\(databaseFolder)/.rpm.lock") != nil
    }
}
