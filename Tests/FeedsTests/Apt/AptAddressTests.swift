// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Feeds

@Suite struct AptAddressTests {
    @Test(
        "credentials are taken out of addresses",
        arguments: [
            ("https://u:p%40w@example.invalid/debian", "https://example.invalid/debian"),
            ("https://u@example.invalid", "https://example.invalid"),
            ("https://example.invalid/a@b", "https://example.invalid/a@b"),
            ("file:/srv/a@b", "file:/srv/a@b"),
        ]
    )
    func hidesCredentials(address: String, shown: String) {
        #expect(AptAddress.withoutCredentials(address) == shown)
    }

    @Test("credentials are read with their escapes")
    func readsCredentials() throws {
        let found = try #require(AptAddress.credentials("https://u:p%40w@example.invalid/debian"))
        #expect(found.user == "u")
        #expect(found.password == "p@w")
        #expect(AptAddress.credentials("https://example.invalid/debian") == nil)
    }

    @Test(
        "local addresses name folders",
        arguments: [
            ("file:/srv/x/", "/srv/x"), ("file:///srv/x", "/srv/x"),
            ("copy:/srv/a%20b", "/srv/a b"),
            ("https://example.invalid", nil),
        ]
    )
    func findsFolders(address: String, folder: String?) {
        #expect(AptAddress.folder(address) == folder)
    }

    @Test(
        "paths are joined with single slashes",
        arguments: [
            ("https://x.invalid/d/", "dists/a", "https://x.invalid/d/dists/a"),
            ("https://x.invalid/d", "./", "https://x.invalid/d"),
            ("https://x.invalid/d", "./sub/", "https://x.invalid/d/sub"),
        ]
    )
    func joins(address: String, relative: String, whole: String) {
        #expect(AptAddress.joined(address, relative) == whole)
    }
}
