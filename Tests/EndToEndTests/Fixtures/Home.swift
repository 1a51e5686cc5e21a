// SPDX-License-Identifier: Apache-2.0
import TestSupport

/// A data folder of its own, and the commands on it; a server may run there or not.
struct Home: Sendable {
    /// The folder around it, for files that a test gives to the commands.
    let directory: TemporaryDirectory

    /// Makes an empty place; the data folder is made by the first command.
    init() throws {
        directory = try TemporaryDirectory(prefix: "home")
    }

    /// The data folder.
    var data: String { directory.path("data") }

    /// Runs a command on the folder; `verb` is its words, `catalog import` for example.
    func call(
        _ verb: String,
        _ arguments: [String],
        input: String = ""
    ) async throws -> ShellResult {
        let words = verb.split(separator: " ").map(String.init)
        return try await Program.thimble(words + ["--data", data] + arguments, input: input)
    }

    /// Runs a command that must succeed, and returns what it prints.
    @discardableResult
    func thimble(_ verb: String, _ arguments: String...) async throws -> String {
        try await call(verb, arguments).requireSuccess().output
    }

    /// What `thimble findings --json` says.
    func findings() async throws -> [JSONDocument] {
        try JSONDocument.lines(try await thimble("findings", "--json"))
    }

    /// The audit log's entries with an action, oldest first.
    func audit(_ action: String) async throws -> [JSONDocument] {
        try JSONDocument.lines(try await thimble("audit log", "--last", "100000", "--json"))
            .filter { $0["action"].text == action }
    }

    /// Imports an advisory list given as text.
    @discardableResult
    func importAdvisories(_ text: String) async throws -> String {
        let file = try directory.write(text, to: "list")
        return try await thimble("catalog import", "dsa", file, "--json")
    }

    /// Imports a list of one advisory: the source `oak` is fixed in version 2 of Debian 12.
    func importOakAdvisory() async throws {
        try await importAdvisories(
            "[01 Nov 2025] DSA-1-1 oak - security update\n\t[bookworm] - oak 2\n"
        )
    }

    /// Imports one device of Debian 12 without any package.
    func importEmptyDevice(named name: String) async throws {
        try await importDevices(
            "{\"devices\":[{\"name\":\"\(name)\",\"stream\":\"debian:12\",\"packages\":[]}]}"
        )
    }

    /// Imports devices given as JSON.
    @discardableResult
    func importDevices(_ json: String) async throws -> String {
        let file = try directory.write(json, to: "devices.json")
        return try await thimble("device import", file, "--json")
    }
}
