// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Testing
import Web

@Suite struct PipelineTests {
    private func requestID() throws -> HTTPField.Name {
        try #require(HTTPField.Name("x-request-id"))
    }

    @Test(
        "a sane request id is kept, another is replaced",
        arguments: [
            ("abc-DEF_1.2", "abc-DEF_1.2"),
            (String(repeating: "a", count: 64), String(repeating: "a", count: 64)),
            (String(repeating: "a", count: 65), "made-1"),
            ("", "made-1"), ("a b", "made-1"), ("a\"b", "made-1"), ("é", "made-1"),
            ("a/b", "made-1"),
        ]
    )
    func keepsSaneIDs(sent: String, expected: String) async throws {
        let name = try requestID()
        let world = World()
        let reply = try await world.send(.get, "/api/2/trees/x", headers: [name: sent])
        #expect(reply.headers[name] == expected)
        #expect(try reply.member("request") == .string(expected))
        #expect(world.log.lines.contains { $0.contains("request_id=\(expected)") })
    }

    @Test("a request without an id gets one, on pages that do not exist too")
    func makesIDs() async throws {
        let reply = try await World().send(.get, "/nowhere")
        #expect(reply.headers[try requestID()] == "made-1")
    }

    @Test("replies are kept out of caches and guesses")
    func setsHeaders() async throws {
        for uri in ["/api/2/trees", "/api/2/none", "/nowhere"] {
            let reply = try await World().send(.get, uri)
            #expect(reply.headers[.xContentTypeOptions] == "nosniff")
            #expect(reply.headers[.cacheControl] == "no-store")
        }
        let endpoint = Endpoint(
            .get,
            "/api/2/kept",
            name: "kept",
            summary: "K",
            tag: "K",
            access: .open
        ) { _ in .empty().header(.cacheControl, "max-age=60") }
        let kept = try await World([Orchard.face(more: [endpoint])]).send(.get, "/api/2/kept")
        #expect(kept.headers[.cacheControl] == "max-age=60")
    }

    @Test("a request is one log line, without the values of its query")
    func logsRequest() async throws {
        let world = World()
        _ = try await world.send(.post, "/login/token?name=a&secret=swordfish", token: nil)
        let line = try #require(world.log.lines.first)
        #expect(world.log.lines.count == 1)
        let parts = line.split(separator: " ").filter { !$0.hasPrefix("duration_us=") }
        #expect(
            parts == [
                "info", "request", "face=orchard", "method=POST", "path=/login/token",
                "request_id=made-1", "status=200",
            ]
        )
        #expect(line.contains(" duration_us="))
        #expect(!line.contains("swordfish"))
    }

    @Test("a caller is logged by its label, and a refusal with its reason")
    func logsCallerAndRefusal() async throws {
        let world = World()
        _ = try await world.send(.put, "/api/2/trees", token: "reader")
        let line = try #require(world.log.lines.first)
        #expect(line.hasPrefix("info "))
        #expect(line.contains("principal=local:reader"))
        #expect(line.contains("error=scope.insufficient: trees.write"))
    }

    @Test("a fault of the server is logged once, as an error, with its cause")
    func logsFault() async throws {
        let world = World()
        _ = try await world.send(.get, "/api/2/trees", token: "broken")
        #expect(world.log.lines.count == 1)
        let line = try #require(world.log.lines.first)
        #expect(line.hasPrefix("error "))
        #expect(line.contains("error=server.internal_fault"))
        #expect(line.contains("Broken"))
    }

    @Test("requests are counted by face, route, method and status")
    func countsRequests() async throws {
        let world = World()
        _ = try await world.send(.get, "/api/1/tree/7")
        _ = try await world.send(.get, "/api/2/trees/8")
        _ = try await world.send(.get, "/api/2/trees/none/at/all")
        _ = try await world.send(.trace, "/nowhere/\u{1F333}")
        let text = world.metrics.text
        let name = "thimble_http_requests_total"
        let expected = [
            #"\#(name){face="none",route="unmatched",method="other",status="404"} 1"#,
            #"\#(name){face="orchard",route="/api/2/trees/{id}",method="GET",status="200"} 2"#,
            #"\#(name){face="orchard",route="unmatched",method="GET",status="404"} 1"#,
            #"thimble_http_request_seconds_count{face="orchard",route="/api/2/trees/{id}"} 2"#,
        ]
        for line in expected {
            #expect(text.split(separator: "\n").contains { $0 == line }, "\(line)\n\(text)")
        }
    }
}
