// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// `thimble explain` over what real repositories offer a real machine.
@Suite(.timeLimit(.minutes(10)))
struct ExplainRepositoryTests {
    private func deb(_ name: String, _ version: String) -> DebPackage {
        DebPackage(name: name, version: version)
    }

    @Test("a missing, an installed, a held and several patches that do not apply")
    func explains() async throws {
        let before = AptSuite.bookworm(["oak", "elm", "ash", "fir"].map { deb($0, "1.0-1") })
        let repository = try await AptRepository([before])
        let root = try AptRoot(sources: [repository.source("bookworm")])
        try await root.update()
        try await root.install(["oak", "elm", "ash", "fir"])
        try await root.hold("ash")
        try await repository.publish([
            .bookworm([
                deb("oak", "1.0-2"), deb("elm", "1.0-1"), deb("ash", "1.0-2"), deb("fir", "1.0-1"),
                deb("yew", "5"),
            ]),
            .bookwormBackports([deb("fir", "3.0-1~bpo12+1")]),
            AptSuite(codename: "tools", origin: "Example", packages: [deb("oak", "9")]),
        ])
        try root.setSources(["bookworm", "bookworm-backports"].map { repository.source($0) })
        try await root.update()

        let server = try await RunningServer.start()
        let machine = try await EnrolledRoot.enroll(root, at: server)
        try await machine.agent("scan")
        let home = server.home
        let path = repository.directory.path
        try await home.thimble("catalog import", "apt", path, "--keyring", repository.keyringPath)
        let device = try #require(try await home.findings().first?["device"].text)
        let feed = "apt Debian bookworm main amd64: revision 1"
        let cases: [(patch: String, state: String, parts: [String])] = [
            ("oak 1.0-2", "missing", ["oak:amd64 1.0-1, older than 1.0-2", feed, "signed by"]),
            ("elm 1.0-1", "installed", ["elm:amd64 1.0-1, not older than 1.0-1", feed]),
            ("ash 1.0-2", "held", ["apt-mark hold", "older than 1.0-2, on hold", feed]),
            ("yew 5", "notApplicable", ["none of its packages is installed", feed]),
            ("fir 3.0-1~bpo12+1", "notApplicable", ["backports suite", "bookworm-backports"]),
            ("oak 9", "notApplicable", ["does not use a repository that offers it"]),
        ]
        for (patch, state, parts) in cases {
            let text = try await home.thimble("explain", device, patch)
            #expect(text.contains(" on \(device): \(state)\n"), "\(text)")
            for part in parts { #expect(text.contains(part), "\(part) in:\n\(text)") }
        }
    }

    @Test("a machine that was never scanned has no healthy answer")
    func knowsNothing() async throws {
        let server = try await RunningServer.start()
        let home = server.home
        try await home.importOakAdvisory()
        try await EnrolledRoot.enroll(try AptRoot(), at: server)
        let finding = try #require(try await home.findings().first)
        #expect(finding["state"].text == "unknown" && finding["reason"].text == "never_scanned")
        let device = try #require(finding["device"].text)
        let text = try await home.thimble("explain", device, "oak")
        #expect(text.contains(": unknown\n") && text.contains("never scanned"), "\(text)")
        let client = try await PatchClient(server)
        let rows = try await client.rows("patch/allsystems")
        #expect(rows.map(\.["resource_health_status"].integer) == [0])
    }
}
