// SPDX-License-Identifier: Apache-2.0

import Domain
import Foundation
import Server
import Services
import TestSupport
import Testing

@Suite struct DataFolderTests {
    private let directory: TemporaryDirectory
    private let folder: DataFolder

    init() throws {
        directory = try TemporaryDirectory()
        folder = try DataFolder(URL(fileURLWithPath: directory.path("data"), isDirectory: true))
    }

    @Test("one server at a time claims a folder")
    func claimsOnce() throws {
        try folder.claim()
        #expect(throws: DomainError(.storageBusy)) { try folder.claim() }
    }

    @Test("a lock that cannot be opened is no other server")
    func tellsWhatIsWrong() throws {
        let lock = folder.url.appendingPathComponent("serve.lock")
        try FileManager.default.createDirectory(at: lock, withIntermediateDirectories: false)
        let error = #expect(throws: DomainError.self) { try folder.claim() }
        #expect(error == DomainError(.storageConflict))
        #expect(error?.hint == "Is a directory")
    }

    @Test("the key is made once, for its owner alone, and nothing else is left")
    func makesTheKey() throws {
        let key = try folder.orderKey().publicKey
        #expect(try folder.orderKey().publicKey == key)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(names == ["order.key"])
        let file = folder.url.appendingPathComponent("order.key")
        let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
        #expect(attributes[.posixPermissions] as? NSNumber == 0o600)
    }

    @Test("a damaged key is refused and stays as it is", arguments: [0, 5, 31, 33])
    func refusesDamagedKeys(_ count: Int) throws {
        let file = folder.url.appendingPathComponent("order.key")
        let bytes = Data(repeating: 9, count: count)
        try bytes.write(to: file)
        #expect(throws: DomainError(.storageConflict)) { try folder.orderKey() }
        #expect(try Data(contentsOf: file) == bytes)
    }
}
