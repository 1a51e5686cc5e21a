// SPDX-License-Identifier: Apache-2.0
import Domain
import Fleet
import Testing
import Web

/// `POST /pm/v1/assets/uuids`.
@Suite struct AssetNumberTests {
    @Test("numbers become identities, as numbers or as text, each once and in their order")
    func mapped() async throws {
        let visit = try await Visit()
        let holly = try visit.world.device("holly").device.number
        let alder = try visit.world.device("alder").device.number
        let answer = try await visit.post(
            "/pm/v1/assets/uuids",
            #"[\#(holly), "\#(alder)", 99, \#(holly), -1]"#
        )
        #expect(answer.status == 200)
        let (first, second) = (try visit.id("holly"), try visit.id("alder"))
        #expect(
            answer.text
                == #"{"mappedAssets":[{"assetId":\#(holly),"assetUuid":"\#(first)"},"#
                + #"{"assetId":\#(alder),"assetUuid":"\#(second)"}],"unmappedAssets":[99,-1]}"#
        )
    }

    @Test("an empty list has empty answers")
    func empty() async throws {
        let visit = try await Visit()
        let answer = try await visit.post("/pm/v1/assets/uuids", "[]")
        #expect(answer.text == #"{"mappedAssets":[],"unmappedAssets":[]}"#)
    }

    @Test("what the caller does not see is not mapped")
    func scope() async throws {
        let world = try await World()
        try await world.addUser("keeper", at: "Workshop")
        let visit = try await Visit(world, as: "keeper")
        let alder = try world.device("alder").device.number
        let answer = try await visit.post("/pm/v1/assets/uuids", "[\(alder)]")
        #expect(answer.text == #"{"mappedAssets":[],"unmappedAssets":[\#(alder)]}"#)
    }

    @Test(
        "anything but a list of at most 1,000 whole numbers is refused",
        arguments: [
            "{}", "7", "null", "[1.5]", "[true]", "[[1]]", #"["x"]"#, "[99999999999999999999]",
            "[\((1...1_001).map(String.init).joined(separator: ","))]",
        ]
    )
    func refused(body: String) async throws {
        let visit = try await Visit()
        let answer = try await visit.post("/pm/v1/assets/uuids", body)
        #expect(answer.status == 400)
        #expect(try answer.error().message.contains("body"))
    }

    @Test("a body is needed")
    func missing() async throws {
        let visit = try await Visit()
        #expect(try await visit.post("/pm/v1/assets/uuids").status == 400)
    }
}
