// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation

extension DnfBackend {
    /// What the dry run, the download and the change itself are told.
    ///
    /// `upgrade` and `downgrade` change only what is installed. A version that cannot be had is an
    /// error instead of the next best one, and recommended packages are left out: what was not
    /// ordered comes only if it is depended on.
    private func arguments(
        _ targets: [TargetPackage],
        _ goal: PackageGoal,
        _ options: [String]
    ) -> [String] {
        let command =
            switch goal {
            case .install: "upgrade"
            case .rollback: "downgrade"
            }
        let always = ["-y", "--setopt=best=1", "--setopt=install_weak_deps=0"]
        return configuration.options + always + options + [command] + targets.map(\.dnfSelection)
    }

    /// Keeps dnf to the metadata that it has: what was planned is what is done, and what was fetched
    /// ahead is installed though the repository is out of reach.
    private static let asPlanned = ["--setopt=*.metadata_expire=-1"]

    /// The transaction of dnf's own solver.
    func plan(_ targets: [TargetPackage], goal: PackageGoal) async throws -> InstallPlan {
        var answer = try await ask(targets, goal, [])
        // The metadata is due, and cannot be had: the older one may do.
        if answer.isOutOfReach == true { answer = try await ask(targets, goal, Self.asPlanned) }
        return try await plan(from: answer)
    }

    /// Fetches the metadata anew where the repository has a newer one.
    func refreshIndexes() async throws {
        let arguments = configuration.options + ["-y", "makecache", "--refresh"]
        let result = try await Command.run(call(program, arguments))
        guard result.status == 0 else {
            throw PackageManagerFailure(exitCode: result.status, text: result.errors.trimmed)
        }
    }

    /// dnf into its own cache; what is fetched stays there until the next successful transaction.
    func download(of targets: [TargetPackage], goal: PackageGoal) -> ProgramCall {
        call(program, arguments(targets, goal, Self.asPlanned + ["--downloadonly"]))
    }

    /// One dnf for all of it.
    func program(for targets: [TargetPackage], goal: PackageGoal) -> ProgramCall {
        call(program, arguments(targets, goal, Self.asPlanned))
    }

    private func call(_ executable: String, _ arguments: [String]) -> ProgramCall {
        ProgramCall(
            executable: executable,
            arguments: arguments,
            environment: rpm.environment
        )
    }

    private func ask(
        _ targets: [TargetPackage],
        _ goal: PackageGoal,
        _ options: [String]
    ) async throws -> DnfAnswer {
        let question = try DnfQuestion.text(targets)
        // -I: neither the environment nor the folder that the agent was started in adds modules.
        let script = ["-I", "-c", DnfQuestion.script, question]
        let call = call(interpreter, script + arguments(targets, goal, options))
        let result = try await Command.run(call)
        guard result.status == 0 else {
            throw PackageManagerFailure(exitCode: result.status, text: result.errors.trimmed)
        }
        do {
            var answer = try JSONDecoder().decode(DnfAnswer.self, from: Data(result.output.utf8))
            answer.text = result.errors.trimmed
            return answer
        } catch {
            let text = "dnf's plan cannot be read: \(error)\n\(result.errors)"
            throw PackageManagerFailure(exitCode: nil, text: text.trimmed)
        }
    }

    private func plan(from answer: DnfAnswer) async throws -> InstallPlan {
        guard answer.status == 0, answer.missing.isEmpty else {
            let lacking = answer.missing.map {
                "no repository offers \($0.name) \($0.evr) for \($0.arch)"
            }
            throw PackageManagerFailure(
                exitCode: answer.status == 0 ? nil : answer.status,
                text: (lacking + [answer.text]).joined(separator: "\n").trimmed,
                isUnavailable: !answer.missing.isEmpty
            )
        }
        return try await RpmTransaction(
            incoming: answer.incoming.map(\.target),
            outgoing: answer.outgoing.map(\.target)
        ).plan(rpm)
    }
}

extension TargetPackage {
    /// How dnf is told to take this package in this version (dnf(8), "SPECIFYING PACKAGES").
    fileprivate var dnfSelection: String {
        let version = version.contains(":") ? version : "0:\(version)"
        return "\(name)-\(version).\(architecture)"
    }
}
