// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Testing

@testable import Agent

@Suite struct MacBackendTests {
    private static let version = """
        ProductName:\t\tmacOS
        ProductVersion:\t\t15.7.1
        BuildVersion:\t\t24G231

        """

    private static let history = """
        {
          "SPInstallHistoryDataType" : [
            {"_name" : "macOS 15.7.1", "install_date" : "2025-09-29T20:00:00Z",
             "install_version" : "15.7.1", "package_source" : "package_source_apple"},
            {"_name" : "Safari", "install_date" : "2025-09-15T20:00:00Z",
             "install_version" : "26.0", "package_source" : "package_source_apple"},
            {"_name" : "Safari", "install_date" : "2024-09-15T20:00:00Z",
             "install_version" : "18.0", "package_source" : "package_source_apple"},
            {"_name" : "Drawing App", "install_date" : "2025-01-01T00:00:00Z",
             "install_version" : "7", "package_source" : "package_source_other"},
            {"_name" : "Notes Data", "install_date" : "2025-01-01T00:00:00Z",
             "install_version" : "", "package_source" : "package_source_apple"}
          ]
        }
        """

    private func programs(
        version: String = version,
        history: String = history,
        silicon: Bool = false
    ) -> RecordedPrograms {
        RecordedPrograms()
            .answering("/usr/bin/sw_vers", version)
            .answering("SPInstallHistoryDataType -json", history)
            .answering("hw.optional.arm64", silicon ? "1\n" : "")
            .answering("softwareupdate --list --no-scan", MacUpdateListTests.list)
    }

    private func target(_ name: String, _ version: String) -> TargetPackage {
        TargetPackage(name: name, architecture: "arm64", version: version)
    }

    @Test("the inventory has macOS and the last of each of Apple's packages")
    func inventory() async throws {
        let reading = try await programs(silicon: true).mac.inventory()
        let packages = [("Safari", "26.0"), ("macOS", "15.7.1")].map {
            InstalledPackage(name: $0.0, architecture: nil, version: $0.1, source: $0.0)
        }
        #expect(
            reading.inventory
                == Inventory(
                    stream: "macos:15",
                    architecture: "arm64",
                    packages: packages,
                    repositories: nil
                )
        )
        #expect(try await programs().mac.inventory().inventory.architecture == "x86_64")
    }

    @Test(
        "the version and the stream are written as the advisories write them",
        arguments: [
            ("26", "", "26.0", "macos:26"), ("15.7.1", "", "15.7.1", "macos:15"),
            ("13.4.1", "(a)", "13.4.1 (a)", "macos:13"), ("10.15.7", "", "10.15.7", "macos:10.15"),
        ]
    )
    func versions(product: String, extra: String, version: String, stream: String) throws {
        let line = extra.isEmpty ? "" : "ProductVersionExtra:\t\(extra)\n"
        let system = try MacSystem("ProductName: macOS\nProductVersion:\t\t\(product)\n\(line)")
        #expect(system.version == version)
        #expect(system.stream == stream)
    }

    @Test(
        "an answer of another form is an error with what is wrong",
        arguments: [
            ("ProductName:\tmacOS\n", history, "sw_vers printed no ProductVersion"),
            ("", history, "sw_vers printed no ProductVersion"),
            ("no fields\n", history, "sw_vers printed something of unknown form: no fields"),
            (
                "ProductVersion: fifteen\n", history,
                "sw_vers printed something of unknown form: fifteen"
            ),
            (version, "{}", "the answer of system_profiler: SPInstallHistoryDataType is missing"),
            (
                version, "{\"SPInstallHistoryDataType\":[{\"_name\":\"a\"}]}",
                "the answer of system_profiler: SPInstallHistoryDataType[0]: install_date is"
                    + " missing"
            ),
            (
                version, "{\"SPInstallHistoryDataType\":[{\"_na",
                "the answer of system_profiler: SPInstallHistoryDataType[0]: "
            ),
        ]
    )
    func malformed(version: String, history: String, text: String) async throws {
        let mac = programs(version: version, history: history).mac
        let failure = try await packageManagerFailure { try await mac.inventory() }
        #expect(failure.text.hasPrefix(text), "\(failure.text)")
    }

    @Test("a program that fails is told with its status and its words")
    func failure() async throws {
        let mac = RecordedPrograms()
            .answering("/usr/bin/sw_vers", "", errors: "cannot read\n", status: 1).mac
        let failure = try await packageManagerFailure { try await mac.inventory() }
        #expect(
            failure == PackageManagerFailure(exitCode: 1, text: "/usr/bin/sw_vers: cannot read")
        )
    }

    @Test(
        "a version is reached by itself or a later one, and for a rollback by itself alone",
        arguments: [
            ("macOS", "15.7.2", PackageGoal.install, false, "15.7.1"),
            ("macOS", "15.7.1", .install, true, "15.7.1"),
            ("macOS", "15.6", .install, true, "15.7.1"),
            ("macOS", "15.6", .rollback, false, "15.7.1"),
            ("Safari", "26", .rollback, true, "26.0"), ("Xcode", "16", .install, false, nil),
        ] as [(String, String, PackageGoal, Bool, String?)]
    )
    func standings(
        name: String,
        version: String,
        goal: PackageGoal,
        isReached: Bool,
        present: String?
    ) async throws {
        let target = target(name, version)
        let standings = try await programs().mac.standings(of: [target], goal: goal)
        let standing = PackageStanding(
            target: target,
            present: present.map { self.target(name, $0) },
            isReached: isReached,
            isHeld: false
        )
        #expect(standings == [standing])
    }

    @Test("an order for what is no version is refused")
    func refusesVersion() async throws {
        let failure = try await packageManagerFailure {
            try await programs().mac.standings(of: [target("macOS", "new")], goal: .install)
        }
        #expect(failure.text == "\"new\" is no version of macOS")
    }

    @Test("what is offered is planned, with a version's zeros or without")
    func plans() async throws {
        let targets = [target("macOS", "26.0"), target("Safari", "26.1")]
        let plan = try await programs().mac.plan(targets, goal: .install)
        #expect(
            plan.changes == [
                .init(package: targets[0], installedVersion: "15.7.1"),
                .init(package: targets[1], installedVersion: "26.0"),
            ]
        )
        #expect(plan.verdict(targets: targets, ordered: targets) == .clear)
    }

    @Test("a version that is not offered is told with those that are")
    func unavailable() async throws {
        let targets = [target("macOS", "15.7.1"), target("Xcode", "16.0")]
        let failure = try await packageManagerFailure {
            try await programs().mac.plan(targets, goal: .install)
        }
        let reasons = [
            "macOS 15.7.1 is not offered, but 15.7.2, 26", "Xcode 16.0 is not offered",
        ]
        #expect(failure.text == reasons.joined(separator: "\n"))
        #expect(failure.isUnavailable)
    }

    @Test("on Apple silicon what restarts the Mac is refused, and the rest is not")
    func appleSilicon() async throws {
        let mac = programs(silicon: true).mac
        let failure = try await packageManagerFailure {
            try await mac.plan([target("macOS", "15.7.2")], goal: .install)
        }
        #expect(
            failure.text
                == "macOS Sequoia 15.7.2-24G325 restarts the Mac, which on Apple silicon takes the"
                + " password of an owner of the volume; the agent has none, so use device"
                + " management"
        )
        #expect(!failure.isUnavailable)
        #expect(try await mac.plan([target("Safari", "26.1")], goal: .install).changes.count == 1)
    }

    @Test("there is no way back")
    func rollback() async throws {
        let targets = [target("macOS", "15.6")]
        let failure = try await packageManagerFailure {
            try await programs().mac.plan(targets, goal: .rollback)
        }
        #expect(
            failure.text == "macOS cannot go back to an earlier version: updates cannot be removed"
        )
        for call in [
            programs().mac.program(for: targets, goal: .rollback),
            programs().mac.download(of: targets, goal: .rollback),
        ] {
            let result = try await Command.run(call)
            #expect(result.status == 1)
            #expect(result.errors == "macOS cannot go back to an earlier version\n")
        }
    }

    @Test("a restart is not needed where nothing that is offered asks for one, else unknown")
    func restart() async throws {
        #expect(try await programs().mac.rebootNeed() == .unknown)
        let quiet = RecordedPrograms()
            .answering("--no-scan", "Software Update Tool\n", errors: "No new software available.")
        #expect(try await quiet.mac.rebootNeed() == .notNeeded)
    }

    @Test("fresh indexes come from Apple's servers, and nothing is busy or broken")
    func others() async throws {
        let mac = RecordedPrograms()
            .answering("--no-scan", "", status: 9)
            .answering("softwareupdate --list", MacUpdateListTests.list).mac
        try await mac.refreshIndexes()
        #expect(try !mac.isBusy())
        #expect(try await mac.repair() == nil)
    }

    @Test(
        "a running macOS is found by its own file, in the machine's own root alone",
        arguments: [("", true), ("/", true), ("/Volumes/Other", false)]
    )
    func detection(root: String, isPresent: Bool) {
        let found = MacBackend.isPresent(root: root) { $0.hasSuffix("/SystemVersion.plist") }
        #expect(found == isPresent)
        #expect(!MacBackend.isPresent(root: root) { _ in false })
    }
}
