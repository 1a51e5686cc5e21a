// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Server
import Services
import TestSupport
import Testing

@Suite struct SigningKeyFileTests {
    private static let start = Timestamp(milliseconds: 1_700_000_000_000)
    private static let lifetime: Duration = .seconds(4 * 3_600)

    private let directory: TemporaryDirectory
    private let folder: DataFolder

    init() throws {
        directory = try TemporaryDirectory()
        folder = try DataFolder(URL(fileURLWithPath: directory.path("data"), isDirectory: true))
    }

    private var file: URL { folder.url.appendingPathComponent("token.keys") }

    private func rotate(
        _ vault: any SigningKeyVault,
        after time: Duration = .zero
    ) throws -> SigningKeys {
        try vault.change {
            $0.rotate(at: Self.start + time, tokenLifetime: Self.lifetime, random: SystemRandom())
        }
    }

    private func names() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted()
    }

    @Test("the keys are in one file, for its owner alone, and another process reads the same")
    func keepsKeys() throws {
        #expect(try folder.signingKeys.keys() == SigningKeys())
        #expect(try names().isEmpty)
        let first = try rotate(folder.signingKeys)
        #expect(first.keys.count == 1)
        #expect(try names() == ["token.keys"])
        let again = try DataFolder(folder.url)
        #expect(try again.signingKeys.keys() == first)
        let second = try rotate(again.signingKeys, after: .seconds(86_400))
        #expect(second.keys.count == 2)
        #expect(try folder.signingKeys.keys() == second)
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        #expect(attributes[.posixPermissions] as? NSNumber == 0o600)
        #expect(try names() == ["token.keys"])
    }

    @Test("a change of nothing writes nothing")
    func writesChangesOnly() throws {
        _ = try rotate(folder.signingKeys)
        let before = try FileManager.default.attributesOfItem(atPath: file.path)
        _ = try rotate(folder.signingKeys, after: .seconds(60))
        let after = try FileManager.default.attributesOfItem(atPath: file.path)
        #expect(before[.systemFileNumber] as? NSNumber == after[.systemFileNumber] as? NSNumber)
    }

    @Test("many that make the first key at once end with the same one")
    func agrees() async throws {
        let url = folder.url
        let found = try await withThrowingTaskGroup(of: SigningKeys.self) { group in
            for _ in 0..<16 {
                group.addTask { try rotate(DataFolder(url).signingKeys) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let kept = try folder.signingKeys.keys()
        #expect(kept.keys.count == 1)
        #expect(found.allSatisfy { $0 == kept })
        #expect(try names() == ["token.keys"])
    }

    @Test("what a killed process left behind does no harm")
    func replacesDrafts() throws {
        let draft = folder.url.appendingPathComponent("token.keys.draft")
        try Data("half".utf8).write(to: draft)
        let keys = try rotate(folder.signingKeys)
        #expect(try folder.signingKeys.keys() == keys)
        #expect(try names() == ["token.keys"])
    }

    @Test("a damaged file is refused and stays as it is", arguments: ["", "{}", #"{"keys":[1]}"#])
    func refusesDamage(text: String) throws {
        try Data(text.utf8).write(to: file)
        #expect(throws: DomainError(.storageConflict)) { try folder.signingKeys.keys() }
        let error = #expect(throws: DomainError.self) { try rotate(folder.signingKeys) }
        #expect(error == DomainError(.storageConflict))
        #expect(error?.subject == file.path)
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }
}
