// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Testing

@testable import Feeds

@Suite struct AptPackagesParserTests {
    private static let stream = Stream(rawValue: "debian:12")
    private static let origin = PatchOrigin(
        origin: "Debian",
        label: "Debian",
        suite: "oldstable",
        codename: "bookworm",
        component: "main",
        willingness: .automatic
    )

    private func records(_ text: String, by size: Int = 1_000) throws -> [PatchRecord] {
        var parser = AptPackagesParser(name: "Packages")
        try Bytes.feed(text, by: size) { try parser.feed($0) }
        return try parser.finish(stream: Self.stream, origin: Self.origin)
    }

    private func record(
        _ source: String,
        _ version: String,
        _ title: String,
        _ binaries: [PatchBinary]
    ) -> PatchRecord {
        PatchRecord(
            stream: Self.stream,
            source: source,
            version: version,
            title: title,
            origin: Self.origin,
            binaries: binaries
        )
    }

    private func binary(
        _ name: String,
        _ version: String,
        _ architecture: String = "amd64",
        size: Int64? = nil
    ) -> PatchBinary {
        PatchBinary(name: name, architecture: architecture, version: version, size: size)
    }

    private static let index = """
        Package: lantern
        Version: 2:1.4-1+b2
        Architecture: amd64
        Source: lamps (1.4-1)
        Size: 1048
        Description: light for the dark
         long text
         .
         with a paragraph

        Package: lamps
        Architecture: all
        Source: lamps (1.4-1)
        Version: 2:1.4-1
        Size: 77
        Description: lamps of many kinds – für alle

        Package: hat
        Version: 3.0
        Architecture: amd64
        Size: 9007199254740993
        Description: a hat

        Package: hat
        Version: 3.1
        Architecture: amd64
        Description: a better hat

        Package: brim
        Source: hat
        Version: 3.0
        Architecture: amd64


        """

    @Test(
        "binaries of one source version stand together, however the text is cut",
        arguments: [1, 2, 7, 64, 100_000]
    )
    func groups(size: Int) throws {
        let found = try records(Self.index, by: size)
        #expect(
            found == [
                record(
                    "lamps",
                    "1.4-1",
                    "lamps of many kinds – für alle",
                    [
                        binary("lantern", "2:1.4-1+b2", size: 1_048),
                        binary("lamps", "2:1.4-1", "all", size: 77),
                    ]
                ),
                record(
                    "hat",
                    "3.0",
                    "a hat",
                    [binary("hat", "3.0", size: 9_007_199_254_740_993), binary("brim", "3.0")]
                ),
                record("hat", "3.1", "a better hat", [binary("hat", "3.1")]),
            ]
        )
    }

    @Test("an empty index has no records", arguments: ["", "\n", "\n\n\n"])
    func acceptsNothing(text: String) throws {
        #expect(try records(text).isEmpty)
    }

    @Test("the last paragraph needs no end")
    func acceptsMissingEnd() throws {
        let text = "Package: hat\nVersion: 1\nArchitecture: all"
        #expect(try records(text).map(\.source) == ["hat"])
    }

    @Test("the title is the source's own, then the first one, then the name and version")
    func choosesTitle() throws {
        let named = Mirror.stanza("a-doc", "1", "Source: a", "Description: the manual")
        let own = Mirror.stanza("a", "1", "Description: the thing itself")
        let late = Mirror.stanza("a-extra", "1", "Source: a", "Description: more")
        #expect(try records(named + own + late)[0].title == "the thing itself")
        #expect(try records(named + late)[0].title == "the manual")
        #expect(try records(Mirror.stanza("a", "1"))[0].title == "a 1")
        let silent = Mirror.stanza("a-x", "1", "Source: a") + late
        #expect(try records(silent)[0].title == "more")
    }

    @Test("the same binary twice is one, in two architectures it is two")
    func dropsRepeats() throws {
        let one = Mirror.stanza("a", "1", "Size: 5")
        let other = one.replacingOccurrences(of: "amd64", with: "arm64")
        #expect(
            try records(one + one + other)[0].binaries.map(\.architecture) == ["amd64", "arm64"]
        )
    }

    @Test("the lowest phase of a source's binaries counts")
    func readsPhases() throws {
        let text =
            Mirror.stanza("a", "1", "Phased-Update-Percentage: 40")
            + Mirror.stanza("a-doc", "1", "Source: a", "Phased-Update-Percentage: 20")
            + Mirror.stanza("b", "1") + Mirror.stanza("c", "1", "Phased-Update-Percentage: 0")
        #expect(try records(text).map(\.phasedPercentage) == [20, nil, 0])
    }

    @Test("a malformed index is refused with the line where its paragraph begins")
    func refuses() {
        let good = Mirror.stanza("a", "1")
        let cases = [
            ("Version: 1\nArchitecture: all\n", 5, "a package without Package"),
            ("Package: b\nArchitecture: all\n", 5, "a package without Version"),
            ("Package: b\nVersion: 1\n", 5, "a package without Architecture"),
            ("Package: b\nVersion:\nArchitecture: all\n", 5, "a package without Version"),
            (Mirror.stanza("b c", "1"), 5, "no package's name: b c"),
            (Mirror.stanza("-b", "1"), 5, "no package's name: -b"),
            (Mirror.stanza("b", "1 2"), 5, "b has no Debian version: 1 2"),
            (Mirror.stanza("b", "x:1"), 5, "b has no Debian version: x:1"),
            (Mirror.stanza("b", "1", "Source: s (1-)"), 5, "b has no Debian version: 1-"),
            (
                Mirror.stanza("b", "1", "Source: s (1"), 5,
                "b: \"(1\" is not one version in parentheses"
            ),
            (Mirror.stanza("b", "1", "Size: -1"), 5, "Size is -1"),
            (
                Mirror.stanza("b", "1", "Size: 99999999999999999999"), 5,
                "Size is 99999999999999999999"
            ),
            (
                Mirror.stanza("b", "1", "Phased-Update-Percentage: 101"), 5,
                "Phased-Update-Percentage is 101"
            ),
            (Mirror.stanza("b", "1", "Version: 2"), 8, "second field \"Version\" in one paragraph"),
            ("Package b\n", 5, "no colon after a field name"),
            (" b\n", 5, "continuation line before any field"),
        ]
        for (text, line, what) in cases {
            for size in [1, 10_000] {
                let found = complaint { _ = try records(good + text + "\n" + good, by: size) }
                #expect(found == "feed.malformed: Packages, line \(line): \(what)")
            }
        }
    }

    @Test("a stray byte is refused", arguments: [UInt8(0), 0xFF])
    func refusesStrayBytes(byte: UInt8) {
        let bytes = Array("Package: a\nVersion: 1\nDescription: ".utf8) + [byte, 0x0A]
        var parser = AptPackagesParser(name: "Packages")
        #expect(throws: DomainError(.feedMalformed)) {
            try bytes.withUnsafeBytes { try parser.feed($0) }
        }
    }

    @Test("names and versions that dpkg takes are taken")
    func acceptsWhatDpkgAccepts() throws {
        for (name, version) in [
            ("libstdc++6", "12.2.0-14+deb12u1"), ("Upper_case.name", "v1.2~rc1"), ("0ad", "0:1-1"),
        ] {
            let record = try records(Mirror.stanza(name, version))[0]
            #expect(record.source == name)
            #expect(record.version == version)
        }
    }
}
