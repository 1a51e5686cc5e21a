// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
import PackageFormats

extension WindowsBackend {
    /// Whether each update is there, by the component store and the update agent.
    ///
    /// An installation is reached when the update is installed, a restart being due or not; a
    /// rollback when it is not. Where the goal is not reached, what is there instead is the version
    /// of Windows itself, `10.0.19045.2965`: an order with that version asks for the way back. An
    /// update that an administrator has hidden is held.
    package func standings(
        of targets: [TargetPackage],
        goal: PackageGoal
    ) async throws -> [PackageStanding] {
        let articles = try targets.map { try $0.article() }
        let survey = try await survey()
        let present = survey.installed.union(survey.pending)
        let hidden = Set((survey.agent?.offered ?? []).filter(\.isHidden).flatMap(\.articles))
        return zip(targets, articles).map { target, article in
            let isReached =
                switch goal {
                case .install: present.contains(article)
                case .rollback: !present.contains(article)
                }
            var now = target
            if !isReached { now.version = survey.system.version }
            return PackageStanding(
                target: target,
                present: now,
                isReached: isReached,
                isHeld: goal == .install && hidden.contains(article)
            )
        }
    }

    /// What the update agent offers of the ordered updates, by what it learnt from its server last.
    ///
    /// Updates are not calculated together: each that is offered is a change. For a rollback each
    /// that is installed is one; whether Windows lets go of it shows only when it is tried.
    ///
    /// - Throws: ``PackageManagerFailure`` that names each update that is not offered, with those
    ///   that replace it, or that is not installed.
    package func plan(_ targets: [TargetPackage], goal: PackageGoal) async throws -> InstallPlan {
        let articles = try targets.map { try $0.article() }
        let obstacles: [String]
        var version: String?
        switch goal {
        case .install:
            let offer = try await answer(of: WindowsScripts.offer(articles)) {
                try WindowsOffer(&$0)
            }
            obstacles = articles.compactMap(offer.obstacle)
        case .rollback:
            let survey = try await survey()
            let installed = survey.installed
            obstacles = articles.compactMap { article in
                if survey.pending.contains(article) {
                    return "\(article.name) waits for a restart before it can be removed"
                }
                return installed.contains(article) ? nil : "\(article.name) is not installed"
            }
            version = survey.system.version
        }
        guard obstacles.isEmpty else {
            throw PackageManagerFailure(
                exitCode: nil,
                text: obstacles.joined(separator: "\n"),
                isUnavailable: goal == .install
            )
        }
        return InstallPlan(
            changes: targets.map { target in
                InstallPlan.Change(
                    package: target,
                    installedVersion: version,
                    isDowngrade: goal == .rollback
                )
            },
            configured: [],
            removals: []
        )
    }

    /// Lets the update agent ask its server.
    package func refreshIndexes() async throws {
        try await answer(of: WindowsScripts.refresh) { cursor in
            var count: Int64?
            try cursor.object { key, cursor in
                if key == "count" { count = try cursor.integer() }
            }
            if count == nil { throw cursor.fault("count is missing") }
        }
    }

    /// The agent's own download; a rollback needs none, and its program does nothing.
    package func download(of targets: [TargetPackage], goal: PackageGoal) -> ProgramCall {
        switch goal {
        case .install: WindowsScripts.download(targets).call
        case .rollback: WindowsScripts.nothing.call
        }
    }

    /// One program for all of it, which never restarts the machine.
    package func program(for targets: [TargetPackage], goal: PackageGoal) -> ProgramCall {
        switch goal {
        case .install: WindowsScripts.install(targets).call
        case .rollback: WindowsScripts.remove(targets).call
        }
    }
}
