// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol

/// The package manager of one machine, or of one root folder.
///
/// An implementation reads package databases and machine formats, never text meant for people, and
/// changes nothing itself: what changes the machine is handed out as a ``ProgramCall``, which the
/// caller journals, starts detached and may find finished after a restart. `async` members may run
/// programs; each throws ``PackageManagerFailure`` with the program's own words, or
/// `CancellationError`.
package protocol PackageManager: Sendable {
    /// Everything that is installed, and the configured repositories.
    func inventory() async throws -> InventoryReading

    /// Whether the machine must be restarted for its installed software to take effect.
    func rebootNeed() async throws -> RebootNeed

    /// How the ordered packages stand on the machine now, in the given order.
    func standings(
        of targets: [TargetPackage],
        goal: PackageGoal
    ) async throws -> [PackageStanding]

    /// What bringing exactly these versions would do: the package manager's own dry run.
    func plan(_ targets: [TargetPackage], goal: PackageGoal) async throws -> InstallPlan

    /// Brings the package manager's repository indexes up to date.
    func refreshIndexes() async throws

    /// The program that fetches what ``program(for:goal:)`` would install, and installs nothing.
    func download(of targets: [TargetPackage], goal: PackageGoal) -> ProgramCall

    /// The program that brings exactly these versions and changes nothing else.
    func program(for targets: [TargetPackage], goal: PackageGoal) -> ProgramCall

    /// The program that repairs the database after an interruption; `nil` when nothing is broken.
    func repair() async throws -> ProgramCall?

    /// Whether some process holds the package database at this moment.
    func isBusy() throws -> Bool
}

/// What an order wants of its packages.
package enum PackageGoal: String, Codable, Sendable, CaseIterable {
    /// The ordered version, or a later one.
    case install
    /// Exactly the ordered version, which is an earlier one.
    case rollback
}

/// A failure of the package manager, with its own words.
package struct PackageManagerFailure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The exit status, where a program ran to its end.
    package var exitCode: Int?
    /// What the program wrote, or what keeps it from running.
    package var text: String
    /// Whether the trouble is that no repository offers an ordered version.
    package var isUnavailable: Bool

    /// Describes a failure.
    package init(exitCode: Int?, text: String, isUnavailable: Bool = false) {
        self.exitCode = exitCode
        self.text = text
        self.isUnavailable = isUnavailable
    }

    /// The words, with the exit status where there is one.
    package var description: String {
        exitCode.map { "exit status \($0): \(text)" } ?? text
    }
}

/// An inventory, and what was odd while it was read.
package struct InventoryReading: Sendable, Equatable {
    /// What was read.
    package var inventory: Inventory
    /// Sentences for the log, for example about a database that is being changed right now.
    package var notes: [String]
}

/// How one ordered package stands on a machine.
package struct PackageStanding: Sendable, Equatable {
    /// What was ordered.
    package var target: TargetPackage
    /// What is there instead, or just that; `nil` when the package is not installed.
    package var present: TargetPackage?
    /// Whether the goal is reached: the ordered version, or for an installation a later one, is
    /// there and configured.
    package var isReached: Bool
    /// Whether the administrator keeps the version that is there.
    package var isHeld: Bool
}

/// A program with its arguments and what it needs in its environment.
package struct ProgramCall: Sendable, Equatable {
    /// A name to look up in `PATH`, or a path.
    package var executable: String
    /// The arguments after the program's name.
    package var arguments: [String]
    /// Variables to set; everything else is inherited.
    package var environment: [String: String]
}
