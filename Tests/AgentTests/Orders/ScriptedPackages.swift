// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import TestSupport

@testable import Agent

/// A package manager whose database is a folder: a file a package, with its version.
///
/// Its programs are real ones. `log` gets a line from each that has run: what it did, and to what.
struct ScriptedPackages: PackageManager {
    let directory: TemporaryDirectory
    var held: Set<String> = []
    /// Packages whose installation ends with status 3 and changes nothing.
    var broken: Set<String> = []
    /// Packages of which no repository has the ordered version.
    var unavailable: Set<String> = []
    var need = RebootNeed.notNeeded

    init(_ installed: [String: String]) throws {
        directory = try TemporaryDirectory(prefix: "packages")
        for (name, version) in installed { try directory.write(version, to: "db/\(name)") }
    }

    var log: [String] {
        ((try? directory.read("log")) ?? "").split(separator: "\n").map(String.init)
    }

    func version(of name: String) -> String? {
        try? directory.read("db/\(name)")
    }

    func inventory() async throws -> InventoryReading {
        let names = try DurableFile.names(in: directory.path("db"))
        let packages = try names.map { name in
            InstalledPackage(
                name: name,
                architecture: "amd64",
                version: try directory.read("db/\(name)"),
                source: name
            )
        }
        let inventory = Inventory(
            stream: "debian:12",
            architecture: "amd64",
            packages: packages,
            repositories: nil
        )
        return InventoryReading(inventory: inventory, notes: [])
    }

    func rebootNeed() async throws -> RebootNeed { need }

    func standings(
        of targets: [TargetPackage],
        goal: PackageGoal
    ) async throws -> [PackageStanding] {
        targets.map { target in
            let version = version(of: target.name)
            let isReached =
                goal == .install
                ? version.map { $0 >= target.version } ?? false : version == target.version
            return PackageStanding(
                target: target,
                present: version.map { TargetPackage(target.name, $0) },
                isReached: isReached,
                isHeld: held.contains(target.name)
            )
        }
    }

    func plan(_ targets: [TargetPackage], goal: PackageGoal) async throws -> InstallPlan {
        if let target = targets.first(where: { unavailable.contains($0.name) }) {
            throw PackageManagerFailure(
                exitCode: 100,
                text: "no \(target.name) \(target.version)",
                isUnavailable: true
            )
        }
        let changes = targets.map {
            InstallPlan.Change(package: $0, installedVersion: version(of: $0.name))
        }
        return InstallPlan(changes: changes, configured: targets, removals: [])
    }

    func refreshIndexes() async throws {}

    func download(of targets: [TargetPackage], goal: PackageGoal) -> ProgramCall {
        shell(targets.map { "download \($0.name)" }, status: isBroken(targets) ? 3 : 0)
    }

    func program(for targets: [TargetPackage], goal: PackageGoal) -> ProgramCall {
        let status = isBroken(targets) ? 3 : 0
        let good = targets.filter { !broken.contains($0.name) }
        let changes = good.map { "printf %s '\($0.version)' >'\(directory.path("db"))/\($0.name)'" }
        return shell(targets.map { "\(goal.rawValue) \($0.name)" }, changes, status: status)
    }

    func repair() async throws -> ProgramCall? { nil }

    func isBusy() throws -> Bool { false }

    private func isBroken(_ targets: [TargetPackage]) -> Bool {
        targets.contains { broken.contains($0.name) }
    }

    private func shell(
        _ words: [String],
        _ commands: [String] = [],
        status: Int
    ) -> ProgramCall {
        let lines = words.map { "echo '\($0)' >>'\(directory.path("log"))'" } + commands
        let end = status == 0 ? "exit 0" : "echo 'it broke' >&2; exit \(status)"
        let script = (lines + [end]).joined(separator: "\n")
        return ProgramCall(executable: "sh", arguments: ["-c", script], environment: [:])
    }
}
