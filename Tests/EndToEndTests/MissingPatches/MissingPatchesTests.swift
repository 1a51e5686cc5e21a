// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// Thimble and apt agree about what a machine lacks, package by package and version by version.
///
/// The cases of one test follow each other, because each has a server, an agent and an apt to run.
@Suite(.timeLimit(.minutes(10)))
struct MissingPatchesTests {
    @Test(
        "what is missing is what apt would upgrade, whatever suite offers it",
        .serialized,
        arguments: UpgradeScenario.ofSuites
    )
    func agreesAboutSuites(on scenario: UpgradeScenario) async throws {
        try await expectAgreement(on: scenario)
    }

    @Test(
        "what is missing is what apt would upgrade, whatever the packages and the machine are",
        .serialized,
        arguments: UpgradeScenario.ofPackages + UpgradeScenario.ofMachines
    )
    func agreesAboutPackages(on scenario: UpgradeScenario) async throws {
        try await expectAgreement(on: scenario)
    }

    private func expectAgreement(on scenario: UpgradeScenario) async throws {
        let (repository, root) = try await scenario.make()
        let apt = try await Upgrade.byDistUpgrade(of: root)
        let upgradable = try await root.upgradable()
        let server = try await RunningServer.start()
        let machine = try await EnrolledRoot.enroll(root, at: server)
        try await machine.agent("scan")

        // The repository as a mirror's folder, then as apt itself has it.
        let imports = [
            [repository.directory.path], ["host", "--apt-config", root.configurationPath],
        ]
        for words in imports {
            let all = ["apt"] + words + ["--keyring", repository.keyringPath]
            try await server.home.call("catalog import", all).requireSuccess()
            let verdict = Verdict(findings: try await server.home.findings())
            #expect(verdict.missing.sorted() == scenario.missing.sorted())
            #expect(verdict.held.sorted() == scenario.held.sorted())
            #expect(verdict.phased.sorted() == scenario.phased.sorted())
            #expect(verdict.missing.sorted() == apt.sorted())
            #expect(verdict.upgradable == upgradable)
        }
    }

    @Test(
        "what is missing is what apt would upgrade, for machines and archives at random",
        .serialized,
        arguments: [11, 2_026, 77_777] as [UInt64]
    )
    func agreesAtRandom(seed: UInt64) async throws {
        let archive = RandomArchive(seed: seed)
        let repository = try await IndexedRepository(archive.suites)
        let root = try AptRoot(sources: archive.suites.map { repository.source($0.codename) })
        try root.directory.write(archive.dpkgStatus, to: "var/lib/dpkg/status")
        try await root.update()
        let apt = try await Upgrade.byDistUpgrade(of: root)
        let upgradable = try await root.upgradable()
        try #require(apt.count > 10, "seed \(seed) gives too little to compare")
        try #require(upgradable.count > apt.count, "seed \(seed) gives nothing on hold")

        let server = try await RunningServer.start()
        let machine = try await EnrolledRoot.enroll(root, at: server)
        try await machine.agent("scan")
        let words = ["apt", repository.directory.path, "--keyring", repository.keyringPath]
        try await server.home.call("catalog import", words).requireSuccess()
        let verdict = Verdict(findings: try await server.home.findings())
        let message: Comment = "seed \(seed)"
        #expect(verdict.missing.subtracting(apt).sorted() == [], message)
        #expect(apt.subtracting(verdict.missing).sorted() == [], message)
        #expect(verdict.upgradable == upgradable, message)
    }
}
