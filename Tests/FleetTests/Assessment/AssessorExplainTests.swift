// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Testing

/// One case for each reason that an assessment can give; the others are laid over it, see
/// `IndexedDeviceTests` and `FleetSnapshotTests`.
@Suite struct AssessorExplainTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let reason: Finding.Reason
        let state: Finding.State
        let catalogue: String
        let machine: String
        var suites: [String]?
        let stream: String
        /// The patch that is asked about: the source package and its version, or the advisory.
        let patch: String

        init(
            _ reason: Finding.Reason,
            _ state: Finding.State,
            _ catalogue: String,
            _ machine: String,
            suites: [String]? = nil,
            stream: String = "debian:12",
            asks patch: String
        ) {
            self.reason = reason
            self.state = state
            self.catalogue = catalogue
            self.machine = machine
            self.suites = suites
            self.stream = stream
            self.patch = patch
        }

        var testDescription: String { "\(reason.rawValue): \(patch)" }
    }

    static let cases = [
        Case(.binaryOlder, .missing, "main a 1.1 a:amd64", "a:amd64 1.0 a", asks: "a 1.1"),
        Case(.sourceOlder, .missing, "dsa DSA-1 a 1.1", "a:amd64 1.0 a", asks: "a 1.1"),
        Case(.upToDate, .installed, "main a 1.1 a:amd64", "a:amd64 1.1 a", asks: "a 1.1"),
        Case(
            .notConfigured,
            .failed,
            "main a 1.1 a:amd64",
            "a:amd64 1.1 a unconfigured",
            asks: "a 1.1"
        ),
        Case(.onHold, .held, "main a 1.1 a:amd64", "a:amd64 1.0 a hold", asks: "a 1.1"),
        Case(
            .phasedUpdate,
            .phased,
            "main a 1.1 a:amd64 phased=10",
            "a:amd64 1.0 a",
            asks: "a 1.1"
        ),
        Case(
            .packageNotInstalled,
            .notApplicable,
            "main a 1.1 a:amd64",
            "b:amd64 1.0 b",
            asks: "a 1.1"
        ),
        Case(
            .packageNotBuilt,
            .notApplicable,
            "main a 1.1 liba2:amd64",
            "liba1:amd64 1.0 a",
            asks: "a 1.1"
        ),
        Case(
            .otherRelease,
            .notApplicable,
            "main b 1 b:amd64\nnext a 1.1 a:amd64",
            "a:amd64 1.0 a",
            asks: "a 1.1"
        ),
        Case(
            .otherArchitecture,
            .notApplicable,
            "main a 1.1 a:arm64",
            "a:amd64 1.0 a",
            asks: "a 1.1"
        ),
        Case(
            .backportSuite,
            .notApplicable,
            "main a 1.0 a:amd64\nbackports a 1.1 a:amd64",
            "a:amd64 1.0 a",
            asks: "a 1.1"
        ),
        Case(
            .backportSuite,
            .notApplicable,
            "main a 1.0 a:amd64\nbackports a 1.1 a:amd64",
            "- 1.0 a",
            asks: "a 1.1"
        ),
        Case(
            .backportSuite,
            .notApplicable,
            "main z 1 z:amd64\nshop a 1.0 a:amd64\nbackports a 1.1 a:amd64",
            "a:amd64 1.0 a",
            suites: ["main", "backports", "shop"],
            asks: "a 1.1"
        ),
        Case(
            .onRequestSuite,
            .notApplicable,
            "main a 1.0 a:amd64\nrequest a 1.1 a:amd64",
            "a:amd64 1.0 a",
            asks: "a 1.1"
        ),
        Case(
            .onRequestSuite,
            .notApplicable,
            "main a 1.0 a:amd64\nrequest a 1.1 a:amd64",
            "- 1.0 a",
            asks: "a 1.1"
        ),
        Case(
            .repositoryNotConfigured,
            .notApplicable,
            "main b 1 b:amd64\nsecurity a 1.1 a:amd64",
            "a:amd64 1.0 a",
            suites: ["main"],
            asks: "a 1.1"
        ),
        Case(
            .repositoryNotConfigured,
            .notApplicable,
            "main b 1 b:amd64\nshop a 1.1 a:amd64",
            "a:amd64 1.0 a",
            suites: ["main"],
            asks: "a 1.1"
        ),
        Case(
            .repositoryNotConfigured,
            .notApplicable,
            "main b 1 b:amd64\nsecurity a 1.1 a:i386 a:amd64 a:arm64",
            "a:amd64 1.0 a",
            suites: ["main"],
            asks: "a 1.1"
        ),
        Case(.noCatalogue, .unknown, "next a 1.1 a:amd64", "a:amd64 1.0 a", asks: "a 1.1"),
        Case(.notComparable, .unknown, "main a 1.1 a:amd64", "a:amd64 : a", asks: "a 1.1"),
        Case(
            .otherModule,
            .notApplicable,
            "alsa ALSA-1 a=1.1-1.module_el9+1",
            "a:x86_64 1.0-1.el9 a",
            stream: "almalinux:9",
            asks: "ALSA-1"
        ),
        Case(
            .withdrawn,
            .notApplicable,
            "security a 1.1 a:amd64 withdrawn\nmain b 1 b:amd64",
            "a:amd64 1.0 a",
            asks: "a 1.1"
        ),
        Case(.noFixYet, .unfixed, "open CVE-1 affected a", "liba:amd64 1.0 a", asks: "CVE-1"),
        Case(.willNotFix, .unfixed, "open CVE-1 willNotFix bin/a", "a:amd64 1 a", asks: "CVE-1"),
        Case(
            .underInvestigation,
            .unfixed,
            "open CVE-1 underInvestigation a",
            "- 1.0 a",
            asks: "CVE-1"
        ),
        Case(
            .notAffected,
            .notApplicable,
            "open CVE-1 notAffected a",
            "liba:amd64 1.0 a",
            asks: "CVE-1"
        ),
        Case(
            .needsSubscription,
            .unfixed,
            "usn USN-1 a 1.1 a:amd64 pro",
            "a:amd64 1.0 a",
            stream: "ubuntu:24.04",
            asks: "a 1.1"
        ),
        Case(
            .updateNotInstalled,
            .missing,
            "kb Oak KB2 KB1",
            "KB1",
            stream: "windows:Oak",
            asks: "KB2"
        ),
        Case(
            .replacedByInstalled,
            .installed,
            "kb Oak KB1\nkb Oak KB2 KB1",
            "KB2",
            stream: "windows:Oak",
            asks: "KB1"
        ),
    ]

    @Test("a patch is explained", arguments: cases)
    func explains(_ table: Case) throws {
        let world = try World(table.catalogue)
        let patch = try world.patch(named: table.patch)
        let inventory = try Machine.inventory(
            table.machine,
            suites: table.suites,
            stream: table.stream
        )
        let finding = Assessor(world.catalogue).explain(patch, on: inventory)
        #expect(finding.reason == table.reason)
        #expect(finding.state == table.state)
        #expect(finding.patch == patch)
        // Versions stand beside each other wherever two were compared.
        let withoutVersions: Set<Finding.Reason> = [.noCatalogue, .updateNotInstalled]
        #expect(
            finding.packages.isEmpty
                == (table.state == .notApplicable || withoutVersions.contains(table.reason))
        )
    }

    @Test("every reason is in the table, or is one that is laid over a finding")
    func coversReasons() {
        let laidOver: Set<Finding.Reason> = [
            .installFailed, .installBlocked, .orderOpen, .neverScanned, .inventoryStale,
            .feedStale, .releaseUnsupported,
        ]
        let known = laidOver.union(Self.cases.map(\.reason))
        #expect(laidOver.isDisjoint(with: Self.cases.map(\.reason)))
        #expect(known == Set(Finding.Reason.allCases))
    }

    @Test("the explanation shows installed and fixed version of every package")
    func showsVersions() throws {
        let world = try World("main a 1.1 a:amd64=2:1.1 a-doc:all=1.1")
        let inventory = try Machine.inventory("a:amd64 2:1.0 a=1.0\na-doc:all 1.1 a hold")
        let finding = Assessor(world.catalogue).explain(
            try world.patch("a", "1.1"),
            on: inventory
        )
        #expect(
            finding.packages == [
                PackageComparison(
                    name: "a",
                    architecture: "amd64",
                    installed: "2:1.0",
                    fixed: "2:1.1",
                    isOlder: true
                ),
                PackageComparison(
                    name: "a-doc",
                    architecture: "all",
                    installed: "1.1",
                    fixed: "1.1",
                    isOlder: false,
                    isHeld: true
                ),
            ]
        )
    }
}
