// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Agent

@Suite struct ServerProxyTests {
    private static let proxy = "http://proxy.example.test:8080"

    @Test(
        "the environment says which proxy leads to a server",
        arguments: [
            ("https://patch.example.test", ["HTTPS_PROXY": proxy], true),
            ("https://patch.example.test", ["https_proxy": proxy], true),
            ("https://patch.example.test", ["HTTP_PROXY": proxy], false),
            ("http://patch.example.test", ["HTTP_PROXY": proxy], true),
            ("https://patch.example.test", ["HTTPS_PROXY": ""], false),
            ("http://127.0.0.1:8080", ["HTTP_PROXY": proxy], false),
            ("http://[::1]:8080", ["HTTP_PROXY": proxy], false),
            ("http://localhost", ["HTTP_PROXY": proxy], false),
            ("https://patch.example.test", ["HTTPS_PROXY": proxy, "NO_PROXY": "*"], false),
            (
                "https://patch.example.test", ["HTTPS_PROXY": proxy, "NO_PROXY": "example.test"],
                false
            ),
            (
                "https://Patch.Example.test", ["HTTPS_PROXY": proxy, "NO_PROXY": ".example.test"],
                false
            ),
            ("https://patch.example.test", ["HTTPS_PROXY": proxy, "NO_PROXY": "ample.test"], true),
            (
                "https://a.test:8443", ["HTTPS_PROXY": proxy, "no_proxy": "b.test, a.test:8443"],
                false
            ),
            ("https://a.test:8443", ["HTTPS_PROXY": proxy, "NO_PROXY": "a.test:443"], true),
        ] as [(String, [String: String], Bool)]
    )
    func environment(server: String, variables: [String: String], isUsed: Bool) throws {
        let found = try ServerProxy.forServer(
            ServerAddress(server),
            configured: nil,
            environment: variables
        )
        #expect(found == (isUsed ? try ServerProxy(Self.proxy) : nil))
    }

    @Test("what was configured counts more than the environment")
    func configured() throws {
        let address = try ServerAddress("https://patch.example.test")
        let variables = ["HTTPS_PROXY": Self.proxy]
        let off = try ServerProxy.forServer(address, configured: "none", environment: variables)
        #expect(off == nil)
        let own = try ServerProxy.forServer(address, configured: "own:1", environment: variables)
        #expect(own == (try ServerProxy("http://own:1")))
    }

    @Test("an address may have a user and lack its port")
    func parts() throws {
        let proxy = try ServerProxy("http://ada:s%40cret@proxy.example.test/")
        #expect(proxy.host == "proxy.example.test")
        #expect(proxy.port == 3_128)
        #expect(proxy.user == "ada")
        #expect(proxy.password == "s@cret")
    }

    @Test(
        "what is no proxy is refused",
        arguments: ["", "https://p:1", "socks5://p:1", "http://p/x"]
    )
    func refused(text: String) {
        #expect(throws: AgentFailure.self) { try ServerProxy(text) }
    }
}
