// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Foundation
import Logging
import TestSupport
import Testing

@testable import Agent

/// A private root with an agent's state beside it, for tests against the real apt and dpkg.
struct AptMachine {
    let repository: AptRepository
    let root: AptRoot
    let backend: AptBackend
    let journal: Journal
    private let directory: TemporaryDirectory

    /// A machine with these packages of the shared repository, as `name=version`.
    init(_ installed: [String]) async throws {
        try await self.init(installed, repository: SharedRepository.one.get())
    }

    /// A machine with packages of a repository of its own.
    init(_ installed: [String], repository: AptRepository) async throws {
        self.repository = repository
        directory = try TemporaryDirectory(prefix: "agent")
        root = try AptRoot(sources: [repository.source("bookworm")])
        try await root.update()
        if !installed.isEmpty { try await root.install(installed) }
        backend = try AptBackend(root: root.directory.path, state: StateDirectory(directory.path))
        journal = try Journal(folder: directory.path("journal"))
    }

    /// Work on an order that is journaled as begun; a second call takes up what the first has left.
    func work(on order: Order) throws -> InstallWork {
        let key = Curve25519.Signing.PrivateKey()
        var progress = InstallProgress(startedAt: 1)
        if try !journal.accept(order, signed: SignedOrder(order, key: key)) {
            guard case .found(.acting(let earlier)) = journal.lookup(order.id) else {
                preconditionFailure("the order is not being acted on")
            }
            progress = earlier
        }
        try journal.record(.acting(progress), for: order.id)
        return InstallWork(
            order: order,
            manager: backend,
            journal: journal,
            clock: HostClock(),
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            progress: progress
        )
    }

    /// Carries out an order to its end.
    func carryOut(_ patches: OrderPatch...) async throws -> OrderReport {
        var work = try work(on: .install(patches))
        return try await work.finish()
    }

    /// The installed packages as `name version`, sorted.
    func installed() async throws -> [String] {
        try await query("${Package} ${Version}")
    }

    /// What dpkg-query says of every package whose files are there, a line each, sorted.
    func query(_ format: String) async throws -> [String] {
        let arguments = [
            "--admindir=" + root.directory.path("var/lib/dpkg"), "-W",
            "-f=${db:Status-Status} \(format)\n",
        ]
        let output = try await root.run("dpkg-query", arguments).requireSuccess().output
        return output.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ", maxSplits: 1)
            guard words.count == 2 else { return nil }
            return ["config-files", "not-installed"].contains(words[0]) ? nil : String(words[1])
        }.sorted()
    }

    /// How often dpkg has begun to upgrade a package.
    func upgradeCount(of name: String) -> Int {
        root.dpkgLog().filter { $0.contains(" upgrade \(name):") }.count
    }

    /// How often a postinst that counts its runs was run.
    func runCount() -> Int {
        ((try? root.directory.read("runs")) ?? "").split(separator: "\n").count
    }

    /// Lets the postinst of `slow` go on.
    func letGo() throws {
        try root.directory.write("", to: "go")
    }

    /// The process that wraps the first program of an order, once its postinst runs.
    func wrapper(of order: Order) async throws -> Int32 {
        try await eventually("the postinst runs") { runCount() > 0 }
        return try process("pid", of: order)
    }

    /// A process id that the first program of an order has left in a file of its folder.
    func process(_ name: String, of order: Order) throws -> Int32 {
        let path = "\(journal.folder(of: order.id))/run-1/\(name)"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        return try #require(Int32(text.filter { !$0.isWhitespace }))
    }
}
