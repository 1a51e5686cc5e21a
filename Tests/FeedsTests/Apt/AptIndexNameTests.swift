// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Feeds

@Suite struct AptIndexNameTests {
    @Test(
        "paths of a release's table are read in every compression",
        arguments: ["", ".xz", ".gz", ".bz2", ".zst", ".lz4"]
    )
    func reads(suffix: String) throws {
        let name = try #require(
            AptIndexName(releasePath: "contrib/tools/binary-arm64/Packages" + suffix)
        )
        #expect(name.path == "contrib/tools/binary-arm64/Packages")
        #expect(name.component == "contrib/tools")
        #expect(name.architecture == "arm64")
        let flat = try #require(AptIndexName(releasePath: "Packages" + suffix))
        #expect(flat.path == "Packages")
        #expect(flat.component.isEmpty)
        #expect(flat.architecture == nil)
    }

    @Test(
        "other files are no indexes",
        arguments: [
            "main/source/Sources.xz", "main/binary-amd64/Release", "main/i18n/Translation-en",
            "main/debian-installer/binary-amd64/Packages", "binary-amd64/Packages",
            "main/binary-amd64/Packages.diff/Index", "main/Contents-amd64", "main/amd64/Packages",
            "main/binary-amd64/MyPackages",
        ]
    )
    func ignores(path: String) {
        #expect(AptIndexName(releasePath: path) == nil)
    }

    @Test(
        "names of lists are written as apt writes them",
        arguments: [
            ("main/binary-amd64/Packages", "main_binary-amd64_Packages"),
            ("con_t/binary-amd64/Packages", "con%5ft_binary-amd64_Packages"),
            ("a~b/c=d/binary-all/Packages", "a%7eb_c%3dd_binary-all_Packages"),
        ]
    )
    func flattens(path: String, name: String) {
        #expect(AptIndexName.listName(of: path) == name)
    }

    @Test("architecture all is left out where the others repeat it")
    func skipsRepeatedPackages() throws {
        let hash = String(repeating: "00", count: 32)
        let table =
            "SHA256:\n"
            + ["amd64", "all"].map { " \(hash) 0 main/binary-\($0)/Packages\n" }.joined()
        let note = "No-Support-for-Architecture-all: Packages\n"
        let both = try ReleaseFile(parsing: Array(table.utf8), name: "x")
        #expect(both.packageIndexes.map(\.architecture) == ["all", "amd64"])
        let one = try ReleaseFile(parsing: Array((note + table).utf8), name: "x")
        #expect(one.packageIndexes.map(\.architecture) == ["amd64"])
    }
}
