// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

/// The API documents of the dialects, checked by tools that know nothing of this project.
@Suite(
    .serialized,
    .timeLimit(.minutes(15)),
    .enabled(if: PythonClients.areInstalled, "`scripts/clients` has not installed the checkers")
)
struct APIDocumentTests {
    @Test("an independent validator finds nothing wrong", arguments: ["qualys", "manageengine"])
    func isValid(dialect: String) async throws {
        let server = try await RunningServer.start()
        let document = try await server.curl("/openapi/\(dialect).json")
        #expect(document.status == 200)
        let file = try server.home.directory.write(document.body, to: "document.json")
        let said = try await ShellCommand.run(
            PythonClients.program("openapi-spec-validator"),
            [file]
        )
        #expect(said.status == .exited(0), "\(said.output)\(said.errors)")
    }

    @Test("made-up requests meet no server error and no undocumented status")
    func survivesFuzzing() async throws {
        let server = try await RunningServer.start()
        try await server.home.importOakAdvisory()
        try await server.home.importEmptyDevice(named: "elm")
        let secrets = try await server.home.qualysClient()
        let form = ["username=\(secrets.name)", "password=\(secrets.password)", "token=true"]
        let login = try await server.curl(
            "/auth",
            form.flatMap { ["--data-urlencode", $0] }
        )
        #expect(login.status == 201)
        let checks = "not_a_server_error,status_code_conformance,content_type_conformance,"
        let said = try await ShellCommand.run(
            PythonClients.program("schemathesis"),
            [
                "run", "\(server.url)/openapi/qualys.json", "--url", server.url,
                "--header", "Authorization: Bearer \(login.body)",
                "--checks", checks + "response_schema_conformance",
                "--phases", "examples,coverage,fuzzing", "--max-examples", "15",
                "--generation-deterministic", "--no-shrink", "--continue-on-failure",
                "--no-color", "--warnings", "off",
            ],
            timeout: .seconds(800)
        )
        #expect(said.status == .exited(0), "\(said.output.suffix(20_000))\(said.errors)")
    }
}
