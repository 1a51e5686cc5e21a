// SPDX-License-Identifier: Apache-2.0
import Domain
import Testing

@testable import Feeds

@Suite struct OSVUnfixedTests {
    private static let open = #"{"introduced":"0"}"#

    private func collected(_ texts: String...) throws -> FeedContent {
        var collection = OSVCollection()
        for (place, text) in texts.enumerated() {
            try collection.add(Array(text.utf8), name: "\(place).json")
        }
        return try #require(try collection.contents(source: "osv").first)
    }

    private func package(_ ecosystem: String, _ name: String, specifics: String = "") -> String {
        let text = OSVFixture.package(ecosystem, name, events: Self.open)
        return specifics.isEmpty
            ? text : text.dropLast() + #","ecosystem_specific":{\#(specifics)}}"#
    }

    private func lines(_ content: FeedContent) -> [String] {
        content.records.map { record in
            let affected = (record.affected ?? []).map { "\($0.name) \($0.answer.rawValue)" }
            let parts = [
                "\(record.stream)", "\(record.source) \(record.version)",
                record.subscription ?? "free",
            ]
            return (parts + affected).joined(separator: ", ")
        }
    }

    @Test("packages without a fix stand in a record of the advisory, one for each release")
    func statesUnfixed() throws {
        let content = try collected(
            OSVFixture.advisory(
                "UBUNTU-CVE-2026-0001",
                [
                    package("Ubuntu:22.04:LTS", "lamps", specifics: #""ubuntu_priority":"low""#),
                    package("Ubuntu:24.04:LTS", "lamps"),
                    package("Ubuntu:22.04:LTS", "lamps-old"),
                    package("Ubuntu:Pro:22.04:LTS", "lamps"),
                    OSVFixture.package("Ubuntu:24.10", "lamps", fixed: "2-1"),
                ],
                fields: #""upstream":["CVE-2026-0001"],"#
                    + #""severity":[{"type":"Ubuntu","score":"high"}],"#
            )
        )
        let reference = AdvisoryReference(
            name: "UBUNTU-CVE-2026-0001",
            title: "UBUNTU-CVE-2026-0001",
            issuedAt: Timestamp(milliseconds: 1_767_312_000_000),
            cves: ["CVE-2026-0001"]
        )
        let unfixed = [("ubuntu:22.04", ["lamps", "lamps-old"]), ("ubuntu:24.04", ["lamps"])]
            .map { stream, names in
                PatchRecord(
                    stream: Stream(rawValue: stream),
                    source: "UBUNTU-CVE-2026-0001",
                    version: "",
                    title: "UBUNTU-CVE-2026-0001",
                    advisories: [reference],
                    severity: .important,
                    classification: .security,
                    affected: names.map {
                        AffectedPackage(name: $0, isSource: true, answer: .affected)
                    }
                )
            }
        let fixed = PatchRecord(
            stream: Stream(rawValue: "ubuntu:24.10"),
            source: "lamps",
            version: "2-1",
            advisories: [reference],
            severity: .important,
            classification: .security
        )
        #expect(content.records == unfixed + [fixed])
        #expect(content.remarks.isEmpty)
    }

    @Test("a fix for subscribers takes the place of the statement that there is none")
    func prefersPaidFix() throws {
        let paid = OSVFixture.package("Ubuntu:Pro:22.04:LTS", "lamps", fixed: "1-1ubuntu1+esm1")
        for packages in [
            [package("Ubuntu:22.04:LTS", "lamps"), paid],
            [paid, package("Ubuntu:22.04:LTS", "lamps")],
        ] {
            let content = try collected(OSVFixture.advisory("UBUNTU-CVE-2026-0001", packages))
            #expect(lines(content) == ["ubuntu:22.04, lamps 1-1ubuntu1+esm1, Ubuntu Pro"])
        }
        let elsewhere = try collected(
            OSVFixture.advisory(
                "UBUNTU-CVE-2026-0001",
                [paid, package("Ubuntu:24.04:LTS", "lamps"), package("Ubuntu:22.04:LTS", "hats")]
            )
        )
        #expect(
            lines(elsewhere) == [
                "ubuntu:22.04, lamps 1-1ubuntu1+esm1, Ubuntu Pro",
                "ubuntu:24.04, UBUNTU-CVE-2026-0001 , free, lamps affected",
                "ubuntu:22.04, UBUNTU-CVE-2026-0001 , free, hats affected",
            ]
        )
    }

    @Test("a version that everyone gets is free, whatever comes first")
    func mergesSubscription() throws {
        let free = OSVFixture.package("Ubuntu:22.04:LTS", "lamps", fixed: "1-1")
        let paid = OSVFixture.package("Ubuntu:Pro:22.04:LTS", "lamps", fixed: "1-1")
        let cases = [
            ([paid], [paid], "Ubuntu Pro"), ([paid], [free], "free"), ([free], [paid], "free"),
            ([paid, free], [], "free"), ([free, paid], [], "free"),
        ]
        for (first, second, expected) in cases {
            let content = try collected(
                OSVFixture.advisory("LSN-1-1", first),
                OSVFixture.advisory("USN-1-1", second)
            )
            #expect(lines(content) == ["ubuntu:22.04, lamps 1-1, \(expected)"])
            let names = second.isEmpty ? ["LSN-1-1"] : ["LSN-1-1", "USN-1-1"]
            #expect(content.records[0].advisories.map(\.name) == names)
        }
    }

    @Test("what Debian supports no longer will not be fixed")
    func readsEndOfLife() throws {
        let content = try collected(
            OSVFixture.advisory(
                "DEBIAN-CVE-2026-0001",
                [
                    package("Debian:12", "hats", specifics: #""urgency":"not yet assigned""#),
                    package("Debian:11", "hats", specifics: #""urgency":"end-of-life""#),
                    package("Debian:12", "lamps", specifics: #""urgency":null"#),
                    OSVFixture.package("Debian:13", "hats", fixed: "3-1"),
                ]
            )
        )
        #expect(
            lines(content) == [
                "debian:12, DEBIAN-CVE-2026-0001 , free, hats affected, lamps affected",
                "debian:11, DEBIAN-CVE-2026-0001 , free, hats willNotFix",
                "debian:13, hats 3-1, free",
            ]
        )
        #expect(content.records[0].advisories[0].cves == ["CVE-2026-0001"])
    }

    @Test("an rpm distribution's advisory holds its fixes and what it has none for")
    func statesBinaries() throws {
        let content = try collected(
            OSVFixture.advisory(
                "RLSA-2026:1",
                [
                    package("Rocky Linux:9", "hats"),
                    OSVFixture.package("Rocky Linux:9", "lamps", fixed: "1-1.el9"),
                ]
            )
        )
        #expect(content.records.count == 1)
        #expect(content.records[0].binaries.map(\.name) == ["lamps"])
        #expect(
            content.records[0].affected
                == [AffectedPackage(name: "hats", isSource: false, answer: .affected)]
        )
    }

    @Test("live patches are counted, and not where there is no version")
    func countsLivePatches() throws {
        let specifics = #""ecosystem_specific":{"availability":"Livepatch subscription required"}"#
        let fixed = OSVFixture.package("Ubuntu:Pro:22.04:LTS", "linux", fixed: "5.15.0-9.1")
        let content = try collected(
            OSVFixture.advisory(
                "LSN-1-1",
                [
                    fixed.dropLast() + ",\(specifics)}",
                    OSVFixture.package("Ubuntu:Pro:22.04:LTS", "linux-b", fixed: "5.15.0-9.1"),
                    package("Ubuntu:Pro:24.04:LTS", "linux").dropLast() + ",\(specifics)}",
                ]
            )
        )
        #expect(
            content.remarks == ["Live patches of a kernel, taken as the version that fixes it: 1."]
        )
    }

    @Test("every fact changes the digest")
    func digestsFacts() throws {
        let free = OSVFixture.package("Ubuntu:22.04:LTS", "lamps", fixed: "1-1")
        let paid = OSVFixture.package("Ubuntu:Pro:22.04:LTS", "lamps", fixed: "1-1")
        let texts = [
            [free], [paid], [free, package("Ubuntu:24.04:LTS", "lamps")],
            [free, package("Ubuntu:24.04:LTS", "hats")],
            [free, package("Ubuntu:22.04:LTS", "hats")],
            [free, package("Ubuntu:Pro:20.04:LTS", "hats")],
        ]
        let digests = try texts.map { try collected(OSVFixture.advisory("USN-1-1", $0)).digest }
        #expect(Set(digests).count == texts.count)
        let answers = try ["end-of-life", "low"].map { urgency in
            let element = package("Debian:12", "hats", specifics: #""urgency":"\#(urgency)""#)
            return try collected(OSVFixture.advisory("DEBIAN-CVE-2026-1", [element])).digest
        }
        #expect(answers[0] != answers[1])
    }
}
