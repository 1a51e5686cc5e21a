// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// A deployment and its newest run, as `thimble deployment show --json` tells them.
struct ShownDeployment: Sendable {
    /// The deployment with its plan.
    let deployment: JSONDocument
    /// The run with its devices; null before the first one.
    let run: JSONDocument

    /// The state of the run; nil before the first one.
    var state: String? { run["state"].text }

    /// How many devices of the run are in each state.
    var states: [String: Int] {
        let found = run["devices"].items.map { ($0["state"].text ?? "", 1) }
        return Dictionary(found, uniquingKeysWith: +)
    }

    /// What was decided about the run, oldest first.
    var decisions: [String?] { run["decisions"].items.map(\.["kind"].text) }
}

extension Home {
    /// Makes a deployment for all devices and enables it; the arguments say what and how.
    @discardableResult
    func deploy(_ name: String, _ arguments: [String]) async throws -> JSONDocument {
        let words = ["--name", name, "--everything", "--enable", "--json"] + arguments
        let result = try await call("deployment create", words)
        return try JSONDocument(try result.requireSuccess().output)
    }

    /// A deployment by its name.
    func deployment(_ name: String) async throws -> ShownDeployment {
        let lines = try JSONDocument.lines(try await thimble("deployment show", name, "--json"))
        return ShownDeployment(
            deployment: try #require(lines.first),
            run: lines.count > 1 ? lines[1] : .null
        )
    }

    /// The runs of a deployment without their devices, newest first.
    func runs(of name: String) async throws -> [JSONDocument] {
        try JSONDocument.lines(try await thimble("deployment runs", name, "--json"))
    }

    /// Makes a policy that installs at once, never restarts a machine and tries nothing again, but
    /// for these settings.
    func makePolicy(_ name: String, _ settings: [String: JSONDocument] = [:]) async throws {
        let builtIn = try JSONDocument(try await thimble("policy show", "1", "--json"))
        let calm: [String: JSONDocument] = [
            "reboot": builtIn["reboot"].with(["mode": .string("never")]),
            "retries": builtIn["retries"].with([
                "count": .integer(0), "perRefresh": .integer(0),
            ]),
        ]
        let policy = builtIn.with(calm).with(settings)
        try await call(
            "policy create",
            ["--from", "-", "--name", name],
            input: try policy.written
        ).requireSuccess()
    }
}
