// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A real, signed apt repository in a temporary folder.
///
/// Packages are built by `dpkg-deb`, indexes by `apt-ftparchive` (package apt-utils), signatures by
/// GnuPG: what apt and the agent read here is what they would read from a mirror. Layout:
///
///     keyring.gpg                                         the public key
///     pool/<codename>/<component>/*.deb
///     dists/<codename>/{Release,Release.gpg,InRelease}
///     dists/<codename>/<component>/binary-<arch>/Packages{,.gz,.xz}
///
/// One `publish` at a time; everything else is safe for concurrent use.
package final class AptRepository: Sendable {
    /// The folder; it goes away with this value.
    package let directory: TemporaryDirectory
    private let key: ArchiveKey

    /// Makes a repository with these suites; without `key` the one that all tests share signs it.
    package init(_ suites: [AptSuite] = [], key: ArchiveKey? = nil) async throws {
        if let key {
            self.key = key
        } else {
            self.key = try await ArchiveKey.shared()
        }
        directory = try TemporaryDirectory(prefix: "apt")
        try Data(self.key.keyring).write(to: URL(fileURLWithPath: directory.path("keyring.gpg")))
        try await publish(suites)
    }

    /// The path of the binary keyring that verifies every suite here.
    package var keyringPath: String {
        directory.path("keyring.gpg")
    }

    /// The absolute path of a file of a suite, for example `InRelease`.
    package func path(_ file: String, ofSuite codename: String) -> String {
        directory.path("dists/\(codename)/\(file)")
    }

    /// The source line for one suite; `scheme` is `file` or `copy`.
    package func source(
        _ codename: String,
        components: [String] = ["main"],
        scheme: String = "file"
    ) -> AptSourceLine {
        AptSourceLine(
            uri: "\(scheme):\(directory.path)",
            suite: codename,
            components: components,
            keyring: keyringPath
        )
    }

    /// Publishes suites: each replaces the suite of the same codename, its pool too; others stay.
    package func publish(_ suites: [AptSuite]) async throws {
        var releases: [String] = []
        for suite in suites {
            releases.append(try await writeIndexes(of: suite))
        }
        let signatures = suites.isEmpty ? [] : try await key.sign(releases)
        for (suite, signature) in zip(suites, signatures) {
            for (name, bytes) in [
                ("InRelease", signature.clear), ("Release.gpg", signature.detached),
            ] {
                let file = path(name, ofSuite: suite.codename)
                try Data(bytes).write(to: URL(fileURLWithPath: file))
            }
        }
    }

    /// Changes one signed word of a suite's `InRelease`, so that its signature is wrong.
    ///
    /// Throws `CocoaError` when the suite was never published or has been tampered with before.
    package func tamper(withSuite codename: String) throws {
        let relative = "dists/\(codename)/InRelease"
        let text = try directory.read(relative)
        guard let place = text.range(of: "\nComponents: ") else {
            throw CocoaError(.fileReadCorruptFile)
        }
        try directory.write(text.replacingCharacters(in: place, with: "\nX: "), to: relative)
    }

    /// Writes everything of a suite but the signatures and returns the text of its `Release`.
    private func writeIndexes(of suite: AptSuite) async throws -> String {
        let files = FileManager.default
        let dist = "dists/\(suite.codename)"
        let pool = "pool/\(suite.codename)"
        for folder in [dist, pool] {
            try? files.removeItem(atPath: directory.path(folder))
        }
        for component in suite.components {
            let folder = directory.path("\(pool)/\(component)")
            try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for package in suite.packages where package.component == component {
                try await package.build(into: folder)
            }
            for architecture in suite.architectures {
                let index = "\(dist)/\(component)/binary-\(architecture)/Packages"
                let arguments = ["--arch", architecture, "packages", "\(pool)/\(component)"]
                let plain = AptIndexText.adding(
                    suite.packages,
                    to: try await ftparchive(arguments)
                )
                let path = try directory.write(plain, to: index)
                for tool in ["gzip", "xz"] {
                    try await ShellCommand.run(tool, ["--keep", path]).requireSuccess()
                }
            }
        }
        var text = try await ftparchive(releaseOptions(suite) + ["release", dist])
        text = AptIndexText.setting(suite.fields, in: text)
        try directory.write(text, to: "\(dist)/Release")
        return text
    }

    private func releaseOptions(_ suite: AptSuite) -> [String] {
        var fields = [
            ("Origin", suite.origin), ("Label", suite.label), ("Suite", suite.suite),
            ("Codename", suite.codename),
            ("Architectures", suite.architectures.joined(separator: " ")),
            ("Components", suite.components.joined(separator: " ")),
        ]
        if suite.notAutomatic { fields.append(("NotAutomatic", "yes")) }
        if suite.butAutomaticUpgrades { fields.append(("ButAutomaticUpgrades", "yes")) }
        return fields.flatMap { ["-o", "APT::FTPArchive::Release::\($0.0)=\($0.1)"] }
    }

    private func ftparchive(_ arguments: [String]) async throws -> String {
        try await ShellCommand.run(
            "apt-ftparchive",
            arguments,
            environment: ["LC_ALL": "C.UTF-8"],
            directory: directory.path
        ).requireSuccess().output
    }
}
