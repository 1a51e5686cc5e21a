// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import TestSupport
import Testing

@testable import Feeds

@Suite struct DecompressorTests {
    /// Longer than three chunks and hard to compress, so that a cut falls inside the data.
    private static let long: [UInt8] = {
        var state: UInt64 = 42
        return (0..<900_000).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33) & 0x3F
        }
    }()

    @Test("every compression gives the same bytes", arguments: Bytes.Compression.allCases)
    func decompresses(compression: Bytes.Compression) throws {
        let bytes = Bytes.compressed(Self.long, by: compression)
        #expect(compression == .none || bytes != Self.long)
        #expect(try Decompressor(bytes: bytes, name: "x").contents() == Self.long)
    }

    @Test("a file is told by its content, not its name", arguments: Bytes.Compression.allCases)
    func readsFiles(compression: Bytes.Compression) throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("misnamed.txt")
        try Data(Bytes.compressed(Self.long, by: compression)).write(
            to: URL(fileURLWithPath: path)
        )
        var sizes: [Int] = []
        try Decompressor(path: path).read { sizes.append($0.count) }
        #expect(sizes.dropLast().allSatisfy { $0 == Decompressor.chunkSize })
        #expect(sizes.reduce(0, +) == Self.long.count)
    }

    @Test("an empty input is empty in every compression", arguments: Bytes.Compression.allCases)
    func readsNothing(compression: Bytes.Compression) throws {
        let bytes = Bytes.compressed([], by: compression)
        #expect(try Decompressor(bytes: bytes, name: "x").contents().isEmpty)
    }

    @Test(
        "an input that is cut off is refused with its name",
        arguments: Bytes.Compression.allCases.filter { $0 != .none }
    )
    func refusesTruncation(compression: Bytes.Compression) {
        let bytes = Bytes.compressed(Self.long, by: compression)
        for length in [bytes.count - 1, bytes.count / 2] {
            let cut = Array(bytes[..<length])
            #expect(throws: DomainError(.feedMalformed)) {
                try Decompressor(bytes: cut, name: "Packages").contents()
            }
            let text = complaint { _ = try Decompressor(bytes: cut, name: "Packages").contents() }
            #expect(text.hasPrefix("feed.malformed: Packages: "))
        }
    }

    @Test(
        "a changed byte is found where the format has a checksum",
        arguments: [Bytes.Compression.xz, .bzip2]
    )
    func refusesCorruption(compression: Bytes.Compression) {
        var bytes = Bytes.compressed(Self.long, by: compression)
        bytes[bytes.count / 2] ^= 0x10
        #expect(throws: DomainError(.feedMalformed)) {
            try Decompressor(bytes: bytes, name: "Packages").contents()
        }
    }

    @Test("more decompressed bytes than the limit are refused, exactly as many are not")
    func limits() throws {
        let bytes = Bytes.compressed([UInt8](repeating: 0x41, count: 500_000), by: .gzip)
        #expect(
            try Decompressor(bytes: bytes, name: "x", limit: 500_000).contents().count == 500_000
        )
        let text = complaint {
            _ = try Decompressor(bytes: bytes, name: "x", limit: 499_999).contents()
        }
        #expect(text == "feed.malformed: x: more than 499999 bytes when decompressed")
    }

    @Test("a text that looks like another tool's format stays a text")
    func leavesOtherFormatsAlone() throws {
        let text = Array("begin 644 name\n#86)C\n`\nend\n".utf8)
        #expect(try Decompressor(bytes: text, name: "x").contents() == text)
    }

    @Test("a file that is not there and a folder are named")
    func namesWhatIsMissing() throws {
        let folder = try TemporaryDirectory()
        let missing = folder.path("none")
        #expect(
            complaint { _ = try Decompressor(path: missing).contents() }
                == "feed.unavailable: \(missing): no such file"
        )
        #expect(
            complaint { _ = try Decompressor(path: folder.path).contents() }
                == "feed.unavailable: \(folder.path): is a folder, not a file"
        )
    }

    @Test("what the reader of the chunks throws comes through")
    func passesErrorsOn() {
        #expect(throws: DomainError(.feedUnverified)) {
            try Decompressor(bytes: [1, 2], name: "x").read { _ in
                throw DomainError(.feedUnverified)
            }
        }
    }
}
