// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// A public client of Qualys, unchanged but for the address, against a real server over TLS.
@Suite(
    .serialized,
    .timeLimit(.minutes(15)),
    .enabled(if: PythonClients.areInstalled, "`scripts/clients` has not installed qualysdk")
)
struct QualysSDKTests {
    private static let devices = 20

    @Test("qualysdk lists, counts, and sees a job through that a fleet carries out")
    func tour() async throws {
        let certificate = try await ServerCertificate()
        let server = try await RunningServer.start(try Home(), options: certificate.options)
        let home = server.home
        let repository = try await AptRepository([.bookworm(SimulatedFleet.updates)])
        let words = ["apt", repository.directory.path, "--keyring", repository.keyringPath]
        try await home.call("catalog import", words).requireSuccess()
        let fleet = try await SimulatedFleet(
            of: Self.devices,
            at: server,
            seed: 97,
            faults: "none",
            trusting: certificate.path
        )
        try await fleet.waitUntilOutdated(home, devices: Self.devices)

        let secrets = try await home.qualysClient()
        let said = try await PythonClients.run(
            "qualysdk_tour.py",
            [server.url, secrets.name, secrets.password, "\(Self.devices)"],
            environment: ["REQUESTS_CA_BUNDLE": certificate.path]
        )
        .requireSuccess()
        let line = try #require(said.output.split(separator: "\n").last.map(String.init))
        let seen = try JSONDocument(line)
        #expect(seen["assets"].integer == Int64(Self.devices), "\(said.output)")
        #expect(seen["completed"].integer == Int64(Self.devices))
        #expect(seen["runs"].integer == 1)
        #expect(seen["missingAfterwards"].integer == 0)
        let summary = try await fleet.end()
        #expect(summary["ordersActedTwice"].integer == 0)
        #expect(seen["installed"].integer == summary["patches"]["installed"].integer, "\(summary)")
        #expect(try await server.process.stop() == .exited(0))
    }
}

extension Home {
    /// A user name and a password for clients of Qualys.
    func qualysClient() async throws -> (name: String, password: String) {
        let words = ["--dialect", "qualys", "--user", "admin", "--json"]
        let json = try JSONDocument(try await call("token create", words).requireSuccess().output)
        return (
            try #require(json["username"].text), try #require(json["password"].text)
        )
    }
}
