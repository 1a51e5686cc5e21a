// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import Glibc

/// zypper as the package manager of this machine or of a root folder.
///
/// Reads rpm's database, libzypp's files and the XML that zypper writes for programs, and installs
/// through zypper. Safe for concurrent use: it keeps nothing between calls.
struct ZypperBackend: RpmBackend {
    let rpm: RpmConfiguration

    func held(among packages: [RpmPackage]) async throws -> Set<RpmPackage> {
        var held = Set<RpmPackage>()
        for lock in try ZypperLocks(root: rpm.root).locks {
            for package in packages where lock.covers(package.name) {
                if let (relation, version) = lock.condition {
                    let order = try await RpmVersionOrder.compare(package.version, version, rpm)
                    guard ZypperLocks.holds(order, relation) else { continue }
                }
                held.insert(package)
            }
        }
        return held
    }

    func repositories() throws -> [Repository] {
        try RepositoryFiles(folders: [rpm.root + "/etc/zypp/repos.d"]).repositories()
    }

    /// None: libzypp itself makes `/run/reboot-needed` when such a package changes.
    func packagesToRestartFor() throws -> Set<String> { [] }

    /// Whether rpm, or a process that libzypp knows of, holds the database.
    ///
    /// Whoever uses libzypp writes its process id into this file while it does.
    func isBusy() throws -> Bool {
        if try rpm.isLocked() { return true }
        guard let bytes = try DurableFile.read(rpm.root + "/run/zypp.pid"),
            let process = pid_t(String(decoding: bytes, as: UTF8.self).trimmed), process > 0
        else { return false }
        return kill(process, 0) == 0 || errno == EPERM
    }

    /// A call of zypper for programs, on this root.
    func call(_ globals: [String], _ arguments: [String]) -> ProgramCall {
        var options = ["--non-interactive", "--xmlout"]
        var environment = rpm.environment
        // Somebody else's zypper is waited for, in seconds, instead of given up at once.
        environment["ZYPP_LOCK_TIMEOUT"] = "300"
        if !rpm.root.isEmpty {
            options += ["--root", rpm.root]
            environment["ZYPP_LOGFILE"] = rpm.root + "/var/log/zypper.log"
            let configuration = rpm.root + "/etc/zypp/zypp.conf"
            if FileManager.default.fileExists(atPath: configuration) {
                environment["ZYPP_CONF"] = configuration
            }
        }
        return ProgramCall(
            executable: "zypper",
            arguments: options + globals + arguments,
            environment: environment
        )
    }
}
