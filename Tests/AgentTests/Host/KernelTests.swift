// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Agent

@Suite struct KernelTests {
    @Test(
        "a release is a version and a flavour",
        arguments: [
            ("6.1.0-37-amd64", "6.1.0-37", "amd64"),
            ("6.1.0-37-cloud-amd64", "6.1.0-37", "cloud-amd64"),
            ("5.10.0-0.deb11.6-amd64", "5.10.0-0.deb11.6", "amd64"),
            ("6.12.32+deb13-amd64", "6.12.32+deb13", "amd64"),
            ("5.15.0-91-generic", "5.15.0-91", "generic"),
            ("6.6.1", "6.6.1", ""), ("custom", "", "custom"),
        ]
    )
    func names(release: String, version: String, flavour: String) {
        let name = KernelName(release)
        #expect(name.version == version)
        #expect(name.flavour == flavour)
    }

    @Test(
        "packages of kernels are told from others",
        arguments: [
            ("linux-image-6.1.0-37-amd64", "6.1.0-37-amd64"),
            ("linux-image-6.1.0-37-amd64-unsigned", "6.1.0-37-amd64"),
            ("linux-image-unsigned-5.15.0-91-generic", "5.15.0-91-generic"),
            ("linux-image-amd64", nil), ("linux-headers-6.1.0-37-amd64", nil),
            ("linux-image-", nil),
        ] as [(String, String?)]
    )
    func packages(name: String, release: String?) {
        #expect(InstalledKernel(packageName: name, version: "1")?.release == release)
    }

    @Test("debugging symbols are no kernel of the same flavour")
    func debugSymbols() {
        let symbols = InstalledKernel(packageName: "linux-image-6.1.0-37-amd64-dbg", version: "1")
        #expect(symbols?.flavour == "amd64-dbg")
    }

    @Test(
        "a restart is needed when another kernel, or another build of it, is installed",
        arguments: [
            ("6.1.0-37-amd64", "#1 SMP Debian 6.1.140-1 (2025-05-22)", nil),
            (
                "6.1.0-35-amd64", "#1 SMP Debian 6.1.137-1 (2025-05-07)",
                "kernel 6.1.0-37-amd64 is installed, 6.1.0-35-amd64 is running"
            ),
            (
                "6.1.0-37-amd64", "#1 SMP Debian 6.1.139-1 (2025-05-10)",
                "kernel 6.1.0-37-amd64 6.1.140-1 is installed, 6.1.139-1 is running"
            ),
            ("6.1.0-37-amd64", "#101-Ubuntu SMP Tue Nov 14 13:30:08 UTC 2023", nil),
            ("6.1.0-37-amd64", "#1 SMP Debian", nil),
        ] as [(String, String, String?)]
    )
    func restart(release: String, build: String, reason: String?) throws {
        let newest = try #require(
            InstalledKernel(packageName: "linux-image-6.1.0-37-amd64", version: "6.1.140-1")
        )
        let running = RunningKernel(release: release, build: build, machine: "x86_64")
        #expect(running.reasonToRestart(newest: newest) == reason)
    }

    @Test("the running kernel has a name")
    func current() {
        let kernel = RunningKernel.current()
        #expect(!kernel.release.isEmpty)
        #expect(!kernel.machine.isEmpty)
    }
}
