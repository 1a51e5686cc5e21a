// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

@testable import Agent

/// A private root for apt with the samples.
struct DebMachine: PrivateMachine {
    let manager: any PackageManager
    private let apt: AptRoot
    private let repository: AptRepository
    private let state: TemporaryDirectory

    var root: TemporaryDirectory { apt.directory }

    init(_ installed: [String]) async throws {
        repository = try await SampleRepositories.shared.apt()
        state = try TemporaryDirectory(prefix: "agent")
        apt = try AptRoot()
        // A name of its own for the shared folder, which can go away; apt copies from there.
        let link = state.path("repository")
        try FileManager.default.createSymbolicLink(
            atPath: link,
            withDestinationPath: repository.directory.path
        )
        let source = AptSourceLine(
            uri: "copy:\(link)",
            suite: "bookworm",
            keyring: repository.keyringPath
        )
        try apt.setSources([source])
        try await apt.update()
        if !installed.isEmpty { try await apt.install(installed) }
        try await apt.run("apt-get", ["clean"]).requireSuccess()
        manager = try PackageBackend.make(
            root: apt.directory.path,
            state: StateDirectory(state.path)
        )
    }

    func installed() async throws -> [String] {
        let format = "-f=${db:Status-Status} ${Package} ${Version}\n"
        let database = "--admindir=" + root.path("var/lib/dpkg")
        let result = try await apt.run("dpkg-query", [database, "-W", format]).requireSuccess()
        return result.output.split(separator: "\n").compactMap { line in
            line.hasPrefix("installed ") ? String(line.dropFirst("installed ".count)) : nil
        }.sorted()
    }

    /// The last paragraph of apt's log: `Upgrade: foo:amd64 (1.0-1, 1.1-1), …`.
    func lastTransaction() throws -> [String] {
        let log = try root.read("var/log/apt/history.log")
        guard let last = log.components(separatedBy: "\n\n").last(where: { !$0.isEmpty }) else {
            return []
        }
        return last.split(separator: "\n").flatMap { line -> [String] in
            let parts = line.split(separator: ": ", maxSplits: 1)
            guard ["Install", "Upgrade", "Downgrade"].contains(parts[0]) else { return [] }
            return parts[1].components(separatedBy: "), ").map { entry in
                let words = entry.split { " ():,".contains($0) && $0 != ":" }
                let name = words[0].split(separator: ":")[0]
                let versions = words.dropFirst().filter { $0 != "automatic" }
                return "\(name) \(versions.last ?? "")"
            }
        }.sorted()
    }

    func lock(_ name: String) async throws { try await apt.hold(name) }

    func moveRepositoryAway() throws {
        try FileManager.default.removeItem(atPath: state.path("repository"))
    }
}
