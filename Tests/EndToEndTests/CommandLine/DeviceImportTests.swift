// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// Devices without agents: from a file to findings and explanations, with and without a server.
@Suite(.timeLimit(.minutes(10)))
struct DeviceImportTests {
    private static let advisories = """
        [04 Nov 2025] DSA-4-1 oak - security update
        \t{CVE-2025-0004 CVE-2025-0005}
        \t[bookworm] - oak 1.0-1+deb12u2
        [03 Nov 2025] DSA-3-1 elm - security update
        \t{CVE-2025-0003}
        \t[bookworm] - elm 2.0-1
        [02 Nov 2025] DSA-2-1 ash - security update
        \t[bookworm] - ash 3.0-1
        [01 Nov 2025] DSA-1-1 yew - security update
        \t[bullseye] - yew 4.0-1
        \t[bookworm] - yew 4.0-2

        """
    private static let devices = """
        {"devices": [{"name": "web-1", "stream": "debian:12", "packages": [
            {"source": "oak", "version": "1.0-1"},
            {"source": "elm", "version": "2.0-1+b1"},
            {"name": "ash-tools", "arch": "amd64", "source": "ash", "version": "2.9-1", "hold": true}
        ]}, {"name": "web-2", "stream": "debian:12", "packages": []}]}
        """

    private func fleet() async throws -> Home {
        let home = try Home()
        try await home.importAdvisories(Self.advisories)
        let line = try await home.importDevices(Self.devices)
        #expect(try JSONDocument(line) == JSONDocument("{\"added\":2,\"updated\":0}"))
        return home
    }

    private func expectFindings(_ home: Home) async throws {
        let findings = try await home.findings()
        let rows = findings.map { finding in
            ["device", "stream", "advisory", "package", "installed", "fixed", "state", "reason"]
                .map { finding[$0].text ?? "-" }.joined(separator: " ")
        }
        #expect(
            rows.sorted() == [
                "web-1 debian:12 DSA-2-1 ash 2.9-1 3.0-1 held on_hold",
                "web-1 debian:12 DSA-3-1 elm 2.0-1+b1 2.0-1 installed up_to_date",
                "web-1 debian:12 DSA-4-1 oak 1.0-1 1.0-1+deb12u2 missing source_older",
            ]
        )
        let missing = try await home.thimble(
            "findings",
            "--device",
            "web-1",
            "--state",
            "missing",
            "--json"
        )
        #expect(try JSONDocument.lines(missing).map(\.["package"].text) == ["oak"])
        #expect(try await home.thimble("findings", "--device", "web-2", "--json").isEmpty)
        let table = try await home.thimble("findings", "--state", "missing")
        #expect(table.contains("web-1") && table.contains("oak") && table.contains("DSA-4-1"))
    }

    @Test("an imported device has its findings while no server runs")
    func findsWithoutServer() async throws {
        try await expectFindings(try await fleet())
    }

    @Test("each answer is explained: missing, installed, on hold, not applicable")
    func explains() async throws {
        let home = try await fleet()
        let cases: [(patch: String, state: String, parts: [String])] = [
            (
                "oak", "missing",
                [
                    "oak 1.0-1, older than 1.0-1+deb12u2", "CVE-2025-0004 CVE-2025-0005",
                    "DSA-4-1 of 2025-11-04", "dsa: revision 1",
                ]
            ),
            ("DSA-3-1", "installed", ["elm 2.0-1+b1, not older than 2.0-1", "dsa: revision 1"]),
            (
                "ash 3.0-1", "held",
                ["apt-mark hold", "ash-tools:amd64 2.9-1, older than 3.0-1, on hold"]
            ),
            ("yew 4.0-2", "notApplicable", ["none of its packages is installed"]),
            ("yew 4.0-1", "notApplicable", ["debian:11, which the device does not run"]),
        ]
        for (patch, state, parts) in cases {
            let text = try await home.thimble("explain", "web-1", patch)
            #expect(text.contains(" on web-1: \(state)\n"), "\(text)")
            for part in parts { #expect(text.contains(part), "\(part) in:\n\(text)") }
            let json = try JSONDocument.lines(
                try await home.thimble("explain", "web-1", patch, "--json")
            )
            #expect(json.count == 1)
            #expect(json.first?["state"].text == state)
            #expect(json.first?["feeds"].items.first?["revision"].integer == 1)
            // By its number and by its identity it is the same.
            for key in ["patch", "patchNumber"] {
                let value = try #require(json.first?[key])
                let name = try #require(value.text ?? value.integer.map(String.init))
                let again = try await home.thimble("explain", "web-1", name, "--json")
                #expect(try JSONDocument.lines(again) == json)
            }
        }
    }

    @Test("while a server runs, it shows an imported device at once")
    func showsToServer() async throws {
        let home = try Home()
        let server = try await RunningServer.start(home)
        let client = try await PatchClient(server)
        #expect(try await client.rows("patch/allsystems").isEmpty)
        try await home.importAdvisories(Self.advisories)
        try await home.importDevices(Self.devices)
        try await eventually("the server shows the devices", within: .seconds(120)) {
            try await client.rows("patch/allsystems").compactMap(\.["resource_name"].text)
                == ["web-1", "web-2"]
        }
        let missing = try await client.rows("patch/allpatches?patchstatusfilter=202")
        #expect(
            missing.compactMap(\.["patch_name"].text).sorted() == [
                "ash 3.0-1", "oak 1.0-1+deb12u2",
            ]
        )
        try await expectFindings(home)

        // What the server is told, the command line knows, and a change of a device comes too.
        let patch = try #require(missing.first?["patch_id"].integer)
        try await client.approve([patch])
        #expect(try await home.audit("patch.approved").count == 1)
        try await home.importEmptyDevice(named: "web-1")
        try await eventually("the server has taken the change up", within: .seconds(120)) {
            try await client.rows("patch/allpatches?patchstatusfilter=202").isEmpty
        }
    }

    @Test(
        "a damaged file is refused with its place, and nothing of it is imported",
        arguments: [
            ("{\"devices\": [", "devices[0]: expected an object, found the end"),
            ("[]", "expected an object, found an array"),
            ("{}", "devices: missing"),
            ("{\"devices\": [{\"name\": \"a\"}]}", "devices[0].stream: missing"),
            (
                """
                {"devices": [{"name": "a", "stream": "debian:12", "packages": [{"source": "x",
                "version": "1"}, {"source": "y"}]}]}
                """, "devices[0].packages[1].version: missing"
            ),
            (
                "{\"devices\": [{\"name\": 7, \"stream\": \"debian:12\", \"packages\": []}]}",
                "devices[0].name: expected a string, found a number"
            ),
            (
                "{\"devices\": [{\"name\": \"a\", \"stream\": \"beos:5\", \"packages\": []}]}",
                "devices[0].stream: beos:5"
            ),
            (
                """
                {"devices": [{"name": "a", "stream": "debian:12", "packages": []},
                {"name": "a", "stream": "debian:12", "packages": []}]}
                """, "devices[1]: the name a stands twice"
            ),
        ]
    )
    func refusesDamage(text: String, place: String) async throws {
        let home = try Home()
        let file = try home.directory.write(text, to: "devices.json")
        for (path, input) in [(file, ""), ("-", text)] {
            let result = try await home.call("device import", [path], input: input)
            #expect(result.status == .exited(65))
            #expect(result.errors.contains("inventory.malformed"), "\(result.errors)")
            #expect(result.errors.contains(place), "\(result.errors)")
        }
        #expect(try await home.findings().isEmpty)
    }
}
