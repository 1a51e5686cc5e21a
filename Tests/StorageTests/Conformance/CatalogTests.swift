// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct CatalogTests {
        @Test("an import is a numbered revision of its feed", arguments: Backend.all)
        func numbersRevisions(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let content = changed(World.content("dsa", "d1", [World.record("redis")])) {
                    $0.publishedAt = World.now - .seconds(60)
                    $0.validUntil = World.now + .seconds(60)
                    $0.signedBy = "Schlüssel 0x1"
                    $0.remarks = ["Zeile 17 ausgelassen", ""]
                }
                let outcome = try await store.write { try $0.replace(content, at: World.now) }
                try await importing("dla", "x", [], into: store)
                try await importing("dsa", "d2", [World.record("redis")], into: store)

                #expect(!outcome.isUnchanged)
                let first = outcome.revision
                #expect(first.number == 1 && first.digest == "d1" && first.feed == "dsa")
                #expect(first.source == "file:dsa" && first.importedAt == World.now)
                #expect(first.publishedAt == content.publishedAt)
                #expect(first.validUntil == content.validUntil)
                #expect(first.signedBy == content.signedBy && first.remarks == content.remarks)
                #expect(first.patchCount == 1)
                try await store.read { transaction throws in
                    let all = try transaction.revisions(feed: "dsa", limit: 9)
                    #expect(all.map(\.number) == [2, 1])
                    #expect(all.last == first)
                    #expect(try transaction.revisions(feed: "dsa", limit: 1) == [all[0]])
                    #expect(try transaction.revisions(feed: "dsa", limit: -1) == [])
                    #expect(try transaction.currentRevision(feed: "dsa") == all[0])
                    #expect(try transaction.currentRevision(feed: "osv") == nil)
                    let current = try transaction.currentRevisions()
                    #expect(current.map(\.feed) == ["dla", "dsa"])
                    #expect(current.map(\.number) == [1, 2])
                }
            }
        }

        @Test("the same content again writes nothing", arguments: Backend.all)
        func skipsSameContent(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let first = try await importing("dsa", "d1", [World.record("redis")], into: store)
                let signal = try await store.changeSignal()
                let again = try await importing("dsa", "d1", [World.record("other")], into: store)
                #expect(
                    again
                        == ImportOutcome(
                            revision: first.revision,
                            isUnchanged: true,
                            added: 0,
                            changed: 0,
                            withdrawn: 0
                        )
                )
                #expect(try await store.changeSignal() == signal)
                let older = try await importing("dsa", "d0", [World.record("redis")], into: store)
                let back = try await importing("dsa", "d1", [World.record("redis")], into: store)
                #expect([older, back].map(\.isUnchanged) == [false, false])
                #expect(back.revision.number == 3)
            }
        }

        @Test("records are added, changed, withdrawn and named again", arguments: Backend.all)
        func tellsDifferences(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let (a, b, c) = (World.record("a"), World.record("b"), World.record("c"))
                let b2 = World.record("b", title: "neu")
                let steps: [(records: [PatchRecord], counts: [Int], state: [String: [Int64?]])] = [
                    ([a, b], [2, 0, 0], ["a": [1, nil], "b": [1, nil]]),
                    ([a, b2], [0, 1, 0], ["a": [1, nil], "b": [2, nil]]),
                    ([b2], [0, 0, 1], ["a": [1, 3], "b": [2, nil]]),
                    ([b2, c], [1, 0, 0], ["a": [1, 3], "b": [2, nil], "c": [4, nil]]),
                    ([a, b2, c], [1, 0, 0], ["a": [5, nil], "b": [2, nil], "c": [4, nil]]),
                    ([], [0, 0, 3], ["a": [5, 6], "b": [2, 6], "c": [4, 6]]),
                    ([b], [1, 0, 0], ["a": [5, 6], "b": [7, nil], "c": [4, 6]]),
                ]
                for (position, step) in steps.enumerated() {
                    let outcome = try await importing(
                        "f",
                        "digest \(position)",
                        step.records,
                        into: store
                    )
                    #expect([outcome.added, outcome.changed, outcome.withdrawn] == step.counts)
                    let stored = try await records(of: store)
                    let state = Dictionary(
                        uniqueKeysWithValues: stored.map {
                            ($0.record.source, [$0.feed.revision, $0.withdrawnBy])
                        }
                    )
                    #expect(state == step.state, "step \(position)")
                }
                let last = try await records(of: store).first { $0.record.source == "b" }
                #expect(last?.record == b)
            }
        }

        @Test("records come by patch and feed, and by revision", arguments: Backend.all)
        func ordersRecords(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let (a, b, c) = (
                    World.record("a", title: "A"), World.record("b"),
                    World.record("c", binaries: ["c-bin"], advisories: ["DSA-1"])
                )
                try await importing("z", "1", [a, b], into: store)
                try await importing("y", "1", [c, a], into: store)
                try await importing("z", "2", [b, c], into: store)
                let stored = try await records(of: store)
                let expected = [(a, "y"), (a, "z"), (b, "z"), (c, "y"), (c, "z")].sorted {
                    ($0.0.patch, $0.1) < ($1.0.patch, $1.1)
                }
                #expect(stored.map(\.record) == expected.map(\.0))
                #expect(stored.map(\.feed.feed) == expected.map(\.1))
                try await store.read { transaction throws in
                    let first = try transaction.patchRecords(feed: "z", revision: 1)
                    #expect(Set(first.map(\.record.source)) == ["a", "b"])
                    let second = try transaction.patchRecords(feed: "z", revision: 2)
                    #expect(Set(second.map(\.record.source)) == ["a", "c"])
                    #expect(second.first { $0.withdrawnBy == 2 }?.record == a)
                    #expect(try transaction.patchRecords(feed: "z", revision: 3) == [])
                    #expect(try transaction.patchRecords(feed: "x", revision: 1) == [])
                }
            }
        }

        @Test("a patch that a feed names twice is one record", arguments: Backend.all)
        func mergesDuplicates(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let parts = [
                    World.record("a", binaries: ["a-bin"]), World.record("b"),
                    World.record("a", binaries: ["a-doc"], advisories: ["DSA-1"]),
                ]
                let outcome = try await importing("f", "1", parts, into: store)
                #expect(outcome.added == 2 && outcome.revision.patchCount == 2)
                let whole = World.record(
                    "a",
                    binaries: ["a-bin", "a-doc"],
                    advisories: ["DSA-1"]
                )
                let stored = try await records(of: store).map(\.record)
                #expect(stored.contains(whole) && stored.count == 2)
                let again = try await importing("f", "2", [parts[1], whole], into: store)
                #expect([again.added, again.changed, again.withdrawn] == [0, 0, 0])
            }
        }

        @Test("what the body throws ends the records", arguments: Backend.all)
        func stopsStreaming(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                try await importing("f", "1", ["a", "b"].map { World.record($0) }, into: store)
                await #expect(throws: CancellationError.self) {
                    try await store.read { transaction throws in
                        try transaction.patchRecords { _ in throw CancellationError() }
                    }
                }
                #expect(try await records(of: store).count == 2)
            }
        }

        @Test("a record may be looked at while others are read", arguments: Backend.all)
        func nestsReading(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                try await importing(
                    "f",
                    "1",
                    ["a", "b", "c"].map { World.record($0) },
                    into: store
                )
                let pairs = try await store.read { transaction throws in
                    var pairs: [[String]] = []
                    try transaction.patchRecords { outer in
                        try transaction.patchRecords { inner in
                            pairs.append([outer.record.source, inner.record.source])
                        }
                    }
                    return pairs
                }
                #expect(Set(pairs).count == 9 && pairs.count == 9)
            }
        }

        @Test("an import needs an organisation", arguments: Backend.all)
        func needsRoot(backend: Backend) async throws {
            try await backend.withStore { store async throws in
                await #expect(throws: DomainError(.notReady)) {
                    try await importing("f", "1", [World.record("a")], into: store)
                }
            }
        }

        @discardableResult
        private func importing(
            _ feed: String,
            _ digest: String,
            _ records: [PatchRecord],
            into store: any Store
        ) async throws -> ImportOutcome {
            let content = World.content(feed, digest, records)
            return try await store.write { try $0.replace(content, at: World.now) }
        }

        private func records(of store: any Store) async throws -> [StoredPatchRecord] {
            try await store.read { transaction throws in
                var records: [StoredPatchRecord] = []
                try transaction.patchRecords { records.append($0) }
                return records
            }
        }
    }
}
