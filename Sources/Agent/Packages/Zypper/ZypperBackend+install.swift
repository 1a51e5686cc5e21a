// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

extension ZypperBackend {
    /// Exit statuses of zypper(8), "EXIT CODES".
    private enum Status {
        /// It is done, and there is something to know: a restart may be needed.
        static let done = [0, 100, 101, 102, 103]
        /// No repository is set up.
        static let noRepositories = 6
        /// A package was not found.
        static let notFound = 104
        /// It went on without repositories that it could not refresh.
        static let repositoriesSkipped = 106
    }

    /// What the dry run, the download and the change itself are told.
    ///
    /// The solver may not choose a way out of a problem by itself, and recommended packages are left
    /// out: what was not ordered comes only if it is depended on.
    private func arguments(
        _ targets: [TargetPackage],
        _ goal: PackageGoal,
        _ options: [String]
    ) -> [String] {
        let scope = goal == .rollback ? ["--oldpackage"] : []
        let always = ["--no-recommends", "--no-force-resolution", "--auto-agree-with-licenses"]
        return ["install"] + always + scope + options + ["--"] + targets.map(\.zypperSelection)
    }

    /// Keeps zypper to the metadata that it has: what was planned is what is done, and what was
    /// fetched ahead is installed though the repository is out of reach.
    private static let asPlanned = ["--no-refresh"]

    /// The transaction of zypper's own solver.
    func plan(_ targets: [TargetPackage], goal: PackageGoal) async throws -> InstallPlan {
        let arguments = arguments(targets, goal, ["--dry-run"])
        var result = try await Command.run(call([], arguments))
        // The metadata is due, and cannot be had: the older one may do.
        if !Status.done.contains(result.status) {
            result = try await Command.run(call(Self.asPlanned, arguments))
        }
        guard Status.done.contains(result.status) else { throw failure(result) }
        do {
            return try await ZypperSummary.transaction(in: result.output).plan(rpm)
        } catch let error as ZypperSummary.Malformed {
            throw PackageManagerFailure(exitCode: nil, text: error.description)
        }
    }

    /// Fetches the metadata anew where a repository has a newer one.
    func refreshIndexes() async throws {
        let result = try await Command.run(call([], ["refresh"]))
        guard Status.done.contains(result.status) else { throw failure(result) }
    }

    /// zypper into its own cache of packages, where the change later finds them.
    func download(of targets: [TargetPackage], goal: PackageGoal) -> ProgramCall {
        call(Self.asPlanned, arguments(targets, goal, ["--download-only"]))
    }

    /// One zypper for all of it.
    func program(for targets: [TargetPackage], goal: PackageGoal) -> ProgramCall {
        call(Self.asPlanned, arguments(targets, goal, []))
    }

    private func failure(_ result: Command.Result) -> PackageManagerFailure {
        let words = ZypperSummary.words(in: result.output)
        return PackageManagerFailure(
            exitCode: result.status,
            text: [words, result.errors.trimmed].filter { !$0.isEmpty }.joined(separator: "\n"),
            isUnavailable: [Status.notFound, Status.noRepositories].contains(result.status)
        )
    }
}

extension TargetPackage {
    /// How zypper is told to take this package in this version (zypper(8), "install").
    fileprivate var zypperSelection: String { "\(name).\(architecture)=\(version)" }
}
