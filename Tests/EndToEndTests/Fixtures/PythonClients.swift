// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

/// Public clients of the dialects, in a place of their own that `scripts/clients` makes.
enum PythonClients {
    private static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The package's own folder; a build elsewhere names it.
    private static let place: URL = {
        let named = ProcessInfo.processInfo.environment["THIMBLE_CLIENTS"]
        return named.map { URL(fileURLWithPath: $0) } ?? root.appending(path: ".build-clients")
    }()

    /// Whether they are there; without the Python index they cannot be.
    static var areInstalled: Bool {
        FileManager.default.fileExists(atPath: place.appending(path: "complete").path)
    }

    /// The path of one of their programs.
    static func program(_ name: String) -> String { place.appending(path: "bin/\(name)").path }

    /// The path of a script of these tests.
    static func script(_ name: String) -> String {
        root.appending(path: "Tests/EndToEndTests/Clients/\(name)").path
    }

    /// Runs a script to its end.
    static func run(
        _ name: String,
        _ arguments: [String],
        environment: [String: String?] = [:]
    ) async throws -> ShellResult {
        try await ShellCommand.run(
            program("python"),
            [script(name)] + arguments,
            environment: environment,
            timeout: .seconds(540)
        )
    }
}
