// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import TestSupport
import Testing

@testable import Feeds

/// What breaks the chain of proof from the keyring to the last byte of an index.
@Suite struct AptProofTests {
    private static let suite = "dists/bookworm-security"
    private static let path = AptRepositoryFeedTests.indexPath
    private static let index = AptRepositoryFeedTests.index

    private func fault(_ mirror: Mirror, allowUnsigned: Bool = false) async -> String {
        await asyncComplaint {
            _ = try await AptRepositoryFeed.contents(
                of: .directory(path: mirror.directory.path),
                keyrings: [mirror.keyring],
                allowUnsigned: allowUnsigned,
                now: AptRepositoryFeedTests.now
            )
        }
    }

    private func mirror(_ compression: Bytes.Compression = .xz) async throws -> Mirror {
        let mirror = try await Mirror()
        try await mirror.publish(
            in: Self.suite,
            indexes: [Self.path: Self.index],
            compression: compression
        )
        return mirror
    }

    @Test("a changed release file is refused, whatever is allowed")
    func refusesChangedRelease() async throws {
        let mirror = try await mirror()
        try mirror.replace(
            "Label: Debian-Security",
            with: "Label: Debian",
            in: Self.suite + "/InRelease"
        )
        for allowUnsigned in [false, true] {
            let found = await fault(mirror, allowUnsigned: allowUnsigned)
            #expect(found.contains("feed.unverified: \(mirror.path(Self.suite))/InRelease: "))
            #expect(found.contains("does not match the text"))
        }
    }

    @Test("a changed byte of the index is refused with both hashes")
    func refusesChangedIndex() async throws {
        let mirror = try await mirror(.none)
        let file = "\(Self.suite)/\(Self.path)"
        try mirror.replace("3.0", with: "3.1", in: file)
        let found = await fault(mirror)
        #expect(found.hasPrefix("feed.unverified: \(mirror.path(file)): SHA-256 "))
        #expect(found.contains(" in its release file"))
    }

    @Test("a change that also breaks the format is a broken proof first")
    func prefersProof() async throws {
        let mirror = try await mirror(.none)
        let file = "\(Self.suite)/\(Self.path)"
        try mirror.replace("Version:", with: "Version;", in: file)
        #expect(await fault(mirror).hasPrefix("feed.unverified: \(mirror.path(file)): SHA-256 "))
    }

    @Test("an index that is too short, or too long, is refused by its size")
    func refusesOtherSizes() async throws {
        let mirror = try await mirror(.none)
        let file = "\(Self.suite)/\(Self.path)"
        let bytes = Array(Self.index.utf8)
        try mirror.write(Array(bytes.dropLast()), to: file)
        #expect(
            await fault(mirror).hasPrefix(
                "feed.unverified: \(mirror.path(file)): \(bytes.count - 1) bytes,"
                    + " but \(bytes.count) in its release file"
            )
        )
        try mirror.write(bytes + [0x0A], to: file)
        #expect(
            await fault(mirror)
                == "feed.unverified: \(mirror.path(file)): larger than the \(bytes.count) bytes"
                + " of its release file"
        )
    }

    @Test("a compressed file that is cut off is refused with its name")
    func refusesCutFile() async throws {
        let mirror = try await mirror(.gzip)
        let file = "\(Self.suite)/\(Self.path).gz"
        let whole = try Data(contentsOf: URL(fileURLWithPath: mirror.path(file)))
        try mirror.write(Array(whole.dropLast(9)), to: file)
        #expect(await fault(mirror).hasPrefix("feed.malformed: \(mirror.path(file)): "))
    }

    @Test("where only the compressed file has a hash, that one is checked")
    func checksCompressedFile() async throws {
        let mirror = try await Mirror()
        try await mirror.publish(
            in: Self.suite,
            indexes: [Self.path: Self.index],
            compression: .gzip,
            namesPlain: false
        )
        let file = "\(Self.suite)/\(Self.path).gz"
        let other = Bytes.compressed(Array(Self.index.utf8) + [0x0A], by: .gzip)
        try mirror.write(other, to: file)
        #expect(await fault(mirror).hasPrefix("feed.unverified: \(mirror.path(file)): "))
        try FileManager.default.removeItem(atPath: mirror.path(file))
        try mirror.write(Array(Self.index.utf8), to: "\(Self.suite)/\(Self.path)")
        #expect(await fault(mirror).contains("InRelease has no hash of \(Self.path)"))
    }

    @Test("a malformed index that is proven is refused with its line")
    func refusesMalformedIndex() async throws {
        let mirror = try await Mirror()
        try await mirror.publish(
            in: Self.suite,
            indexes: [Self.path: Self.index + "Package: x\nVersion: 1\n"]
        )
        let file = mirror.path("\(Self.suite)/\(Self.path).xz")
        #expect(
            await fault(mirror)
                == "feed.malformed: \(file), line 12: a package without Architecture"
        )
    }

    @Test("a malformed release that is proven is refused with its line in the signed text")
    func refusesMalformedRelease() async throws {
        let mirror = try await Mirror()
        try await mirror.sign("Origin: x\nDate: soon\nSHA256:\n", in: Self.suite)
        let release = mirror.path(Self.suite + "/InRelease")
        #expect(
            await fault(mirror)
                == "feed.malformed: \(release) (signed text), line 2: Date is no date: soon"
        )
    }

    @Test("an unsigned release is taken only where that is allowed, and remarked")
    func asksForSignature() async throws {
        let mirror = try await Mirror()
        try await mirror.publish(
            in: Self.suite,
            indexes: [Self.path: Self.index],
            signature: .none
        )
        let release = mirror.path(Self.suite + "/Release")
        #expect(await fault(mirror).hasPrefix("feed.unverified: \(release): it is not signed"))
        let found = try await AptRepositoryFeed.contents(
            of: .directory(path: mirror.directory.path),
            allowUnsigned: true,
            now: AptRepositoryFeedTests.now
        )
        #expect(found[0].signedBy == nil)
        #expect(found[0].remarks == ["The signature of \(release) was not checked."])
    }

    @Test("a repository signed by a stranger is refused with the keyring that was used")
    func refusesStrangers() async throws {
        let mirror = try await mirror()
        let other = try await Mirror(key: try await ArchiveKey.generate())
        let found = await asyncComplaint {
            _ = try await AptRepositoryFeed.contents(
                of: .directory(path: mirror.directory.path),
                keyrings: [other.keyring],
                now: AptRepositoryFeedTests.now
            )
        }
        #expect(found.contains("InRelease: no keyring holds the key "))
        #expect(found.contains("checked with \(other.keyring)"))
    }

    @Test("what is no repository, or an empty one, is said")
    func namesWhatIsMissing() async throws {
        let mirror = try await Mirror()
        let path = mirror.directory.path
        #expect(await fault(mirror).hasPrefix("feed.unavailable: \(path): no apt repository"))
        try await mirror.publish(in: Self.suite, indexes: [Self.path: Self.index])
        try FileManager.default.removeItem(atPath: mirror.path("\(Self.suite)/\(Self.path).xz"))
        #expect(
            await fault(mirror)
                == "feed.unavailable: \(path): holds none of the Packages files that its"
                + " releases list"
        )
    }
}
