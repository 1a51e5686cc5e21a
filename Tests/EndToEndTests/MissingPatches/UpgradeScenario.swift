// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// A machine, what its repositories became since it was set up, and what it then lacks.
struct UpgradeScenario: Sendable, CustomTestStringConvertible {
    /// What is special about it.
    let testDescription: String
    /// The suites when the machine was set up.
    let before: [AptSuite]
    /// The suites that were published since; each replaces the one of its codename.
    let after: [AptSuite]
    /// What was installed, as apt-get's arguments.
    let install: [String]
    /// What was removed then.
    let remove: [String]
    /// What is on hold.
    let hold: [String]
    /// What must be found; written down, so that two empty answers are no proof.
    let missing: Set<Upgrade>
    /// What must be found and is on hold.
    let held: Set<Upgrade>
    /// What must be found and is phased.
    let phased: Set<Upgrade>

    /// Describes a scenario.
    init(
        _ description: String,
        before: [AptSuite],
        after: [AptSuite] = [],
        install: [String],
        remove: [String] = [],
        hold: [String] = [],
        missing: Set<Upgrade> = [],
        held: Set<Upgrade> = [],
        phased: Set<Upgrade> = []
    ) {
        testDescription = description
        self.before = before
        self.after = after
        self.install = install
        self.remove = remove
        self.hold = hold
        self.missing = missing
        self.held = held
        self.phased = phased
    }

    /// Builds the repository and the machine, by apt and dpkg themselves.
    func make() async throws -> (repository: AptRepository, root: AptRoot) {
        let repository = try await AptRepository(before)
        var codenames: [String] = []
        for suite in before + after where !codenames.contains(suite.codename) {
            codenames.append(suite.codename)
        }
        let known = Set(before.map(\.codename))
        let first = codenames.filter { known.contains($0) }
        let root = try AptRoot(sources: first.map { repository.source($0) })
        try await root.update()
        try await root.install(install)
        if !remove.isEmpty { try await root.remove(remove) }
        for name in hold { try await root.hold(name) }
        try await repository.publish(after)
        try root.setSources(codenames.map { repository.source($0) })
        try await root.update()
        return (repository, root)
    }
}
