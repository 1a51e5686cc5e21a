// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Foundation
import Server
import Services
import Testing

@Suite struct FindingLinesTests {
    private struct Line: Decodable, Equatable {
        var device: String
        var stream: String?
        var patch: String?
        var advisory: String?
        var package: String?
        var installed: String?
        var fixed: String?
        var state: String
        var reason: String
        var current: Bool?
        var firstSeen: String?
    }

    private let view = SampleFleet.view

    private func lines(_ name: String, states: Set<Finding.State> = []) throws -> [Line] {
        let bytes = FindingLines(view, states: states).json(try view.device(name))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.isEmpty || text.hasSuffix("\n"))
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try text.split(separator: "\n").map {
            try decoder.decode(Line.self, from: Data($0.utf8))
        }
    }

    @Test("there is a line for each patch and advisory, with both versions")
    func writesLines() throws {
        let found = try lines("web-1").map { line in
            "\(line.advisory ?? "-") \(line.package ?? "") \(line.installed ?? "") "
                + "\(line.fixed ?? "") \(line.state) \(line.reason) \(line.current ?? false)"
        }
        #expect(
            found.sorted() == [
                "- zlib 1.2 1.3 missing binary_older true",
                "DSA-1 openssl 3.0.1 3.0.2 missing binary_older false",
                "DSA-2 openssl 3.0.1 3.0.3 missing binary_older true",
            ]
        )
        #expect(try lines("web-1").allSatisfy { $0.device == "web-1" && $0.stream == "debian:12" })
        let patches = Set(view.snapshot.catalogue.ordered.map(\.id.description))
        #expect(Set(try lines("web-1").compactMap(\.patch)) == patches)
    }

    @Test("a line is one JSON object with these members")
    func writesMembers() throws {
        let bytes = FindingLines(view, states: [.missing]).json(try view.device("web-1"))
        let line = try #require(
            String(decoding: bytes, as: UTF8.self).split(separator: "\n").first {
                $0.contains("DSA-1")
            }
        )
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        )
        #expect(
            object.keys.sorted() == [
                "advisory", "classification", "current", "device", "exploited", "first_seen",
                "fixed", "installed", "offered", "package", "packages", "patch", "patch_number",
                "reason", "severity", "state", "stream", "superseded_by",
            ]
        )
        #expect((object["packages"] as? [[String: Any]])?.first?["older"] as? Bool == true)
    }

    @Test("a line tells since when its finding could be known; null where nobody can tell")
    func writesFirstSeen() throws {
        let dates = try (lines("web-1") + lines("web-2")).map { line in
            "\(line.device) \(line.package ?? "") \(line.fixed ?? "") \(line.firstSeen ?? "-")"
        }
        #expect(
            dates.sorted() == [
                "web-1 openssl 3.0.2 2023-11-04T22:13:20Z", "web-1 openssl 3.0.3 -",
                "web-1 zlib 1.3 2023-10-15T22:13:20Z", "web-2 openssl 3.0.2 -",
                "web-2 openssl 3.0.3 -", "web-2 zlib 1.3 -",
            ]
        )
    }

    @Test(
        "only what was first seen long enough ago is written, and nothing without a date",
        arguments: [
            (0, ["3.0.2", "1.3"]), (10, ["3.0.2", "1.3"]), (11, ["1.3"]), (30, ["1.3"]), (31, []),
        ] as [(Int, [String])]
    )
    func filtersByAge(_ days: Int, _ versions: [String]) throws {
        let aged = FindingLines(view, firstSeenBy: view.now - .seconds(days * 86_400))
        for name in ["web-1", "web-2", "new", "noble"] {
            let device = try view.device(name)
            let rows = String(decoding: aged.text(device), as: UTF8.self).split(separator: "\n")
            let lines = String(decoding: aged.json(device), as: UTF8.self).split(separator: "\n")
            let expected = name == "web-1" ? versions : []
            #expect(rows.count == expected.count && lines.count == expected.count)
            for version in expected {
                #expect(rows.contains { $0.contains("-> \(version)") })
                #expect(lines.contains { $0.contains("\"fixed\":\"\(version)\"") })
            }
        }
    }

    @Test("a device of which nothing is known is one line, with the reason")
    func writesUnknown() throws {
        #expect(
            try lines("new") == [
                Line(device: "new", state: "unknown", reason: "never_scanned")
            ]
        )
        #expect(
            try lines("noble") == [
                Line(
                    device: "noble",
                    stream: "debian:12",
                    state: "unknown",
                    reason: "no_catalogue"
                )
            ]
        )
    }

    @Test("only the wanted states are written")
    func filtersStates() throws {
        #expect(try lines("web-1", states: [.installed]).isEmpty)
        #expect(try lines("web-1", states: [.missing, .held]).count == 3)
        #expect(try lines("web-2", states: [.installed]).count == 3)
        #expect(try lines("new", states: [.missing]).isEmpty)
        #expect(try lines("new", states: [.unknown]).count == 1)
    }

    @Test("people get a row for each patch")
    func writesText() throws {
        let text = { (name: String) in
            String(decoding: FindingLines(view).text(try view.device(name)), as: UTF8.self)
                .split(separator: "\n").map(String.init).sorted()
        }
        #expect(
            try text("web-1") == [
                "web-1  missing  openssl  3.0.1 -> 3.0.2  DSA-1  (superseded)",
                "web-1  missing  openssl  3.0.1 -> 3.0.3  DSA-2",
                "web-1  missing  zlib  1.2 -> 1.3",
            ]
        )
        #expect(try text("new") == ["new  unknown: never_scanned"])
    }
}
