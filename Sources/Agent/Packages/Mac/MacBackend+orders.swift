// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

extension MacBackend {
    /// The versions that the Mac has, compared number by number.
    ///
    /// Nothing is ever held: macOS has no such mark that this agent could read.
    package func standings(
        of targets: [TargetPackage],
        goal: PackageGoal
    ) async throws -> [PackageStanding] {
        let rows = try await packages(try await current())
        return try targets.map { target in
            guard let wanted = MacVersion(target.version) else {
                throw PackageManagerFailure(
                    exitCode: nil,
                    text: "\"\(target.version)\" is no version of \(target.name)"
                )
            }
            guard let row = rows.first(where: { $0.source == target.name }) else {
                return PackageStanding(
                    target: target,
                    present: nil,
                    isReached: false,
                    isHeld: false
                )
            }
            var present = target
            present.version = row.version
            // A version of another form cannot be compared; the ordered one it is not.
            let isReached =
                switch (MacVersion(row.version), goal) {
                case (let version?, .install): version >= wanted
                case (let version?, .rollback): version == wanted
                case (nil, _): false
                }
            return PackageStanding(
                target: target,
                present: present,
                isReached: isReached,
                isHeld: false
            )
        }
    }

    /// What softwareupdate offers of the ordered versions.
    ///
    /// - Throws: ``PackageManagerFailure`` for a rollback, which macOS does not know, for a version
    ///   that is not offered, and for macOS itself on Apple silicon.
    package func plan(_ targets: [TargetPackage], goal: PackageGoal) async throws -> InstallPlan {
        guard goal == .install else {
            throw PackageManagerFailure(
                exitCode: nil,
                text: "macOS cannot go back to an earlier version: updates cannot be removed"
            )
        }
        let offered = try await offered(isFresh: false)
        let rows = try await packages(try await current())
        var obstacles: [String] = []
        var isUnavailable = false
        var changes: [InstallPlan.Change] = []
        for target in targets {
            let others = offered.filter { $0.product == target.name }
            // The list says 26 where an advisory says 26.0.
            let wanted = MacVersion(target.version)
            guard let wanted,
                let update = others.first(where: { MacVersion($0.version) == wanted })
            else {
                isUnavailable = true
                let versions = others.map(\.version)
                let instead = versions.isEmpty ? "" : ", but \(versions.joined(separator: ", "))"
                obstacles.append("\(target.name) \(target.version) is not offered\(instead)")
                continue
            }
            if update.action != nil, try await isAppleSilicon() {
                obstacles.append(
                    "\(update.label) restarts the Mac, which on Apple silicon takes the password of"
                        + " an owner of the volume; the agent has none, so use device management"
                )
            }
            changes.append(
                InstallPlan.Change(
                    package: target,
                    installedVersion: rows.first { $0.source == target.name }?.version
                )
            )
        }
        guard obstacles.isEmpty else {
            throw PackageManagerFailure(
                exitCode: nil,
                text: obstacles.joined(separator: "\n"),
                isUnavailable: isUnavailable
            )
        }
        return InstallPlan(changes: changes, configured: [], removals: [])
    }

    /// Lets softwareupdate ask Apple's servers.
    package func refreshIndexes() async throws {
        _ = try await offered(isFresh: true)
    }

    /// softwareupdate's own download; a rollback, which ``plan(_:goal:)`` refuses, gets a program
    /// that fails and says so.
    package func download(of targets: [TargetPackage], goal: PackageGoal) -> ProgramCall {
        goal == .install ? MacInstallScript.call(.download, targets) : Self.refusal
    }

    /// One softwareupdate for all of it, which does not restart the Mac; for a rollback, which
    /// ``plan(_:goal:)`` refuses, a program that fails and says so.
    package func program(for targets: [TargetPackage], goal: PackageGoal) -> ProgramCall {
        goal == .install ? MacInstallScript.call(.install, targets) : Self.refusal
    }

    private static let refusal = ProgramCall(
        executable: "/bin/sh",
        arguments: ["-c", "echo 'macOS cannot go back to an earlier version' >&2; exit 1"],
        environment: [:]
    )
}
