// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Feeds

@Suite struct CPENameTests {
    @Test(
        "both forms say the same",
        arguments: ["cpe:/o:Maker:hats:15:sp5:felt", "cpe:2.3:o:maker:HATS:15:sp5:felt:*:*:*:*:*"]
    )
    func reads(text: String) throws {
        let name = try #require(CPEName(text))
        #expect(name.vendor == "maker")
        #expect(name.product == "hats")
        #expect(name.version == "15")
        #expect(name.update == "sp5")
        #expect(name.edition == "felt")
    }

    @Test(
        "what is not told is empty",
        arguments: ["cpe:/a:maker", "cpe:/a:maker:::", "cpe:2.3:a:maker:*:-:*:*:*:*:*:*:*"]
    )
    func readsShort(text: String) {
        let name = CPEName(text)
        #expect(name?.vendor == "maker")
        #expect(name?.product == "")
        #expect(name?.version == "")
    }

    @Test("anything else is refused", arguments: ["", "cpe:", "cpe:2.2:o:maker", "pkg:rpm/hats"])
    func refuses(text: String) {
        #expect(CPEName(text) == nil)
    }
}
