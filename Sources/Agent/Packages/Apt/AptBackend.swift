// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
import Foundation

/// apt and dpkg as the package manager of this machine or of a root folder.
///
/// Reads dpkg's files and the answers that apt gives to programs; installs through apt-get. Safe
/// for concurrent use: it keeps nothing between calls.
package struct AptBackend: PackageManager {
    let configuration: AptConfiguration

    /// Works on a root folder; `/` is the machine itself.
    ///
    /// `aptConfigPath` is what `APT_CONFIG` names; `nil` takes `apt.conf` at the top of a root
    /// folder, or generates one in the state folder.
    ///
    /// - Throws: ``AgentFailure/invalidArgument(_:)`` when the folder holds no dpkg database.
    package init(root: String, aptConfigPath: String? = nil, state: StateDirectory) throws {
        if let aptConfigPath {
            configuration = AptConfiguration(root: root, configurationPath: aptConfigPath)
        } else {
            configuration = try AptConfiguration(root: root, state: state)
        }
    }

    /// Everything whose files are on disk, whatever its administrator wants of it.
    package func inventory() async throws -> InventoryReading {
        let content = try database()
        var notes = content.notes
        if content.pendingCount > 0 {
            notes.append("dpkg is at work or was interrupted: \(content.pendingCount) changes wait")
        }
        let packages = content.packages.filter(\.isPresent).map { package in
            InstalledPackage(
                name: package.name,
                architecture: package.architecture,
                version: package.version,
                source: package.source,
                sourceVersion: package.sourceVersion,
                isHeld: package.isHeld,
                isUnconfigured: !package.isConfigured
            )
        }
        let inventory = Inventory(
            stream: try OSRelease(root: configuration.root).stream,
            architecture: try await architecture(),
            packages: packages,
            repositories: try await repositories()
        )
        return InventoryReading(inventory: inventory, notes: notes)
    }

    /// Compares versions by dpkg itself; rows of other architectures do not count.
    package func standings(
        of targets: [TargetPackage],
        goal: PackageGoal
    ) async throws -> [PackageStanding] {
        let packages = try database().packages.filter(\.isPresent)
        let native = try await architecture()
        var standings: [PackageStanding] = []
        for target in targets {
            let package = packages.first { $0.isInstance(of: target, native: native) }
            var isReached = false
            if let package, package.isConfigured {
                isReached =
                    switch goal {
                    case .install: try await isAtLeast(package.version, target.version)
                    case .rollback: package.version == target.version
                    }
            }
            standings.append(
                PackageStanding(
                    target: target,
                    present: package.map {
                        TargetPackage(
                            name: $0.name,
                            architecture: $0.architecture,
                            version: $0.version
                        )
                    },
                    isReached: isReached,
                    isHeld: package?.isHeld ?? false
                )
            )
        }
        return standings
    }

    /// Whether dpkg or a program that uses it holds the database.
    package func isBusy() throws -> Bool {
        try configuration.database.isLocked()
    }

    /// Whether a version is the same as another or later, by `dpkg --compare-versions`.
    func isAtLeast(_ version: String, _ other: String) async throws -> Bool {
        if version == other { return true }
        let arguments = ["--compare-versions", version, "ge", other]
        let result = try await Command.run(configuration.call("dpkg", arguments))
        // dpkg(1): 0 says yes and 1 no; anything else is trouble.
        guard result.status < 2 else {
            throw PackageManagerFailure(exitCode: result.status, text: result.errors.trimmed)
        }
        return result.status == 0
    }

    /// The database's content; what is wrong with it becomes a failure that can be reported.
    func database() throws -> DpkgDatabase.Content {
        do {
            return try configuration.database.read()
        } catch {
            throw PackageManagerFailure(exitCode: nil, text: "\(error)")
        }
    }

    /// The native architecture: apt's for a root folder, dpkg's own for the machine.
    func architecture() async throws -> String {
        let call =
            configuration.configurationPath == nil
            ? configuration.call("dpkg", ["--print-architecture"])
            : configuration.call("apt-config", ["dump", "--format", "%v%n", "APT::Architecture"])
        let result = try await Command.run(call)
        guard result.status == 0, !result.output.trimmed.isEmpty else {
            throw PackageManagerFailure(exitCode: result.status, text: result.errors.trimmed)
        }
        return result.output.trimmed
    }
}

extension DpkgPackage {
    /// Whether this is the installed instance of an ordered package.
    ///
    /// A package may turn from `all` to an architecture and back; `all` stands for the native one.
    func isInstance(of target: TargetPackage, native: String) -> Bool {
        name == target.name
            && (architecture == "all" ? native : architecture)
                == (target.architecture == "all" ? native : target.architecture)
    }
}
