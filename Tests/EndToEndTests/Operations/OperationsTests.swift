// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import TestSupport
import Testing

/// What those who run the server see of it: health, metrics, logs, and how it stops.
@Suite(.timeLimit(.minutes(10)))
struct OperationsTests {
    @Test("health, readiness and metrics need no token")
    func answersOperators() async throws {
        let server = try await RunningServer.start()
        let health = try await server.curl("/healthz")
        #expect(health.status == 200 && health.body == "ok")
        let readiness = try await server.curl("/readyz")
        #expect(readiness.status == 200)
        #expect(try readiness.json == JSONDocument("{\"status\":\"ready\"}"))

        try await server.home.importOakAdvisory()
        try await server.home.importEmptyDevice(named: "web-1")
        try await eventually("the metrics follow", within: .seconds(120)) {
            let metrics = try await server.curl("/metrics")
            try #require(metrics.status == 200)
            let lines = metrics.body.split(separator: "\n")
            return lines.contains("thimble_devices 1") && lines.contains("thimble_patches 1")
        }
        let metrics = try await server.curl("/metrics")
        #expect(metrics.headers["content-type"]?.hasPrefix("text/plain") == true)
        // Prometheus' text format: comments, or a name with labels and a number.
        let sample = /[a-zA-Z_:][a-zA-Z0-9_:]*(\{.*\})? [0-9.e+-]+|[a-zA-Z_:]+(\{.*\})? (NaN|\+Inf)/
        for line in metrics.body.split(separator: "\n") where !line.hasPrefix("#") {
            #expect(line.wholeMatch(of: sample) != nil, "\(line)")
        }
        #expect(metrics.body.contains("route=\"healthz\""))
    }

    @Test("a request keeps its id in the reply and in the log; an id that is none is replaced")
    func followsRequests() async throws {
        let server = try await RunningServer.start()
        let client = try await PatchClient(server)
        let list = "/api/1.4/patch/allpatches"
        let paths = ["/healthz", "/no/such/page", list, list + "?pagelimit=1"]
        for (number, path) in paths.enumerated() {
            let id = "probe.\(number)"
            let reply = try await server.curl(
                path,
                client.authorization + ["--header", "X-Request-ID: \(id)"]
            )
            #expect(reply.headers["x-request-id"] == id)
            try await eventually("the log has \(id)", within: .seconds(120)) {
                try ServerLog(of: server).requests(id).count == 1
            }
            let line = try #require(try ServerLog(of: server).requests(id).first)
            // The path alone: a query may hold secrets.
            #expect(line["path"].text == String(path.prefix { $0 != "?" }))
            #expect(line["status"].text == String(reply.status))
        }
        for forged in ["a b", "x\"}", String(repeating: "a", count: 65)] {
            let reply = try await server.curl("/healthz", ["--header", "X-Request-ID: \(forged)"])
            let id = try #require(reply.headers["x-request-id"])
            #expect(id != forged && id.wholeMatch(of: /[A-Za-z0-9._-]{1,64}/) != nil)
        }
    }

    @Test("the OpenAPI document names every endpoint that is served")
    func describesItself() async throws {
        let server = try await RunningServer.start()
        let reply = try await server.curl("/openapi/manageengine.json")
        #expect(reply.status == 200)
        let document = try reply.json
        #expect(document["openapi"].text?.hasPrefix("3.") == true)
        guard case .object(let paths) = document["paths"] else {
            Issue.record("no paths")
            return
        }
        let client = try await PatchClient(server)
        for (path, item) in paths.sorted(by: { $0.key < $1.key }) {
            guard case .object(let operations) = item else { continue }
            for method in operations.keys where ["get", "post", "put", "delete"].contains(method) {
                let arguments = client.authorization + ["--request", method.uppercased()]
                let answer = try await server.curl(path, arguments)
                #expect(answer.status != 404 && answer.status != 405, "\(method) \(path)")
                #expect(answer.status < 500, "\(method) \(path): \(answer.body)")
            }
        }
        #expect(paths.count >= 10)
    }

    @Test("SIGTERM ends the server at once although an agent waits for orders")
    func stopsGracefully() async throws {
        let server = try await RunningServer.start()
        let agent = try await ScriptedAgent(named: "web-1", at: server)
        var facts = DeviceFacts(hostName: "web-1")
        facts.operatingSystem = "Waiting GNU/Linux"
        let checkIn = CheckIn(
            inventoryDigest: nil,
            scannedAt: nil,
            facts: facts,
            waitSeconds: AgentProtocol.waitSecondsMax
        )
        let client = try await PatchClient(server)
        let process = server.process
        let waiting = Task { _ = try? await agent.send(checkIn, to: "checkin") }
        // What the check-in says of the machine is stored before it waits.
        try await eventually("the check-in has come", within: .seconds(120)) {
            let rows = try await client.rows("patch/allsystems")
            return rows.first?["os_name"].text == facts.operatingSystem
        }
        process.kill(SIGTERM)
        // A server that sat the wait out would need all of it.
        let limit = Duration.seconds(AgentProtocol.waitSecondsMax - 5)
        #expect(try await process.waitForExit(within: limit) == .exited(0))
        await waiting.value
        // Nothing but JSON in the log, to the last line.
        #expect(try !ServerLog(of: server).lines.isEmpty)
        try await server.home.thimble("audit verify")
    }

    @Test("a body, a header, a path or a query that is too large is refused")
    func limitsRequests() async throws {
        let server = try await RunningServer.start()
        let client = try await PatchClient(server)
        let list = "/api/1.4/patch/allpatches"
        let approve = "/api/1.4/patch/approvepatch"
        func text(_ count: Int) -> String { String(repeating: "a", count: count) }
        let items = String(repeating: "a&", count: 2_000)
        let body = "{\"patchids\":[" + String(repeating: "1,", count: 600_000) + "1]}"
        let long = text(100_000)
        let header = ["--header", "X-Long: \(long)", "--header", "X-Longer: \(long)"]
        let cases: [(path: String, headers: [String], body: String?, status: Int)] = [
            (approve, [], body, 413), ("\(list)/\(text(5_000))", [], nil, 413),
            ("\(list)/\(text(20_000))", [], nil, 413), ("\(list)?\(text(20_000))", [], nil, 413),
            ("\(list)?\(items)", [], nil, 400), (list, header, nil, 400),
        ]
        for (path, headers, body, status) in cases {
            let reply = try await server.curl(path, client.authorization + headers, body: body)
            #expect(reply.status == status, "\(path.prefix(40)): \(reply.body.prefix(200))")
        }
        #expect(try await server.curl(list, client.authorization).status == 200)
        let log = try ServerLog(of: server)
        #expect(!log.lines.contains { $0["level"].text == "error" })
    }
}
