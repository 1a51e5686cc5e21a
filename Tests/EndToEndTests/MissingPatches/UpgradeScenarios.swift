// SPDX-License-Identifier: Apache-2.0
import TestSupport

extension UpgradeScenario {
    private static func debian(_ packages: DebPackage...) -> AptSuite { .bookworm(packages) }

    private static func security(_ packages: DebPackage...) -> AptSuite {
        .bookwormSecurity(packages)
    }

    private static func backports(_ packages: DebPackage...) -> AptSuite {
        .bookwormBackports(packages)
    }

    private static func onRequest(_ packages: DebPackage...) -> AptSuite {
        AptSuite(
            codename: "rc-buggy",
            suite: "experimental",
            notAutomatic: true,
            packages: packages
        )
    }

    private static func vendor(_ packages: DebPackage...) -> AptSuite {
        AptSuite(codename: "tools", origin: "Example", label: "Example Tools", packages: packages)
    }

    private static func deb(
        _ name: String,
        _ version: String,
        arch: String = "amd64",
        source: String? = nil,
        sourceVersion: String? = nil,
        depends: [String] = [],
        scripts: [String: String] = [:],
        index: [String: String] = [:]
    ) -> DebPackage {
        DebPackage(
            name: name,
            version: version,
            architecture: arch,
            source: source,
            sourceVersion: sourceVersion,
            depends: depends,
            scripts: scripts,
            indexFields: index
        )
    }

    /// What is special is which suite offers what.
    static let ofSuites = [
        UpgradeScenario(
            "a plain update",
            before: [debian(deb("oak", "1.0-1"), deb("elm", "3"))],
            after: [debian(deb("oak", "1.0-2"), deb("elm", "3"))],
            install: ["oak", "elm"],
            missing: [Upgrade("oak", "1.0-1", "1.0-2")]
        ),
        UpgradeScenario(
            "main and security both newer, security the newest",
            before: [debian(deb("oak", "1.0-1"))],
            after: [debian(deb("oak", "1.0-1+deb12u1")), security(deb("oak", "1.0-1+deb12u2"))],
            install: ["oak"],
            missing: [Upgrade("oak", "1.0-1", "1.0-1+deb12u2")]
        ),
        UpgradeScenario(
            "main and security both newer, main the newest",
            before: [debian(deb("oak", "1.0-1"))],
            after: [debian(deb("oak", "1.0-1+deb12u3")), security(deb("oak", "1.0-1+deb12u2"))],
            install: ["oak"],
            missing: [Upgrade("oak", "1.0-1", "1.0-1+deb12u3")]
        ),
        UpgradeScenario(
            "the same version in two suites",
            before: [debian(deb("oak", "1.0-1"))],
            after: [debian(deb("oak", "1.0-1+deb12u1")), security(deb("oak", "1.0-1+deb12u1"))],
            install: ["oak"],
            missing: [Upgrade("oak", "1.0-1", "1.0-1+deb12u1")]
        ),
        UpgradeScenario(
            "backports beside what is installed",
            before: [debian(deb("oak", "1.0-1"), deb("elm", "1"))],
            after: [
                debian(deb("oak", "1.0-1"), deb("elm", "2")),
                backports(deb("oak", "2.0-1~bpo12+1"), deb("elm", "3~bpo12+1")),
            ],
            install: ["oak", "elm"],
            missing: [Upgrade("elm", "1", "2")]
        ),
        UpgradeScenario(
            "a newer backport of an installed backport",
            before: [debian(deb("oak", "1.0-1")), backports(deb("oak", "2.0-1~bpo12+1"))],
            after: [backports(deb("oak", "2.1-1~bpo12+1"))],
            install: ["oak=2.0-1~bpo12+1"],
            missing: [Upgrade("oak", "2.0-1~bpo12+1", "2.1-1~bpo12+1")]
        ),
        UpgradeScenario(
            "a backport of a version that the archive has dropped",
            before: [debian(deb("oak", "1.0-1"))],
            after: [debian(deb("elm", "1")), backports(deb("oak", "2.0-1~bpo12+1"))],
            install: ["oak"],
            missing: [Upgrade("oak", "1.0-1", "2.0-1~bpo12+1")]
        ),
        UpgradeScenario(
            "a suite that is never automatic",
            before: [debian(deb("oak", "1.0-1"), deb("elm", "1"))],
            after: [onRequest(deb("oak", "2.0-1")), debian(deb("oak", "1.0-1"), deb("elm", "2"))],
            install: ["oak", "elm"],
            missing: [Upgrade("elm", "1", "2")]
        ),
        UpgradeScenario(
            "somebody else's repository",
            before: [debian(deb("elm", "1")), vendor(deb("oak", "1.0"))],
            after: [vendor(deb("oak", "1.1"))],
            install: ["oak", "elm"],
            missing: [Upgrade("oak", "1.0", "1.1")]
        ),
        UpgradeScenario(
            "somebody else's newer version of Debian's package",
            before: [debian(deb("oak", "1.0-1"))],
            after: [debian(deb("oak", "1.0-2")), vendor(deb("oak", "9.0"))],
            install: ["oak"],
            missing: [Upgrade("oak", "1.0-1", "9.0")]
        ),
    ]

    /// What is special are the packages themselves.
    static let ofPackages = [
        UpgradeScenario(
            "several binaries of one source, one of them not installed",
            before: [debian(deb("oak", "1"), deb("oak-data", "1", arch: "all", source: "oak"))],
            after: [
                debian(
                    deb("oak", "2"),
                    deb("oak-data", "2", arch: "all", source: "oak"),
                    deb("oak-doc", "2", arch: "all", source: "oak")
                )
            ],
            install: ["oak", "oak-data"],
            missing: [Upgrade("oak", "1", "2"), Upgrade("oak-data", "1", "2")]
        ),
        UpgradeScenario(
            "a binary that the newest source does not build any more",
            before: [debian(deb("oak", "1"), deb("oak-data", "1", source: "oak"))],
            after: [
                debian(deb("oak", "1.5"), deb("oak-data", "1.5", source: "oak")),
                security(deb("oak", "2")),
            ],
            install: ["oak", "oak-data"],
            missing: [Upgrade("oak", "1", "2"), Upgrade("oak-data", "1", "1.5")]
        ),
        UpgradeScenario(
            "an epoch",
            before: [debian(deb("oak", "2.0-1"))],
            after: [debian(deb("oak", "1:1.0-1"))],
            install: ["oak"],
            missing: [Upgrade("oak", "2.0-1", "1:1.0-1")]
        ),
        UpgradeScenario(
            "a release after its candidate",
            before: [debian(deb("oak", "1.0~rc1-1"))],
            after: [debian(deb("oak", "1.0-1"))],
            install: ["oak"],
            missing: [Upgrade("oak", "1.0~rc1-1", "1.0-1")]
        ),
        UpgradeScenario(
            "a rebuild of the same source version",
            before: [debian(deb("oak", "1.0-1"))],
            after: [debian(deb("oak", "1.0-1+b1", sourceVersion: "1.0-1"))],
            install: ["oak"],
            missing: [Upgrade("oak", "1.0-1", "1.0-1+b1")]
        ),
        UpgradeScenario(
            "a binary with a version of its own",
            before: [debian(deb("liboak1", "5:1", source: "oak", sourceVersion: "1.0-1"))],
            after: [debian(deb("liboak1", "5:2", source: "oak", sourceVersion: "1.1-1"))],
            install: ["liboak1"],
            missing: [Upgrade("liboak1", "5:1", "5:2")]
        ),
        UpgradeScenario(
            "a source that got another name",
            before: [debian(deb("liboak1", "1.0-1", source: "oak"))],
            after: [debian(deb("liboak1", "2.0-1", source: "oak2"))],
            install: ["liboak1"],
            missing: [Upgrade("liboak1", "1.0-1", "2.0-1")]
        ),
        UpgradeScenario(
            "from an architecture to all, and back",
            before: [debian(deb("oak", "1"), deb("elm", "1", arch: "all"))],
            after: [debian(deb("oak", "2", arch: "all"), deb("elm", "2"))],
            install: ["oak", "elm"],
            missing: [Upgrade("oak", "1", "2"), Upgrade("elm", "1", "2")]
        ),
        UpgradeScenario(
            "an update that needs a new package",
            before: [debian(deb("oak", "1"))],
            after: [debian(deb("oak", "2", depends: ["acorn"]), deb("acorn", "7"))],
            install: ["oak"],
            missing: [Upgrade("oak", "1", "2")]
        ),
    ]

    /// What is special is the machine.
    static let ofMachines = [
        UpgradeScenario(
            "one binary of a source on hold",
            before: [debian(deb("oak", "1"), deb("oak-data", "1", source: "oak"))],
            after: [debian(deb("oak", "2"), deb("oak-data", "2", source: "oak"))],
            install: ["oak", "oak-data"],
            hold: ["oak-data"],
            missing: [Upgrade("oak", "1", "2")],
            held: [Upgrade("oak-data", "1", "2")]
        ),
        UpgradeScenario(
            "a package that the archive has dropped",
            before: [debian(deb("oak", "1"), deb("elm", "1"))],
            after: [debian(deb("elm", "2"))],
            install: ["oak", "elm"],
            missing: [Upgrade("elm", "1", "2")]
        ),
        UpgradeScenario(
            "a version newer than the archive's",
            before: [debian(deb("oak", "3"), deb("elm", "1"))],
            after: [debian(deb("oak", "2"), deb("elm", "2"))],
            install: ["oak", "elm"],
            missing: [Upgrade("elm", "1", "2")]
        ),
        UpgradeScenario(
            "nothing to do",
            before: [debian(deb("oak", "1.0-1")), security()],
            install: ["oak"]
        ),
        UpgradeScenario(
            "a removed package that left its configuration behind",
            before: [debian(deb("oak", "1", scripts: ["postrm": "true"]), deb("elm", "1"))],
            after: [debian(deb("oak", "2"), deb("elm", "2"))],
            install: ["oak", "elm"],
            remove: ["oak"],
            missing: [Upgrade("elm", "1", "2")]
        ),
        UpgradeScenario(
            "an update that is phased in and has not come to this machine",
            before: [debian(deb("oak", "1"), deb("elm", "1"))],
            after: [
                debian(
                    deb("oak", "2", index: ["Phased-Update-Percentage": "0"]),
                    deb("elm", "2")
                )
            ],
            install: ["oak", "elm"],
            missing: [Upgrade("elm", "1", "2")],
            phased: [Upgrade("oak", "1", "2")]
        ),
    ]
}
