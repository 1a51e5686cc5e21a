// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Testing

@testable import Agent

@Suite struct RpmValueTests {
    @Test(
        "a version is epoch, version and release, and has one text",
        arguments: [
            ("1.2-3.el9", 0, "1.2", "3.el9", "1.2-3.el9"),
            ("0:1.2-3", 0, "1.2", "3", "1.2-3"),
            ("2:1.2~rc1^git-3.module_el9+1+abc", 2, "1.2~rc1^git", "3.module_el9+1+abc", nil),
            ("7", 0, "7", nil, "7"),
        ] as [(String, Int, String, String?, String?)]
    )
    func version(
        text: String,
        epoch: Int,
        version: String,
        release: String?,
        written: String?
    ) throws {
        let parsed = try #require(RpmVersion(text))
        #expect(parsed == RpmVersion(epoch: epoch, version: version, release: release))
        #expect(parsed.text == written ?? text)
    }

    @Test(
        "what no version has is refused",
        arguments: [
            "", "1-", "-1", "1-2-3", "a:1", "-1:1", ":1", "1 2", "1'", "1)", "%{x}", "1*-1", "1:",
        ]
    )
    func badVersion(text: String) {
        #expect(RpmVersion(text) == nil)
    }

    @Test("rows of a database are read, and its keys are no packages")
    func rows() throws {
        let output = [
            ["bash", "0", "5.1", "1.el9", "x86_64", "bash-5.1-1.el9.src.rpm", "17"],
            ["gpg-pubkey", "0", "8d81803c", "4ecb8a5b", "(none)", "(none)", "16"],
            ["a-b-doc", "2", "1.0", "1", "noarch", "a-b-1.0-1.nosrc.rpm", "18"],
            ["own", "0", "1", "1", "noarch", "(none)", "19"],
        ].map { $0.joined(separator: "\u{1F}") + "\u{1E}" }.joined()
        let packages = try RpmQuery.packages(in: output)
        #expect(packages.map(\.name) == ["bash", "a-b-doc", "own"])
        #expect(packages.map(\.source) == ["bash", "a-b", "own"])
        #expect(packages.map(\.version.text) == ["5.1-1.el9", "2:1.0-1", "1-1"])
        #expect(packages.map(\.architecture) == ["x86_64", "noarch", "noarch"])
        #expect(packages.map(\.installedAt) == [17, 18, 19])
        #expect(packages[1].fullName == "a-b-doc-2:1.0-1.noarch")
    }

    @Test(
        "a row of another form is an error with its number",
        arguments: [
            ("a\u{1F}0\u{1F}1\u{1E}", "3 fields"),
            ("a\u{1F}x\u{1F}1\u{1F}1\u{1F}noarch\u{1F}s\u{1F}1\u{1E}", "a number of a is none"),
            ("a\u{1F}0\u{1F}1\u{1F}1\u{1F}noarch\u{1F}s\u{1F}\u{1E}", "a number of a is none"),
        ]
    )
    func badRow(text: String, reason: String) {
        #expect(throws: RpmQuery.Malformed(row: 1, reason: reason)) {
            try RpmQuery.packages(in: text)
        }
    }

    @Test("what comes is paired with what goes for it")
    func transaction() {
        let transaction = RpmTransaction(
            incoming: [
                TargetPackage("lib", "2-1", "i686"), TargetPackage("lib", "2-1", "x86_64"),
                TargetPackage("turns", "2-1", "noarch"), TargetPackage("new", "1-1", "noarch"),
                TargetPackage("kernel", "3-1", "x86_64"),
            ],
            outgoing: [
                TargetPackage("lib", "1-1", "x86_64"), TargetPackage("turns", "1-1", "x86_64"),
                TargetPackage("old", "1-1", "noarch"), TargetPackage("kernel", "1-1", "x86_64"),
                TargetPackage("lib", "1-2", "i686"),
            ]
        )
        let plan = transaction.plan
        #expect(plan.changes.map(\.installedVersion) == ["1-2", "1-1", "1-1", nil, "1-1"])
        #expect(plan.removals == ["old"])
        #expect(plan.configured.isEmpty)
    }

    @Test(
        "the running kernel's package tells the flavour",
        arguments: [
            ("5.14.0-1.el9.x86_64", "kernel-core", ["5.14.0-1.el9.x86_64", "5.14.0-2.el9.x86_64"]),
            (
                "5.14.0-1.el9.x86_64+debug", "kernel-debug-core",
                ["5.14.0-1.el9.x86_64+debug"]
            ),
            ("5.14.21-150500.55.19-default", "kernel-default", ["5.14.21-150500.55.19-default"]),
            ("6.4.0-9-azure", "kernel-azure", ["6.4.0-9-azure"]),
            ("6.1.0-37-amd64", nil, []),
        ] as [(String, String?, [String])]
    )
    func kernels(running: String, name: String?, releases: [String]) {
        let packages = [
            ("kernel-core", "5.14.0-1.el9"), ("kernel-core", "5.14.0-2.el9"),
            ("kernel-core-docs", "5.14.0-3.el9"), ("kernel-debug-core", "5.14.0-1.el9"),
            ("kernel-default", "5.14.21-150500.55.19.1"), ("kernel-azure", "6.4.0-9"),
            ("bash", "5.14.0-1.el9"),
        ].map { RpmPackage.sample($0.0, $0.1, "x86_64") }
        let kernels = RpmKernels(running: running, packages: packages)
        #expect(Set(kernels.packages.map(\.name)) == Set([name].compactMap { $0 }))
        #expect(kernels.packages.map { kernels.installed($0).release } == releases)
    }
}

extension RpmPackage {
    /// A package of a version that is one.
    static func sample(_ name: String, _ version: String, _ architecture: String) -> RpmPackage {
        let none = RpmVersion(epoch: 0, version: "0", release: nil)
        return RpmPackage(
            name: name,
            architecture: architecture,
            version: RpmVersion(version) ?? none,
            source: name,
            installedAt: 0
        )
    }
}
