// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// A private root whose agent is enrolled at a server.
struct EnrolledRoot: Sendable {
    /// The machine.
    let root: AptRoot
    /// The agent's own folder.
    let state: TemporaryDirectory

    /// Takes a root and a new state folder; the agent is not enrolled yet.
    init(_ root: AptRoot) throws {
        self.root = root
        state = try TemporaryDirectory(prefix: "agent")
    }

    /// Enrols the agent of a root.
    @discardableResult
    static func enroll(_ root: AptRoot, at server: RunningServer) async throws -> EnrolledRoot {
        let machine = try EnrolledRoot(root)
        let token = try await server.enrolmentToken()
        try await machine.agent("enroll", "--server", server.url, "--token", token)
        return machine
    }

    private var places: [String] { ["--state", state.path, "--root", root.directory.path] }

    /// Calls the agent, whatever comes of it.
    func call(
        _ verb: String,
        _ arguments: [String] = [],
        environment: [String: String?] = [:]
    ) async throws -> ShellResult {
        try await Program.agent([verb] + arguments + places, environment: environment)
    }

    /// Calls the agent and returns what it prints; throws when it fails.
    @discardableResult
    func agent(_ verb: String, _ arguments: String...) async throws -> String {
        try await call(verb, arguments).requireSuccess().output
    }

    /// Starts the agent's loop in a process of its own.
    func run(environment: [String: String?] = [:]) throws -> ChildProcess {
        try Program.start("thimble-agent", ["run"] + places, environment: environment)
    }

    /// How many times dpkg upgraded a package, by its own log.
    func upgradeCount(of package: String) -> Int {
        root.dpkgLog().count { $0.contains(" upgrade \(package):") }
    }

    /// How many times dpkg set a version of a package up, by its own log.
    func configureCount(of package: String, version: String) -> Int {
        root.dpkgLog().count { $0.contains(" configure \(package):amd64 \(version) ") }
    }

    /// How many times apt names a change of a package, by its own log: `oak:amd64 (1.0-1, 1.0-2)`.
    func historyCount(of package: String, from old: String, to new: String) -> Int {
        let text = (try? root.directory.read("var/log/apt/history.log")) ?? ""
        return text.components(separatedBy: "\(package):amd64 (\(old), \(new))").count - 1
    }

    /// The folders of the journal, one an order.
    var journal: [String] {
        let names = try? FileManager.default.contentsOfDirectory(atPath: state.path("journal"))
        return (names ?? []).filter { !$0.hasPrefix(".") }.map { "journal/\($0)" }
    }

    /// The journal's word for the state of its one order: `accepted`, `acting`, `finished`,
    /// `acknowledged`; nil where it has none.
    func orderState() throws -> String? {
        guard let folder = journal.first,
            let text = try? state.read("\(folder)/state.json"),
            case .object(let members) = try JSONDocument(text)
        else { return nil }
        return members.keys.first
    }

    /// The process that runs apt for the agent; the leader of a session of its own.
    ///
    /// An order has a program for each of its steps, the download first: the newest is meant.
    func installer() throws -> pid_t {
        let folder = try #require(journal.first)
        let names = try FileManager.default.contentsOfDirectory(atPath: state.path(folder))
        let last = names.compactMap { name in
            name.hasPrefix("run-") ? Int(name.dropFirst("run-".count)) : nil
        }.max()
        let text = try state.read("\(folder)/run-\(try #require(last))/pid")
        return try #require(pid_t(text.filter { !$0.isWhitespace }))
    }
}
