// SPDX-License-Identifier: Apache-2.0
import Domain
import TestSupport
import Testing

@testable import Server

@Suite struct QualysSettingTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory(prefix: "settings") }

    @Test("older assets are off unless a setting says otherwise")
    func off() async throws {
        let configuration = try await ServerConfiguration(flags: ["data": "/forge"], file: nil)
        #expect(!configuration.showsOlderQualysAssets)
    }

    @Test(
        "the setting may be text or a truth value of the file",
        arguments: [#""true""#, "true", #""yes""#]
    )
    func on(value: String) async throws {
        let file = try directory.write(
            #"{"data": "/forge", "qualys": {"older": {"assets": \#(value)}}}"#,
            to: "thimble.json"
        )
        let configuration = try await ServerConfiguration(flags: [:], file: file)
        #expect(configuration.showsOlderQualysAssets)
    }

    @Test("anything else is refused, with the setting's name", arguments: [#""maybe""#, "7"])
    func refused(value: String) async throws {
        let file = try directory.write(
            #"{"data": "/forge", "qualys": {"older": {"assets": \#(value)}}}"#,
            to: "thimble.json"
        )
        let error = await #expect(throws: DomainError.self) {
            try await ServerConfiguration(flags: [:], file: file)
        }
        #expect(error?.subject?.hasPrefix("qualys-older-assets: ") == true)
    }
}
