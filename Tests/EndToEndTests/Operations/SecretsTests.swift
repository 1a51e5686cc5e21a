// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing

/// No secret that anybody used stands in the log, the audit log or the database.
@Suite(.timeLimit(.minutes(10)))
struct SecretsTests {
    @Test("the most talkative log of a whole day's work holds no secret")
    func keepsSecrets() async throws {
        let password = "a-password-nobody-else-has"
        let server = try await RunningServer.start(
            try Home(),
            options: ["--log-level", "trace"],
            environment: ["THIMBLE_ADMIN_PASSWORD": password]
        )
        let home = server.home
        let secrets = try await PatchClient.Secrets.make(on: home)
        let client = try await PatchClient(server, secrets)
        let agent = try await ScriptedAgent(named: "web-1", at: server)
        let enrolment = try await server.enrolmentToken()

        // In the header, in the query as the vendor's own examples have them, and where they are
        // of no use.
        _ = try await client.rows("patch/allsystems")
        let query = [
            "grant_type=refresh_token", "client_id=\(secrets.clientID)",
            "client_secret=\(secrets.clientSecret)", "refresh_token=\(secrets.refreshToken)",
        ].joined(separator: "&")
        let refreshed = try await server.curl("/oauth/v2/token?\(query)", ["--request", "POST"])
        let second = try #require(try refreshed.json["access_token"].text)
        let list = "/api/1.4/patch/allpatches"
        for path in [list, "/no/such/page", "/healthz", "/oauth/v2/token"] {
            for place in ["?authtoken=\(second)", "?x=\(agent.token)&y=\(enrolment)"] {
                _ = try await server.curl(path + place, client.authorization)
            }
            let basic = Data("admin:\(password)".utf8).base64EncodedString()
            _ = try await server.curl(path, ["--header", "Authorization: Basic \(basic)"])
            let body = "{\"password\":\"\(password)\""
            _ = try await server.curl(path, client.authorization, body: body)
        }
        _ = try await agent.orders()
        let revoke = ["--data-urlencode", "token=\(second)"]
        _ = try await server.curl("/oauth/v2/token/revoke", revoke)
        #expect(try await server.process.stop(within: .seconds(120)) == .exited(0))

        let log = server.process.output + server.process.errors
        let audit = try await home.thimble("audit log", "--last", "1000", "--json")
        try #require(try ServerLog(of: server).lines.count > 20)
        let named = [
            "password": password, "client secret": secrets.clientSecret,
            "refresh token": secrets.refreshToken, "access token": client.token,
            "second access token": second, "session token": agent.token,
            "enrolment token": enrolment,
        ]
        for (name, secret) in named {
            #expect(!log.contains(secret), "the \(name) is in the log")
            #expect(!audit.contains(secret), "the \(name) is in the audit log")
        }
        for file in try FileManager.default.contentsOfDirectory(atPath: home.data) {
            let path = URL(fileURLWithPath: home.data).appendingPathComponent(file)
            let bytes = try Data(contentsOf: path)
            for (name, secret) in named {
                #expect(bytes.range(of: Data(secret.utf8)) == nil, "the \(name) is in \(file)")
            }
        }
    }
}
