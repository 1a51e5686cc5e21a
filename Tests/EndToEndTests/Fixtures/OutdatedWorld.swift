// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// A server, a signed repository, and an enrolled machine that lacks one update of each package.
///
/// Every package is installed in `1.0-1`; the repository has `1.0-2`. The catalogue is imported and
/// the machine is scanned.
struct OutdatedWorld: Sendable {
    /// The version that is installed.
    static let old = "1.0-1"
    /// The version that the repository has.
    static let new = "1.0-2"

    /// The server.
    let server: RunningServer
    /// The repository.
    let repository: AptRepository
    /// The machine.
    let machine: EnrolledRoot
    /// The machine's name at the server.
    let name: String
    /// The numbers of the missing patches, by package.
    let patches: [String: Int64]

    /// Makes the world; `postinst` is the script that the updates of single packages bring.
    ///
    /// Beside the updates the repository has `others`, of which the machine has none, and the old
    /// versions where it keeps them.
    init(
        _ packages: [String],
        postinst: [String: String] = [:],
        others: [DebPackage] = [],
        keepsOldVersions: Bool = false
    ) async throws {
        let before = packages.map { DebPackage(name: $0, version: Self.old) }
        let updates = packages.map { name in
            DebPackage(name: name, version: Self.new, postinst: postinst[name])
        }
        let after = updates + others + (keepsOldVersions ? before : [])
        repository = try await AptRepository([.bookworm(before)])
        let root = try AptRoot(sources: [repository.source("bookworm")])
        try await root.update()
        try await root.install(packages)
        try await repository.publish([.bookworm(after)])
        try await root.update()

        server = try await RunningServer.start()
        machine = try await EnrolledRoot.enroll(root, at: server)
        let keyring = ["--keyring", repository.keyringPath]
        let words = ["apt", repository.directory.path] + keyring
        try await server.home.call("catalog import", words).requireSuccess()
        try await machine.agent("scan")
        let findings = try await server.home.findings()
        var patches: [String: Int64] = [:]
        for finding in findings where finding["state"].text == "missing" {
            if let package = finding["package"].text {
                patches[package] = finding["patch_number"].integer
            }
        }
        self.patches = patches
        name = try #require(findings.first?["device"].text)
        try #require(patches.keys.sorted() == packages.sorted(), "\(findings)")
    }

    /// The number of the patch that updates a package.
    func patch(_ package: String) throws -> Int64 {
        try #require(patches[package])
    }

    /// Approves the update of a package and orders its installation on the machine.
    func order(_ package: String, by client: PatchClient) async throws {
        let number = try patch(package)
        try await client.approve([number])
        try await client.install([number], on: try await client.system(named: name))
    }
}
