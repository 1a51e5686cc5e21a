// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A throwaway OpenPGP key (Ed25519, no passphrase) that signs test repositories.
///
/// The key is held as bytes and every use imports it into a GnuPG home of its own, so that no agent
/// and no folder stays behind. Safe for concurrent use.
package struct ArchiveKey: Sendable {
    /// The public key as a binary keyring, as `signed-by` and `gpgv --keyring` take it.
    package let keyring: [UInt8]
    private let secret: [UInt8]

    private static let oneForAll = Task { try await ArchiveKey.generate() }

    /// The key that all tests of this process share.
    package static func shared() async throws -> ArchiveKey {
        try await oneForAll.value
    }

    /// Makes a new key; for tests that need one that nobody trusts.
    package static func generate() async throws -> ArchiveKey {
        try await withHome { home in
            let user = "Test Archive <archive@example.invalid>"
            try await home.gpg(["--quick-generate-key", user, "ed25519", "sign", "0"])
            return ArchiveKey(
                keyring: try await home.gpg(["--export"]).outputBytes,
                secret: try await home.gpg(["--export-secret-keys"]).outputBytes
            )
        }
    }

    /// The two signed forms of a `Release` file.
    package struct Signatures: Sendable {
        /// The text inside a clear signature: `InRelease`.
        package let clear: [UInt8]
        /// The armoured signature alone: `Release.gpg`.
        package let detached: [UInt8]
    }

    /// Signs several texts, in order.
    package func sign(_ texts: [String]) async throws -> [Signatures] {
        try await Self.withHome { home in
            try await home.gpg(["--import"], input: secret)
            var signatures: [Signatures] = []
            for text in texts {
                let input = Array(text.utf8)
                let options = ["--digest-algo", "SHA512"]
                let clear = try await home.gpg(options + ["--clearsign"], input: input)
                let arguments = options + ["--armor", "--detach-sign"]
                let detached = try await home.gpg(arguments, input: input)
                let pair = Signatures(clear: clear.outputBytes, detached: detached.outputBytes)
                signatures.append(pair)
            }
            return signatures
        }
    }

    /// Lends a GnuPG home; its agent is ended and its folder removed before this returns.
    private static func withHome<R: Sendable>(
        _ body: (Home) async throws -> R
    ) async throws -> R {
        let home = Home(directory: try TemporaryDirectory(prefix: "gpg"))
        let result: Result<R, any Error>
        do {
            result = .success(try await body(home))
        } catch {
            result = .failure(error)
        }
        try await home.close()
        return try result.get()
    }

    private struct Home {
        let directory: TemporaryDirectory

        @discardableResult
        func gpg(_ arguments: [String], input: [UInt8] = []) async throws -> ShellResult {
            let always = ["--batch", "--no-tty", "--quiet", "--pinentry-mode", "loopback"]
            return try await ShellCommand.run(
                "gpg",
                always + ["--passphrase", ""] + arguments,
                environment: ["GNUPGHOME": directory.path],
                input: input
            ).requireSuccess()
        }

        /// The agent deletes its sockets while it ends, so the removal may need a second try.
        func close() async throws {
            let environment: [String: String?] = ["GNUPGHOME": directory.path]
            let kill = ["--kill", "all"]
            try await ShellCommand.run("gpgconf", kill, environment: environment).requireSuccess()
            try await eventually("\(directory.path) is removed") {
                directory.remove()
                return !FileManager.default.fileExists(atPath: directory.path)
            }
        }
    }
}
