// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Feeds

@Suite struct AptTargetTests {
    private func target(file: String, metaKey: String = "main/binary-amd64/Packages") -> AptTarget?
    {
        let fields = [
            file, metaKey, "http://a.invalid/debian/dists/s/\(metaKey)", "http://a.invalid/debian/",
            "bookworm", "yes", "/etc/apt/sources.list.d/a.sources:2",
        ]
        return AptTarget(line: fields.joined(separator: "\t")[...])
    }

    @Test("a line of apt gives its fields")
    func reads() throws {
        let found = try #require(target(file: "/l/a.invalid_s_main_binary-amd64_Packages.lz4"))
        #expect(found.suffix == ".lz4")
        #expect(found.releasePrefix == "/l/a.invalid_s_")
        #expect(found.repositoryURI == "http://a.invalid/debian/")
        #expect(found.release == "bookworm")
        #expect(found.isTrusted)
        #expect(found.sourcesFile == "/etc/apt/sources.list.d/a.sources")
    }

    @Test("a flat repository, and names with escapes, have their release beside them")
    func findsReleases() {
        let flat = target(file: "/l/_srv_x_._Packages", metaKey: "Packages")
        #expect(flat?.releasePrefix == "/l/_srv_x_._")
        #expect(flat?.suffix.isEmpty == true)
        let escaped = target(
            file: "/l/x_con%5ft_binary-all_Packages.xz",
            metaKey: "con_t/binary-all/Packages"
        )
        #expect(escaped?.releasePrefix == "/l/x_")
        #expect(target(file: "/l/somewhere_else")?.releasePrefix == nil)
    }

    @Test("a line without the fields is none")
    func refuses() {
        #expect(AptTarget(line: "") == nil)
        #expect(AptTarget(line: "a\tb\tc") == nil)
        #expect(target(file: "$(FILENAME)") == nil)
        #expect(target(file: "/l/x", metaKey: "$(METAKEY)") == nil)
    }
}
