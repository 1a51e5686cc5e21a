// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import Testing
import Web

@Suite struct OperationsRoutesTests {
    private func world(reasons: [String], metricsToken: String? = nil) -> World {
        let world = World()
        OperationsRoutes(
            metrics: world.metrics,
            reasonsNotReady: { reasons },
            mayReadMetrics: { metricsToken == nil || $0.headers[.authorization] == metricsToken }
        ).register(on: world.router)
        return world
    }

    @Test("a server that runs is healthy, ready or not")
    func isHealthy() async throws {
        let reply = try await world(reasons: ["the index is being built"])
            .send(.get, "/healthz", token: nil)
        #expect(reply.status == 200)
        #expect(reply.text == "ok")
        #expect(reply.headers[.contentType] == "text/plain; charset=utf-8")
    }

    @Test("readiness is told with its reasons")
    func tellsReadiness() async throws {
        let ready = try await world(reasons: []).send(.get, "/readyz", token: nil)
        #expect(ready.status == 200)
        #expect(ready.text == #"{"status":"ready"}"#)
        let not = try await world(reasons: ["the index is being built"])
            .send(.get, "/readyz", token: nil)
        #expect(not.status == 503)
        #expect(not.text == #"{"status":"not ready","reasons":["the index is being built"]}"#)
    }

    @Test("metrics are told, to those who may read them")
    func tellsMetrics() async throws {
        let open = world(reasons: [])
        _ = try await open.send(.get, "/healthz")
        let reply = try await open.send(.get, "/metrics", token: nil)
        #expect(reply.status == 200)
        #expect(reply.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(
            reply.text.contains(#"{face="operations",route="healthz",method="GET",status="200"} 1"#)
        )
        let closed = world(reasons: [], metricsToken: "scraper")
        #expect(try await closed.send(.get, "/metrics", token: "scraper").status == 200)
        let refused = try await closed.send(.get, "/metrics", token: nil)
        #expect(refused.status == 403)
        #expect(try refused.member("error")?.value("code") == .string("permission.missing"))
    }
}
