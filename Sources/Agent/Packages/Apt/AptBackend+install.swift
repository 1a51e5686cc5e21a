// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

extension AptBackend {
    /// What both the dry run and the installation are told.
    ///
    /// Recommended packages are left out: what was not ordered comes only if it is depended on.
    private static let always = ["--only-upgrade", "--no-install-recommends"]

    /// How the installation differs from a person's: no questions, the administrator's changes to
    /// configuration files stay, another apt is waited for (in seconds), and dpkg's errors reach
    /// standard error instead of a terminal that nobody watches.
    private static let unattended = [
        "-y", "--no-remove", "-o", "Dpkg::Options::=--force-confdef",
        "-o", "Dpkg::Options::=--force-confold", "-o", "DPkg::Lock::Timeout=300",
        "-o", "Dpkg::Use-Pty=0",
    ]

    /// The dry run of apt-get, by its own solver.
    package func plan(_ targets: [TargetPackage]) async throws -> InstallPlan {
        let arguments = ["-s"] + Self.always + ["install"] + targets.map(\.aptSelection)
        let result = try await Command.run(configuration.call("apt-get", arguments))
        guard result.status == 0 else {
            let text = Self.withoutProgress(result.output) + "\n" + result.errors
            throw PackageManagerFailure(exitCode: result.status, text: text.trimmed)
        }
        do {
            return try AptSimulation.plan(in: result.output)
        } catch {
            throw PackageManagerFailure(exitCode: nil, text: error.description)
        }
    }

    /// Runs `apt-get update`.
    package func refreshIndexes() async throws {
        let result = try await Command.run(configuration.call("apt-get", ["update", "-q"]))
        guard result.status == 0 else {
            throw PackageManagerFailure(exitCode: result.status, text: result.errors.trimmed)
        }
    }

    /// One apt-get for all of it.
    package func installation(of targets: [TargetPackage]) -> ProgramCall {
        configuration.call(
            "apt-get",
            Self.unattended + Self.always + ["install"] + targets.map(\.aptSelection)
        )
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
