// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import TestSupport

@Suite struct AptIndexTextTests {
    @Test("index fields go into the stanza of their own version only")
    func addsFields() {
        let index = """
            Package: a
            Version: 1
            Architecture: amd64
            Description: one
             more

            Package: a
            Version: 2
            Architecture: amd64
            Description: two


            """
        let fields = ["Phased-Update-Percentage": "10", "Bugs": "none"]
        let package = DebPackage(name: "a", version: "2", indexFields: fields)
        let expected = index.replacing(
            "Description: two",
            with: "Bugs: none\nPhased-Update-Percentage: 10\nDescription: two"
        )
        #expect(AptIndexText.adding([package], to: index) == expected)
        #expect(AptIndexText.adding([DebPackage(name: "a", version: "2")], to: index) == index)
    }

    @Test("release fields replace those of the same name and are added otherwise")
    func setsFields() {
        let release = "Codename: a\nDate: today\nSHA256:\n 00 1 Packages\n"
        let fields = ["Date": "once", "Version": "12.1"]
        let expected = "Version: 12.1\nCodename: a\nDate: once\nSHA256:\n 00 1 Packages\n"
        #expect(AptIndexText.setting(fields, in: release) == expected)
        #expect(AptIndexText.setting([:], in: release) == release)
    }
}
