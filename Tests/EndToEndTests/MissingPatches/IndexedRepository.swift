// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
import TestSupport

/// A signed repository of indexes without the packages: enough to ask what apt would do.
///
/// It is made without dpkg-deb, so that a test can afford hundreds of packages.
struct IndexedRepository: Sendable {
    /// The folder; it goes away with the last copy of this value.
    let directory: TemporaryDirectory

    /// Publishes suites, each with the one component `main`.
    init(_ suites: [AptSuite]) async throws {
        let key = try await ArchiveKey.shared()
        directory = try TemporaryDirectory(prefix: "index")
        try Data(key.keyring).write(to: URL(fileURLWithPath: directory.path("keyring.gpg")))
        var releases: [String] = []
        for suite in suites {
            let index = suite.packages.map(Self.stanza).joined()
            try directory.write(
                index,
                to: "dists/\(suite.codename)/main/binary-amd64/Packages"
            )
            releases.append(Self.release(suite, index: index))
        }
        for (suite, signature) in zip(suites, try await key.sign(releases)) {
            let path = directory.path("dists/\(suite.codename)/InRelease")
            try Data(signature.clear).write(to: URL(fileURLWithPath: path))
        }
    }

    /// The path of the keyring that verifies every suite.
    var keyringPath: String { directory.path("keyring.gpg") }

    /// The source line of a suite.
    func source(_ codename: String) -> AptSourceLine {
        AptSourceLine(uri: "file:\(directory.path)", suite: codename, keyring: keyringPath)
    }

    private static func stanza(_ package: DebPackage) -> String {
        package.control + """
            Filename: pool/\(package.fileName)
            Size: 1024
            SHA256: \(String(repeating: "0", count: 64))


            """
    }

    private static func release(_ suite: AptSuite, index: String) -> String {
        let digest = ScriptedAgent.digest(Data(index.utf8))
        return """
            Origin: \(suite.origin)
            Label: \(suite.label)
            Suite: \(suite.suite)
            Codename: \(suite.codename)
            Date: Sat, 01 Nov 2025 00:00:00 UTC
            Architectures: amd64
            Components: main
            \(suite.notAutomatic ? "NotAutomatic: yes\n" : "")\
            \(suite.butAutomaticUpgrades ? "ButAutomaticUpgrades: yes\n" : "")\
            SHA256:
             \(digest) \(index.utf8.count) main/binary-amd64/Packages

            """
    }
}
