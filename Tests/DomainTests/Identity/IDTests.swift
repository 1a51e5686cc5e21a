// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Testing

@Suite struct IDTests {
    @Test(
        "a derived identity and its number are these, on every node and in every version",
        arguments: [
            (
                "patch/debian:12/openssl/3.0.11-1~deb12u2",
                "e5af4040-c021-837d-a442-ef8ce48f58fb", 252_540_860_022_818
            ),
            ("", "e3b0c442-98fc-8c14-9afb-f4c8996fb924", 250_348_346_448_125),
            ("thimble", "da62dfd8-8d3c-8561-9f67-3e1409844014", 240_118_197_161_277),
        ]
    )
    func derives(_ name: String, _ text: String, _ number: Int64) {
        let id = Patch.Identity(derivedFrom: name)
        #expect(id.description == text)
        #expect(id.derivedNumber == number)
    }

    @Test("a derived identity is a UUID of version 8 in the variant of RFC 9562")
    func marksVersion() {
        for index in 0..<200 {
            let text = Array(Patch.Identity(derivedFrom: "\(index)").description)
            #expect(text[14] == "8")
            #expect("89ab".contains(text[19]))
        }
    }

    @Test("numbers are positive, fit into a JavaScript number and differ")
    func numbersAreSafe() {
        var numbers: Set<Int64> = []
        for index in 0..<2_000 {
            let number = Patch.Identity(derivedFrom: "\(index)").derivedNumber
            #expect((1..<(1 << 53)).contains(number))
            numbers.insert(number)
        }
        #expect(numbers.count == 2_000)
        #expect(Patch.Identity(Samples.uuid(0)).derivedNumber == 1)
        #expect(Patch.Identity(Samples.uuid(255)).derivedNumber == 1 << 48)
    }

    @Test("the text form is read in any case and written in lower case")
    func readsText() throws {
        let id = try #require(Device.Identity("E5AF4040-C021-837D-A442-EF8CE48F58FB"))
        #expect(id.description == "e5af4040-c021-837d-a442-ef8ce48f58fb")
        #expect(Device.Identity("e5af4040c021837da442ef8ce48f58fb") == nil)
        #expect(Device.Identity("") == nil)
        #expect(Device.Identity(" e5af4040-c021-837d-a442-ef8ce48f58fb") == nil)
    }

    @Test("identities are ordered as their texts are, and travel as a bare text")
    func ordersAndEncodes() throws {
        let ids = (0..<50).map { Patch.Identity(derivedFrom: "\($0)") }.sorted()
        #expect(ids.map(\.description) == ids.map(\.description).sorted())
        let bytes = try JSONEncoder().encode(ids)
        #expect(try JSONDecoder().decode([UUID].self, from: bytes) == ids.map(\.uuid))
        #expect(try JSONDecoder().decode([Patch.Identity].self, from: bytes) == ids)
    }
}
