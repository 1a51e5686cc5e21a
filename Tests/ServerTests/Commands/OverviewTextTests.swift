// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Server
import Services
import Testing

@Suite struct OverviewTextTests {
    private let view = SampleFleet.view

    private func text(_ names: String...) throws -> String {
        OverviewText(view, devices: try names.map { try view.device($0) }).text
    }

    @Test("one machine is shown with what it lacks, what presses most, and its state")
    func showsMachine() throws {
        #expect(
            try text("web-1") == """
                web-1: Debian GNU/Linux 12 (bookworm), scanned 2023-11-14T22:12:20Z

                missing   severity   origin                             patches  packages
                ────────  ─────────  ─────────────────────────────────  ───────  ────────
                security  not rated  Debian-Security bookworm-security        1         1
                update    not rated  Debian bookworm                          1         1
                all                                                           2         2

                most pressing  installed  fixed  state    devices  closes
                ─────────────  ─────────  ─────  ───────  ───────  ────────────────────
                libssl3        3.0.1      3.0.3  missing        1  DSA-2 DSA-1 (3 CVEs)
                zlib1g         1.2        1.3    missing        1  update

                reboot: needed, a newer kernel is installed
                health: security patches missing
                """
        )
    }

    @Test("a machine that lacks nothing is said to, and one that was never scanned is not")
    func showsHealth() throws {
        #expect(
            try text("web-2") == """
                web-2: debian:12, scanned 2023-11-14T22:12:20Z

                Nothing is missing.

                reboot: the agent cannot tell
                health: healthy
                """
        )
        #expect(
            try text("new") == """
                new: unknown system, never scanned

                unknown: never_scanned
                reboot: the agent cannot tell
                health: unknown
                """
        )
        #expect(try text("noble").contains("unknown: no_catalogue\n"))
    }

    @Test("a fleet is counted by health")
    func showsFleet() throws {
        let text = try text("web-1", "web-2", "new", "noble")
        #expect(
            text.hasPrefix(
                """
                devices                   4
                ────────────────────────  ─
                security patches missing  1
                healthy                   1
                unknown                   2

                missing
                """
            )
        )
        #expect(!text.contains("health:"))
        #expect(try !self.text("new", "web-2").contains("Nothing is missing."))
        #expect(OverviewText(view, devices: []).text == "There are no devices yet.")
    }
}
