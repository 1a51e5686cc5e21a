// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

extension AptBackend {
    /// What the dry run, the download and the change itself are told.
    ///
    /// Recommended packages are left out: what was not ordered comes only if it is depended on.
    private static func selection(_ targets: [TargetPackage], _ goal: PackageGoal) -> [String] {
        let scope =
            switch goal {
            case .install: "--only-upgrade"
            case .rollback: "--allow-downgrades"
            }
        return [scope, "--no-install-recommends", "install"] + targets.map(\.aptSelection)
    }

    /// How the change differs from a person's: no questions, the administrator's changes to
    /// configuration files stay, another apt is waited for (in seconds), and dpkg's errors reach
    /// standard error instead of a terminal that nobody watches.
    private static let unattended = [
        "-y", "--no-remove", "-o", "Dpkg::Options::=--force-confdef",
        "-o", "Dpkg::Options::=--force-confold", "-o", "DPkg::Lock::Timeout=300",
        "-o", "Dpkg::Use-Pty=0",
    ]

    /// The dry run of apt-get, by its own solver.
    package func plan(_ targets: [TargetPackage], goal: PackageGoal) async throws -> InstallPlan {
        let arguments = ["-s"] + Self.selection(targets, goal)
        let result = try await Command.run(configuration.call("apt-get", arguments))
        guard result.status == 0 else {
            let text = Self.withoutProgress(result.output) + "\n" + result.errors
            throw PackageManagerFailure(
                exitCode: result.status,
                text: text.trimmed,
                isUnavailable: try await lacksAny(of: targets)
            )
        }
        do {
            var plan = try AptSimulation.plan(in: result.output)
            for (index, change) in plan.changes.enumerated() {
                guard let installed = change.installedVersion else { continue }
                plan.changes[index].isDowngrade =
                    try await !isAtLeast(change.package.version, installed)
            }
            return plan
        } catch let error as AptSimulation.Malformed {
            throw PackageManagerFailure(exitCode: nil, text: error.description)
        }
    }

    /// Whether some version is in no index.
    ///
    /// apt-cache(8): `show` prints the paragraphs of a version, none for one that it does not know,
    /// and one without `Filename` for one that is only installed.
    private func lacksAny(of targets: [TargetPackage]) async throws -> Bool {
        for target in targets {
            let call = configuration.call("apt-cache", ["show", target.aptSelection])
            let result = try await Command.run(call)
            let isOffered = result.output.split(separator: "\n").contains {
                $0.hasPrefix("Filename: ")
            }
            if !isOffered { return true }
        }
        return false
    }

    /// Runs `apt-get update`.
    package func refreshIndexes() async throws {
        let result = try await Command.run(configuration.call("apt-get", ["update", "-q"]))
        guard result.status == 0 else {
            throw PackageManagerFailure(exitCode: result.status, text: result.errors.trimmed)
        }
    }

    /// apt-get into its own cache of packages, where the change later finds them.
    package func download(of targets: [TargetPackage], goal: PackageGoal) -> ProgramCall {
        let arguments = ["--download-only"] + Self.selection(targets, goal)
        return configuration.call("apt-get", Self.unattended + arguments)
    }

    /// One apt-get for all of it.
    package func program(for targets: [TargetPackage], goal: PackageGoal) -> ProgramCall {
        configuration.call("apt-get", Self.unattended + Self.selection(targets, goal))
    }

    /// `dpkg --configure -a`, if an interrupted dpkg has left something to do.
    package func repair() async throws -> ProgramCall? {
        guard try database().isInterrupted else { return nil }
        var options: [String] = []
        if configuration.configurationPath != nil {
            // dpkg does not read apt's configuration, where the options for a root folder are.
            let arguments = ["dump", "--format", "%v%n", "DPkg::Options"]
            let result = try await Command.run(configuration.call("apt-config", arguments))
            guard result.status == 0 else {
                throw PackageManagerFailure(exitCode: result.status, text: result.errors.trimmed)
            }
            options = result.output.split(separator: "\n").map(String.init)
        }
        let answers = ["--force-confdef", "--force-confold"]
        return configuration.call("dpkg", options + answers + ["--configure", "-a"])
    }

    /// An output without the lines at its start that tell how far apt-get is.
    private static func withoutProgress(_ output: String) -> String {
        output.split(separator: "\n", omittingEmptySubsequences: false)
            .drop { $0.hasSuffix("...") }
            .joined(separator: "\n")
    }
}

extension TargetPackage {
    /// How apt-get is told to take this package in this version (apt-get(8), "install").
    fileprivate var aptSelection: String {
        architecture == "all" ? "\(name)=\(version)" : "\(name):\(architecture)=\(version)"
    }
}
