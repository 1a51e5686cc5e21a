// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// The help of both programs, and the exit statuses that scripts rely on.
@Suite(.timeLimit(.minutes(10)))
struct HelpTests {
    /// A command of a program, with its words.
    private struct Command {
        let words: [String]
        let isLeaf: Bool
    }

    /// All commands below one, as the argument parser itself lists them.
    private func commands(below node: JSONDocument, _ words: [String] = []) -> [Command] {
        let children = node["subcommands"].items.filter { $0["commandName"].text != "help" }
        let nested = children.flatMap { child in
            commands(below: child, words + [child["commandName"].text ?? ""])
        }
        return [Command(words: words, isLeaf: children.isEmpty)] + nested
    }

    @Test("every command's help has an example of itself", arguments: ["thimble", "thimble-agent"])
    func showsExamples(program: String) async throws {
        func call(_ words: [String]) async throws -> ShellResult {
            try await program == "thimble" ? Program.thimble(words) : Program.agent(words)
        }
        let dump = try await call(["--experimental-dump-help"]).requireSuccess()
        let all = commands(below: try JSONDocument(dump.output)["command"])
        let leaves = all.filter(\.isLeaf)
        #expect(leaves.count >= 4)
        for command in leaves {
            let help = try await call(command.words + ["--help"]).requireSuccess()
            let example = "Example: \(program) \(command.words.joined(separator: " "))"
            // The help is wrapped at 80 columns, so an example may go on in the next line.
            let text = help.output.split { $0 == "\n" || $0 == " " }.joined(separator: " ")
            #expect(text.contains(example), "\(command.words)\n\(help.output)")
            #expect(text.contains("USAGE:"))
        }
    }

    @Test(
        "the commands that other tools rely on are all there",
        arguments: [
            "serve", "token create", "token revoke", "enroll-token create", "catalog import",
            "device import", "mitigation import", "findings", "explain", "version compare",
            "audit verify", "query", "overview",
            "approve", "decline", "policy create", "deployment create", "deployment show",
            "deployment runs", "agent update", "simulate", "doctor",
        ]
    )
    func hasCommands(words: String) async throws {
        let command = words.split(separator: " ").map(String.init)
        let result = try await Program.thimble(command + ["--help"])
        #expect(result.status == .exited(0))
    }

    @Test(
        "the agent's verbs are all there",
        arguments: ["enroll", "run", "scan", "status", "available", "install", "postpone"]
    )
    func hasVerbs(verb: String) async throws {
        let result = try await Program.agent([verb, "--help"])
        #expect(result.status == .exited(0))
    }

    @Test(
        "wrong usage is 64, with the usage on standard error",
        arguments: [
            ["no-such-command"], ["findings"], ["findings", "--data", "x", "--state", "bad"],
            ["version", "compare", "deb", "1"], ["version", "compare", "cows", "1", "2"],
            ["catalog", "import", "--data", "x", "apt"],
            ["token", "create", "--data", "x", "--dialect", "latin", "--user", "admin"],
            [
                "token", "create", "--data", "x", "--dialect", "qualys", "--user", "admin",
                "--scope", "a",
            ],
            ["deployment", "create", "--data", "x", "--everything"],
            ["deployment", "create", "--data", "x", "--install", "--everything"],
            ["deployment", "create", "--data", "x", "--scan", "--all-missing", "--everything"],
            ["deployment", "halt", "--data", "x", "1", "--reason", " "],
        ]
    )
    func refusesWrongUsage(arguments: [String]) async throws {
        let result = try await Program.thimble(arguments)
        #expect(result.status == .exited(64), "\(result.output)")
        #expect(result.errors.contains("Error:") && result.errors.contains("sage"))
        #expect(result.output.isEmpty)
    }

    @Test("what does not exist is 66, bad data 65, what cannot be reached 69")
    func tellsFailuresApart() async throws {
        let home = try Home()
        try await home.importOakAdvisory()
        try await home.importEmptyDevice(named: "web-1")
        let user = ["--dialect", "manageengine", "--user", "nobody"]
        let cases: [(verb: String, words: [String], status: Int32, says: String)] = [
            ("explain", ["web-9", "oak"], 66, "device.not_found: web-9"),
            ("explain", ["web-1", "yew"], 66, "patch.not_found: yew"),
            ("findings", ["--device", "web-9"], 66, "device.not_found: web-9"),
            ("token create", user, 66, "user.not_found: nobody"),
            ("deployment show", ["Nights"], 66, "deployment.not_found: deployment Nights"),
            ("policy show", ["Nights"], 66, "policy.not_found: "),
            (
                "deployment create",
                ["--scan", "--everything", "--schedule", "fortnightly"], 65,
                "request.invalid: --schedule"
            ),
            ("device import", ["/no/such/file"], 65, "inventory.malformed: /no/such/file"),
            (
                "catalog import", ["apt", "/no/such/mirror"], 69,
                "feed.unavailable: /no/such/mirror"
            ),
            ("catalog import", ["dsa", "/no/such/list"], 69, "feed.unavailable: /no/such/list"),
        ]
        for (verb, words, status, says) in cases {
            let result = try await home.call(verb, words)
            #expect(result.status == .exited(status), "\(verb) \(words): \(result.errors)")
            #expect(result.errors.contains("thimble: \(says)"), "\(result.errors)")
            #expect(result.output.isEmpty)
        }
        let agent = try await Program.agent(["run", "--state", home.directory.path("none")])
        #expect(agent.status == .exited(3), "\(agent.errors)")
    }
}
