// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import TestSupport
import Testing

@testable import Feeds

@Suite struct AptDownloadTests {
    private static let index = AptRepositoryFeedTests.index

    private func mirror(_ signature: Mirror.Signature = .inline) async throws -> Mirror {
        let mirror = try await Mirror()
        let native = AptRemote.nativeArchitecture
        try await mirror.publish(
            in: "debian/dists/s",
            indexes: [
                "main/binary-\(native)/Packages": Self.index,
                "contrib/binary-\(native)/Packages": "",
                "main/binary-vax/Packages": Mirror.stanza("vax", "1"),
            ],
            compression: .gzip,
            signature: signature
        )
        return mirror
    }

    private func contents(
        _ line: String,
        _ mirror: Mirror,
        progress: FeedProgress.Report? = nil
    ) async throws -> [FeedContent] {
        try await AptRepositoryFeed.contents(
            of: try AptSource(argument: line),
            keyrings: [mirror.keyring],
            now: AptRepositoryFeedTests.now,
            progress: progress
        )
    }

    private func names(_ contents: [FeedContent]) -> [String] {
        contents.map { String($0.feed.dropFirst("apt Debian bookworm-security ".count)) }
    }

    @Test("the wanted indexes of a suite are fetched, by default for this machine")
    func fetches() async throws {
        let mirror = try await mirror()
        let server = try FileServer(folder: mirror.directory.path)
        let native = AptRemote.nativeArchitecture
        let base = server.address("debian")
        let main = try await contents("\(base)/ s main", mirror)
        #expect(names(main) == ["main \(native)"])
        #expect(main[0].records.map(\.source) == ["lamps", "hat"])
        #expect(main[0].source == "\(base)/dists/s/main/binary-\(native)/Packages.gz")
        #expect(main[0].signedBy?.count == 40)
        #expect(
            names(try await contents("\(base) s", mirror)) == [
                "contrib \(native)", "main \(native)",
            ]
        )
        #expect(names(try await contents("[arch=vax] \(base) s main", mirror)) == ["main vax"])
    }

    @Test("a detached signature, a flat repository and redirections are followed")
    func followsOtherLayouts() async throws {
        let mirror = try await mirror(.detached)
        let server = try FileServer(folder: mirror.directory.path)
        let moved = server.address("moved/debian")
        #expect(try await contents("\(moved) s main", mirror)[0].records.count == 2)
        try await mirror.publish(in: "flat/sub", indexes: ["Packages": Self.index])
        let flat = try await contents("\(server.address("flat")) ./sub/", mirror)
        #expect(names(flat) == ["flat"])
    }

    @Test("a password in the address is used and never shown")
    func sendsCredentials() async throws {
        let mirror = try await mirror()
        let server = try FileServer(folder: mirror.directory.path)
        let line = "http://user:p%40ss@127.0.0.1:\(server.port)/private/debian s main"
        let found = try await contents(line, mirror)
        #expect(found[0].source.hasPrefix(server.address("private/debian/dists/s/")))
        let wrong = line.replacingOccurrences(of: "p%40ss", with: "secret")
        let fault = await asyncComplaint { _ = try await contents(wrong, mirror) }
        #expect(fault.hasPrefix("feed.unavailable: \(server.address("private"))"))
        #expect(fault.contains("HTTP status 401"))
        #expect(!fault.contains("secret"))
    }

    @Test("an index that was changed on its way is refused with its address")
    func refusesChangedIndex() async throws {
        let mirror = try await mirror()
        let path = "debian/dists/s/main/binary-\(AptRemote.nativeArchitecture)/Packages.gz"
        let length = try Data(contentsOf: URL(fileURLWithPath: mirror.path(path))).count
        let server = try FileServer(folder: mirror.directory.path)
        let line = "\(server.address("debian")) s main"
        let other = Self.index.replacingOccurrences(of: "3.0", with: "3.1")
        let bytes = Bytes.compressed(Array(other.utf8), by: .gzip)
        if bytes.count <= length {
            try mirror.write(bytes, to: path)
            let fault = await asyncComplaint { _ = try await contents(line, mirror) }
            #expect(fault.hasPrefix("feed.unverified: \(server.address(path)): SHA-256 "))
        }
        try mirror.write([UInt8](repeating: 0, count: length + 1), to: path)
        let long = await asyncComplaint { _ = try await contents(line, mirror) }
        #expect(long == "feed.unavailable: \(server.address(path)): more than \(length) bytes")
    }

    @Test("what the server does not have, or does not answer, is said")
    func namesWhatIsMissing() async throws {
        let mirror = try await mirror()
        let server = try FileServer(folder: mirror.directory.path)
        let base = server.address("debian")
        let suite = await asyncComplaint { _ = try await contents("\(base) t main", mirror) }
        #expect(
            suite == "feed.unavailable: \(base)/dists/t: neither InRelease nor Release is there"
        )
        let component = await asyncComplaint { _ = try await contents("\(base) s games", mirror) }
        #expect(
            component.hasPrefix("feed.unavailable: \(base)/dists/s: no Packages index of games")
        )
        let broken = server.address("broken/debian")
        let fault = await asyncComplaint { _ = try await contents("\(broken) s main", mirror) }
        #expect(fault == "feed.unavailable: \(broken)/dists/s/InRelease: HTTP status 503")
        try FileManager.default.removeItem(atPath: mirror.path("debian/dists/s/contrib"))
        let index = await asyncComplaint { _ = try await contents("\(base) s contrib", mirror) }
        #expect(
            index.hasSuffix(
                "contrib/binary-\(AptRemote.nativeArchitecture)/Packages: not there in any form"
            )
        )
        let closed = try LoopbackPort.free()
        let dead = "http://127.0.0.1:\(closed)/debian"
        let refused = await asyncComplaint { _ = try await contents("\(dead) s main", mirror) }
        #expect(refused.hasPrefix("feed.unavailable: \(dead)/dists/s/InRelease: "))
    }

    @Test("local addresses are read in place, with the parts that are named")
    func readsLocalAddresses() async throws {
        let mirror = try await mirror()
        let base = "file:" + mirror.path("debian")
        #expect(try await contents("\(base) s main", mirror).count == 2)
        #expect(names(try await contents("[arch=vax] \(base) s", mirror)) == ["main vax"])
        #expect(try await contents(base, mirror).count == 3)
        let line = "deb [signed-by=\(mirror.keyring)] \(base) s main"
        let own = try await AptRepositoryFeed.contents(
            of: try AptSource(argument: line),
            now: AptRepositoryFeedTests.now
        )
        #expect(own.count == 2)
    }

    @Test("the progress names what is read and ends with all of it")
    func reportsProgress() async throws {
        let mirror = try await mirror()
        let (stream, reports) = AsyncStream.makeStream(of: FeedProgress.self)
        _ = try await contents(
            "[arch=vax] file:\(mirror.path("debian")) s main",
            mirror,
            progress: { reports.yield($0) }
        )
        reports.finish()
        var last: FeedProgress?
        for await report in stream { last = report }
        let size = Int64(Mirror.stanza("vax", "1").utf8.count)
        #expect(
            last
                == FeedProgress(
                    item: "apt Debian bookworm-security main vax",
                    doneBytes: size,
                    totalBytes: size
                )
        )
    }
}
