// SPDX-License-Identifier: Apache-2.0

import Domain
import Fleet
import Foundation
import Server
import Testing

@testable import Services

@Suite struct DifferenceTextTests {
    private let difference: CatalogDifference
    private let empty: CatalogDifference

    /// The security feed of the sample: openssl 3.0.3 is new, 3.0.2 is described otherwise.
    init() throws {
        let view = SampleFleet.view
        let revision = try #require(
            view.snapshot.catalogue.revisions.first { $0.feed == "security" }
        )
        let rows: [(CatalogDifference.Kind, String, Int)] = [
            (.added, "openssl 3.0.3", 12), (.changed, "openssl 3.0.2", 7),
            (.withdrawn, "zlib 1.3", 0),
        ]
        let lines = try rows.map { kind, name, count in
            CatalogDifference.Line(
                kind: kind,
                patch: try #require(view.snapshot.catalogue.ordered.first { $0.name == name }),
                deviceCount: count
            )
        }
        difference = CatalogDifference(revision: revision, lines: lines, newlyAffected: 12)
        empty = CatalogDifference(revision: revision, lines: [], newlyAffected: 0)
    }

    @Test("people get the counts and a table")
    func writesTable() {
        #expect(
            DifferenceText(difference).table(limit: 10) == """
                security, revision 1 of 2023-11-14T22:13:20Z: 1 added, 1 changed, 1 withdrawn; \
                12 devices lack an added patch

                change     devices  patch          release    advisories
                ─────────  ───────  ─────────────  ─────────  ──────────
                added           12  openssl 3.0.3  debian:12  DSA-2
                changed          7  openssl 3.0.2  debian:12  DSA-1
                withdrawn        0  zlib 1.3       debian:12
                """
        )
    }

    @Test("a long table is cut, and says how much is left")
    func cutsTable() {
        let lines = DifferenceText(difference).table(limit: 1).split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines.last == "… and 2 more")
        #expect(!DifferenceText(difference).table(limit: 3).contains("more"))
    }

    @Test("a revision that changed nothing is one sentence")
    func writesNothing() {
        #expect(
            DifferenceText(empty).table(limit: 10)
                == "security, revision 1 of 2023-11-14T22:13:20Z: 0 added, 0 changed, "
                + "0 withdrawn; 0 devices lack an added patch"
        )
        #expect(DifferenceText(empty).lines.isEmpty)
    }

    @Test("programs get a line for each patch, with these members")
    func writesLines() throws {
        let objects = try DifferenceText(difference).lines.map { line in
            try #require(
                try JSONSerialization.jsonObject(with: JSONEncoder().encode(line))
                    as? [String: Any]
            )
        }
        #expect(objects.count == 3)
        let first = objects[0]
        #expect(
            first.keys.sorted() == [
                "advisories", "change", "devices", "feed", "name", "number", "patch", "revision",
                "stream",
            ]
        )
        #expect(first["change"] as? String == "added" && first["feed"] as? String == "security")
        #expect(first["revision"] as? Int == 1 && first["devices"] as? Int == 12)
        #expect(first["name"] as? String == "openssl 3.0.3")
        #expect(first["stream"] as? String == "debian:12")
        #expect(first["advisories"] as? [String] == ["DSA-2"])
        let patch = difference.lines[0].patch
        #expect(first["patch"] as? String == patch.id.description)
        #expect(first["number"] as? Int64 == patch.number)
        #expect(
            objects.compactMap { $0["change"] as? String } == ["added", "changed", "withdrawn"]
        )
    }
}
