// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import TestSupport
import Testing

@testable import Agent

/// A private root of one of the package managers, and what its own tools say of it.
///
/// What is expected is asked of the tools by other ways than the backend's.
protocol PrivateMachine: Sendable {
    /// The backend, made by the factory.
    var manager: any PackageManager { get }
    /// The root folder.
    var root: TemporaryDirectory { get }

    /// The installed packages as `name version`, sorted.
    func installed() async throws -> [String]
    /// The packages of the last transaction by the package manager's own history, as
    /// `name version`, sorted.
    func lastTransaction() async throws -> [String]
    /// Keeps a package at its version, as an administrator would.
    func lock(_ name: String) async throws
    /// Takes the repository out of reach.
    func moveRepositoryAway() async throws
}

extension PrivateMachine {
    /// Runs what a backend hands out, to its end.
    @discardableResult
    func run(_ call: ProgramCall) async throws -> ShellResult {
        try await ShellCommand.run(
            call.executable,
            call.arguments,
            environment: call.environment.mapValues { $0 }
        )
    }
}

extension Backend {
    /// Makes a machine with these packages, as `name=version`.
    ///
    /// `isRemote` puts the repository out of the reach of plain file access, so that packages must be
    /// fetched before they can be installed.
    func machine(
        _ installed: [String],
        isRemote: Bool = false
    ) async throws -> any PrivateMachine {
        switch self {
        case .apt: try await DebMachine(installed)
        case .dnf: try await RpmMachine(.dnf, installed, isRemote: isRemote)
        case .zypper: try await RpmMachine(.zypper, installed, isRemote: isRemote)
        }
    }
}
