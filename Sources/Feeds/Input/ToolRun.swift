// SPDX-License-Identifier: Apache-2.0
import Domain
import Subprocess
import SystemPackage

/// One run of a program that is read by machine.
struct ToolRun: Sendable {
    /// Whether it returned 0.
    let isSuccess: Bool
    /// What it wrote to standard output.
    let output: String
    /// What it wrote to standard error.
    let errors: String

    /// The last line of standard error that says something, for messages.
    var complaint: String {
        errors.split(separator: "\n").last.map(String.init) ?? "it gave no reason"
    }

    /// Starts a program, in the C locale and with further variables, and waits for its end.
    ///
    /// `package` is the Debian package to install where the program is missing.
    static func run(
        _ tool: String,
        _ arguments: [String],
        environment: [String: String] = [:],
        package: String
    ) async throws -> ToolRun {
        var changes: [Environment.Key: String?] = ["LC_ALL": "C.UTF-8", "LANGUAGE": nil]
        for (name, value) in environment {
            if let key = Environment.Key(rawValue: name) { changes[key] = value }
        }
        do {
            let result = try await Subprocess.run(
                tool.contains("/") ? .path(FilePath(tool)) : .name(tool),
                arguments: Arguments(arguments),
                environment: .inherit.updating(changes),
                output: .bytes(limit: 16 << 20),
                error: .bytes(limit: 16 << 20)
            )
            return ToolRun(
                isSuccess: result.terminationStatus.isSuccess,
                output: String(decoding: result.standardOutput, as: UTF8.self),
                errors: String(decoding: result.standardError, as: UTF8.self)
            )
        } catch let error as SubprocessError {
            let isMissing = error.code == .executableNotFound
            throw DomainError(
                .feedUnavailable,
                subject: isMissing
                    ? "the program \(tool) is not installed" : "the program \(tool): \(error)",
                hint: isMissing ? "install the Debian package \(package)" : nil,
                underlying: error
            )
        }
    }
}
