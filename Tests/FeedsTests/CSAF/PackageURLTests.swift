// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Feeds

@Suite struct PackageURLTests {
    @Test("all parts are read and decoded")
    func reads() throws {
        let text = "pkg:rpm/maker/hats%2B%2B@1.2-3%2Bel9?arch=x86_64&Epoch=2&a=b=c#sub/path"
        let url = try #require(PackageURL(text))
        #expect(url.type == "rpm")
        #expect(url.namespace == "maker")
        #expect(url.name == "hats++")
        #expect(url.version == "1.2-3+el9")
        #expect(url.qualifiers == ["arch": "x86_64", "epoch": "2", "a": "b=c"])
    }

    @Test(
        "parts may be missing",
        arguments: [
            ("pkg:rpm/hats", "rpm", "", "hats"),
            ("pkg:rpmmod/maker/hats:2/felt", "rpmmod", "maker/hats:2", "felt"),
            ("pkg://OCI/maker/hats", "oci", "maker", "hats"), ("pkg:rpm//hats/", "rpm", "", "hats"),
            ("pkg:rpm/100%", "rpm", "", "100%"),
        ]
    )
    func readsParts(text: String, type: String, namespace: String, name: String) {
        let url = PackageURL(text)
        #expect(url?.type == type)
        #expect(url?.namespace == namespace)
        #expect(url?.name == name)
        #expect(url?.version == nil)
        #expect(url?.qualifiers == [:])
    }

    @Test(
        "what is no package URL is refused",
        arguments: [
            "", "rpm/hats", "pkg:", "pkg:rpm", "pkg:rpm/", "pkg:rpm/hats@", "pkg:rpm/@1",
            "pkg:rpm/hats?arch",
        ]
    )
    func refuses(text: String) {
        #expect(PackageURL(text) == nil)
    }
}
