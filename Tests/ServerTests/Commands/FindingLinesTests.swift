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
    }

    private let view = SampleFleet.view

    private func lines(_ name: String, states: Set<Finding.State> = []) throws -> [Line] {
        let bytes = FindingLines(view, states: states).json(try view.device(name))
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.isEmpty || text.hasSuffix("\n"))
        return try text.split(separator: "\n").map {
            try JSONDecoder().decode(Line.self, from: Data($0.utf8))
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
                "advisory", "classification", "current", "device", "exploited", "fixed",
                "installed", "offered", "package", "packages", "patch", "patch_number", "reason",
                "severity", "state", "stream", "superseded_by",
            ]
        )
        #expect((object["packages"] as? [[String: Any]])?.first?["older"] as? Bool == true)
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
