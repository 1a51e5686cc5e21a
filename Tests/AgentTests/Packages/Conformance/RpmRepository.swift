// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport

/// A real rpm repository in a temporary folder: built by `rpmbuild`, indexed by `createrepo_c`.
final class RpmRepository: Sendable {
    let directory: TemporaryDirectory

    init(_ packages: [SamplePackage]) async throws {
        directory = try TemporaryDirectory(prefix: "rpm")
        let work = try TemporaryDirectory(prefix: "spec")
        var specifications: [String] = []
        for package in packages {
            let file = "\(package.name)-\(specifications.count).spec"
            specifications.append(try work.write(Self.specification(package), to: file))
        }
        let folders = [
            "_topdir \(work.path)", "_rpmdir \(directory.path)", "_dbpath \(work.path("db"))",
            "_build_name_fmt %{NAME}-%{VERSION}.rpm",
        ].flatMap { ["--define", $0] }
        try await ShellCommand.run("rpmbuild", ["-bb", "--quiet"] + folders + specifications)
            .requireSuccess()
        try await ShellCommand.run("createrepo_c", ["--quiet", directory.path]).requireSuccess()
    }

    /// The file of a package, named as `name=version`.
    func path(_ name: String) -> String {
        let parts = name.split(separator: "=")
        let version = parts[1].split(separator: ":").last?.split(separator: "-").first ?? ""
        return directory.path("\(parts[0])-\(version).rpm")
    }

    private static func specification(_ package: SamplePackage) -> String {
        let whole = package.version.split(separator: ":")
        let parts = whole[whole.count - 1].split(separator: "-")
        var lines = [
            "Name: \(package.name)", "Version: \(parts[0])", "Release: \(parts[1])",
            "Summary: sample", "License: none", "BuildArch: noarch",
        ]
        if whole.count == 2 { lines.append("Epoch: \(whole[0])") }
        if let requires = package.requires { lines.append("Requires: \(requires)") }
        if let conflicts = package.conflicts { lines.append("Conflicts: \(conflicts)") }
        return lines.joined(separator: "\n") + "\n%description\nA sample.\n%files\n"
    }
}

/// The repositories with the samples, built once and shared by the tests that run at the time.
actor SampleRepositories {
    static let shared = SampleRepositories()

    private weak var liveRpm: RpmRepository?
    private weak var liveApt: AptRepository?
    private var buildingRpm: Task<RpmRepository, any Error>?
    private var buildingApt: Task<AptRepository, any Error>?

    /// The rpm repository; whoever keeps it keeps it alive for all.
    func rpm() async throws -> RpmRepository {
        if let liveRpm { return liveRpm }
        if let buildingRpm { return try await buildingRpm.value }
        let task = Task { try await RpmRepository(SamplePackage.all) }
        buildingRpm = task
        defer { buildingRpm = nil }
        let repository = try await task.value
        liveRpm = repository
        return repository
    }

    /// The apt repository, likewise.
    func apt() async throws -> AptRepository {
        if let liveApt { return liveApt }
        if let buildingApt { return try await buildingApt.value }
        let task = Task {
            let packages = SamplePackage.all.map { sample in
                DebPackage(
                    name: sample.name,
                    version: sample.version,
                    architecture: "all",
                    depends: sample.requires.map { [Self.relation($0)] } ?? [],
                    controlFields: sample.conflicts.map { ["Conflicts": $0] } ?? [:]
                )
            }
            return try await AptRepository([.bookworm(packages)])
        }
        buildingApt = task
        defer { buildingApt = nil }
        let repository = try await task.value
        liveApt = repository
        return repository
    }

    /// `tool >= 2` in dpkg's words.
    private static func relation(_ text: String) -> String {
        let words = text.split(separator: " ", maxSplits: 1)
        return words.count == 1 ? text : "\(words[0]) (\(words[1]))"
    }
}
