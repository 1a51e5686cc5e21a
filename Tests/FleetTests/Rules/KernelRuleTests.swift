// SPDX-License-Identifier: Apache-2.0

import AgentProtocol
import Domain
import Fleet
import Testing

/// Kernels stand side by side, so that the old one can still be booted.
@Suite struct KernelRuleTests {
    static let cases = [
        RuleCase(
            "an old kernel beside the fixed one is reported for ever (rpm)",
            catalogue: "alsa ALSA-1 kernel=5.14.0-503.el9",
            machine: "kernel:x86_64 5.14.0-427.el9 kernel\nkernel:x86_64 5.14.0-503.el9 kernel",
            stream: "almalinux:9",
            finds: "ALSA-1 installed up_to_date",
            explains: "ALSA-1 -> installed up_to_date"
        ),
        RuleCase(
            "a fixed kernel is assumed where only old ones are installed (rpm)",
            catalogue: "alsa ALSA-1 kernel=5.14.0-503.el9",
            machine: "kernel:x86_64 5.14.0-362.el9 kernel\nkernel:x86_64 5.14.0-427.el9 kernel",
            stream: "almalinux:9",
            finds: "ALSA-1 missing binary_older",
            explains: "ALSA-1 -> missing binary_older"
        ),
        RuleCase(
            "one new package of a kernel hides the old ones beside it (rpm)",
            catalogue: "alsa ALSA-1 kernel-core=5.14.0-503.el9 kernel-modules=5.14.0-503.el9",
            machine: """
                kernel-core:x86_64 5.14.0-427.el9 kernel
                kernel-core:x86_64 5.14.0-503.el9 kernel
                kernel-modules:x86_64 5.14.0-427.el9 kernel
                """,
            stream: "almalinux:9",
            finds: "ALSA-1 missing binary_older"
        ),
        RuleCase(
            "an old kernel beside the fixed one is reported for ever (deb)",
            catalogue: "security linux 6.1.90 linux-image-25:amd64 linux-image-amd64:amd64",
            machine: """
                linux-image-18:amd64 6.1.76 linux
                linux-image-25:amd64 6.1.90 linux
                linux-image-amd64:amd64 6.1.90 linux
                """,
            finds: "linux 6.1.90 installed up_to_date",
            explains: "linux 6.1.90 -> installed up_to_date"
        ),
        RuleCase(
            "a new kernel is never found, because its package has another name (deb)",
            catalogue: "security linux 6.1.90 linux-image-25:amd64 linux-image-amd64:amd64",
            machine: "linux-image-18:amd64 6.1.76 linux\nlinux-image-amd64:amd64 6.1.76 linux",
            finds: "linux 6.1.90 missing binary_older",
            explains: "linux 6.1.90 -> missing binary_older"
        ),
        RuleCase(
            "a kernel without the package that follows the newest one looks installed (deb)",
            catalogue: "security linux 6.1.90 linux-image-25:amd64 linux-image-amd64:amd64",
            machine: "linux-image-18:amd64 6.1.76 linux",
            finds: "",
            explains: "linux 6.1.90 -> notApplicable package_not_built"
        ),
    ]

    @Test("the newest kernel decides", arguments: cases)
    func keeps(_ rule: RuleCase) throws { try rule.check() }

    @Test("what decides nothing is still part of the inventory")
    func keepsOldKernels() throws {
        let snapshot = try Self.cases[0].snapshot()
        let device = try #require(snapshot.devices(in: Snapshots.root).first)
        #expect(
            snapshot.inventory(of: device)?.packages.map(\.version)
                == ["5.14.0-427.el9", "5.14.0-503.el9"]
        )
        let finding = try #require(snapshot.findings(device).first)
        #expect(finding.packages.map(\.installed) == ["5.14.0-503.el9"])
    }
}
