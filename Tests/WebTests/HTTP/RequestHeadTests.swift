// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing
import Web

@Suite struct RequestHeadTests {
    @Test("a query value is found in any case of its name, the first of several")
    func findsQueryValue() {
        let query = [QueryItem("Token", "a"), QueryItem("token", "b"), QueryItem("x", "")]
        let head = RequestHead(method: .get, path: "/", query: query)
        #expect(head.queryValue("TOKEN") == "a")
        #expect(head.queryValue("x") == "")
        #expect(head.queryValue("y") == nil)
        #expect(head.peerAddress == nil)
    }

    @Test("the address of the other end reaches the handler")
    func knowsPeer() async throws {
        let endpoint = Endpoint(
            .get,
            "/api/2/peer",
            name: "peer",
            summary: "Peer",
            tag: "X",
            access: .open,
            handler: { call in .text(call.head.peerAddress ?? "unknown") }
        )
        let router = World([Orchard.face(more: [endpoint])]).router
        let text = try await Application(router: router).test(.live) { client in
            try await client.execute(uri: "/api/2/peer", method: .get) { String(buffer: $0.body) }
        }
        #expect(["127.0.0.1", "::1"].contains(text))
    }
}
