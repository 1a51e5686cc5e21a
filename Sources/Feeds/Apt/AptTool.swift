// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation

/// The programs of apt on this machine, as far as they read and fetch lists.
struct AptTool: Sendable {
    /// A configuration file that stands for the machine's own (`APT_CONFIG`); `nil` for none.
    let configuration: String?

    /// The `Packages` files that apt has; `lists` names a folder other than the machine's own.
    func targets(lists: String?) async throws -> [AptTarget] {
        let options = lists.map { ["-o", "Dir::State::lists=\($0)"] } ?? []
        let run = try await run(
            "apt-get",
            ["indextargets"] + options + ["--format", AptTarget.format, "Created-By: Packages"]
        )
        guard run.isSuccess else { throw failure("apt-get indextargets", run) }
        return run.output.split(separator: "\n").compactMap(AptTarget.init(line:))
    }

    /// The folder of apt's settings, `/etc/apt` but for a configuration of its own.
    func settings() async throws -> String {
        let run = try await run("apt-config", ["shell", "FOLDER", "Dir::Etc/d"])
        guard run.isSuccess else { throw failure("apt-config", run) }
        let parts = run.output.split(separator: "'", omittingEmptySubsequences: false)
        guard parts.count > 1, parts[1].hasPrefix("/") else { return "/etc/apt" }
        return parts[1].hasSuffix("/") ? String(parts[1].dropLast()) : String(parts[1])
    }

    /// Fetches the lists of the machine's sources into `lists` of a new folder.
    ///
    /// The machine's hooks are switched off, because they clean its caches and notify its desktop,
    /// and apt's own caches go into the folder as well.
    func fetchedLists() async throws -> WorkFolder {
        let folder = try WorkFolder()
        let hooks = ["Pre-Invoke", "Post-Invoke", "Post-Invoke-Success"]
        let text = hooks.map { "#clear APT::Update::\($0);\n" }.joined()
        let settings = try folder.write(Array(text.utf8), to: "settings")
        for name in ["lists/partial", "cache/archives/partial"] {
            try FileManager.default.createDirectory(
                atPath: folder.path(name),
                withIntermediateDirectories: true
            )
        }
        // apt downloads as its own user, which must be able to pass through.
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o711],
            ofItemAtPath: folder.path
        )
        let run = try await run(
            "apt-get",
            [
                "update", "-c", settings, "-o", "Dir::State::lists=\(folder.path("lists"))",
                "-o", "Dir::Cache=\(folder.path("cache"))", "-o", "Acquire::http::Timeout=20",
                "-o", "Acquire::https::Timeout=20", "-o", "Acquire::Languages=none",
            ]
        )
        guard run.isSuccess else { throw failure("apt-get update", run) }
        return folder
    }

    private func run(_ tool: String, _ arguments: [String]) async throws -> ToolRun {
        let environment = configuration.map { ["APT_CONFIG": $0] } ?? [:]
        return try await ToolRun.run(tool, arguments, environment: environment, package: "apt")
    }

    private func failure(_ command: String, _ run: ToolRun) -> DomainError {
        DomainError(.feedUnavailable, subject: "\(command): \(run.complaint)")
    }
}
