// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import TestSupport
import Testing

@testable import Feeds

@Suite struct ArchiveMembersTests {
    private static let files = [
        (name: "all/b.json", text: "second"), (name: "all/README", text: "no"),
        (name: "all/a.json", text: String(repeating: "first ", count: 100_000)),
    ]

    private func write(_ bytes: [UInt8], _ folder: TemporaryDirectory) throws -> String {
        let path = folder.path("archive")
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    @Test(
        "members come whole and in order; folders and links do not",
        arguments: ArchiveFixture.Kind.allCases
    )
    func reads(kind: ArchiveFixture.Kind) throws {
        let folder = try TemporaryDirectory()
        let path = try write(ArchiveFixture.bytes(kind, Self.files), folder)
        var found: [String] = []
        let unwanted = try ArchiveMembers(path: path).read(suffix: ".json") {
            found += [$0.name ?? "-", String(decoding: $0.bytes, as: UTF8.self)]
        }
        #expect(found == ["all/b.json", "second", "all/a.json", Self.files[2].text])
        #expect(unwanted == 1)
    }

    @Test("a file that is no archive is its own member", arguments: Bytes.Compression.allCases)
    func readsPlainFiles(compression: Bytes.Compression) throws {
        let folder = try TemporaryDirectory()
        let path = try write(Bytes.compressed(Array("{}".utf8), by: compression), folder)
        var count = 0
        _ = try ArchiveMembers(path: path).read(suffix: "x") { member in
            #expect(member.name == nil)
            #expect(member.bytes == Array("{}".utf8))
            count += 1
        }
        #expect(count == 1)
    }

    @Test("an archive that is cut off is refused", arguments: ArchiveFixture.Kind.allCases)
    func refusesCut(kind: ArchiveFixture.Kind) throws {
        let folder = try TemporaryDirectory()
        var bytes = ArchiveFixture.bytes(kind, Self.files)
        // The middle of a plain tar lies in its large member.
        bytes.removeLast(bytes.count / 2)
        let path = try write(bytes, folder)
        #expect(throws: DomainError(.feedMalformed)) {
            try ArchiveMembers(path: path).read(suffix: "") { _ in }
        }
    }

    @Test("a member and an archive beyond the limits are refused")
    func limits() throws {
        let folder = try TemporaryDirectory()
        let path = try write(ArchiveFixture.bytes(.tarXZ, Self.files), folder)
        let size = Self.files[2].text.utf8.count
        let exact = ArchiveMembers(path: path, memberLimit: size, totalLimit: Int64(size + 8))
        #expect(try exact.read(suffix: "") { _ in } == 0)
        let member = ArchiveMembers(path: path, memberLimit: size - 1)
        #expect(
            complaint { _ = try member.read(suffix: "") { _ in } }
                == "feed.malformed: all/a.json: more than \(size - 1) bytes"
        )
        let total = ArchiveMembers(path: path, totalLimit: Int64(size + 7))
        #expect(
            complaint { _ = try total.read(suffix: "") { _ in } }
                == "feed.malformed: \(path): more than \(size + 7) bytes when unpacked"
        )
    }

    @Test("a file that is not there is named")
    func namesMissing() {
        #expect(
            complaint {
                _ = try ArchiveMembers(path: "/no/such").read(suffix: "") { _ in }
            } == "feed.unavailable: /no/such: no such file, or not readable"
        )
    }
}
