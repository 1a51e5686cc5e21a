// SPDX-License-Identifier: Apache-2.0
import HTTPTypes
import ManageEngineAPI
import Testing
import Web

/// The address that replies carry.
@Suite struct PublicAddressTests {
    @Test(
        "the client's own word for the host counts, where it can be one",
        arguments: [
            ("patch.forge.example:8443", "https://patch.forge.example:8443"),
            ("[::1]:8080", "https://[::1]:8080"), (nil, "https://inside:1"),
            ("", "https://inside:1"), ("a/b", "https://inside:1"), ("a b", "https://inside:1"),
            ("a\"b", "https://inside:1"), ("ä", "https://inside:1"),
        ] as [(String?, String)]
    )
    func base(authority: String?, expected: String) {
        var head = RequestHead(method: .get, path: "/")
        head.authority = authority
        #expect(PublicAddress(scheme: "https", host: "inside:1").base(for: head) == expected)
    }
}
