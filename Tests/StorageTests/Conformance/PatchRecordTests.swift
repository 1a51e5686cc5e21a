// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct PatchRecordTests {
        @Test("the first import of a record is kept whatever follows", arguments: Backend.all)
        func keepsFirstImport(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let (a, b) = (World.record("a"), World.record("b"))
                let a2 = World.record("a", title: "neu")
                let imports: [[PatchRecord]] = [[a], [a2, b], [b], [a, b], [a2]]
                for (position, records) in imports.enumerated() {
                    let content = World.content("f", "\(position)", records)
                    let at = World.now + .seconds(position)
                    _ = try await store.write { try $0.replace(content, at: at) }
                }
                let other = World.content("g", "1", [a])
                _ = try await store.write { try $0.replace(other, at: World.now + .seconds(60)) }
                let stored = try await store.read { try $0.patchRecords(of: [a.patch, b.patch]) }
                let times = Dictionary(
                    uniqueKeysWithValues: stored.map {
                        ("\($0.record.source) \($0.feed.feed)", $0.firstImportedAt)
                    }
                )
                let expected: [String: Timestamp?] = [
                    "a f": World.now, "b f": World.now + .seconds(1),
                    "a g": World.now + .seconds(60),
                ]
                #expect(times == expected)
                #expect(try await Self.all(in: store) == stored)
                let last = try await store.read { try $0.patchRecords(feed: "f", revision: 5) }
                #expect(last.map(\.firstImportedAt).allSatisfy { $0 != nil } && last.count == 2)
            }
        }

        @Test("the records of some patches come by patch and feed", arguments: Backend.all)
        func findsByPatch(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let records = (0..<700).map { World.record("quelle-\($0)") }
                let contents = [
                    World.content("z", "1", records), World.content("y", "1", [records[3]]),
                    World.content("z", "2", Array(records.dropFirst())),
                ]
                try await store.write { transaction throws in
                    for content in contents { _ = try transaction.replace(content, at: World.now) }
                }
                let all = try await Self.all(in: store)
                let unknown = World.record("nirgends").patch
                for count in [0, 1, 2, 3, 255, 256, 257, 513, 700] {
                    let wanted = Set(records.prefix(count).map(\.patch))
                    let found = try await store.read { transaction throws in
                        try transaction.patchRecords(of: wanted.union([unknown]))
                    }
                    #expect(found == all.filter { wanted.contains($0.record.patch) }, "\(count)")
                    #expect(found.count == count + (count > 3 ? 1 : 0))
                    #expect(found.count { $0.withdrawnBy == 2 } == min(count, 1))
                }
                #expect(try await store.read { try $0.patchRecords(of: []) } == [])
            }
        }

        @Test("a record comes back whole", arguments: Backend.all)
        func keepsMembers(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let whole = changed(
                    World.record(
                        "a",
                        title: "„Titel“ \\ / \u{1}",
                        binaries: ["b"],
                        advisories: ["DSA-1"]
                    )
                ) {
                    $0.origin = PatchOrigin(
                        origin: "Debian",
                        label: "Debian",
                        suite: "stable",
                        codename: "bookworm",
                        component: "main",
                        willingness: .upgradesOnly
                    )
                    $0.phasedPercentage = 20
                    $0.severity = .critical
                    $0.classification = .backport
                    $0.supersedes = ["KB1", "KB2"]
                    $0.affected = [AffectedPackage(name: "c", isSource: true, answer: .willNotFix)]
                    $0.subscription = "Ubuntu Pro"
                    $0.needsReboot = false
                }
                let content = World.content("f", "1", [whole, World.record("leer")])
                _ = try await store.write { try $0.replace(content, at: World.now) }
                let stored = try await store.read { try $0.patchRecords(of: [whole.patch]) }
                #expect(stored.map(\.record) == [whole])
                #expect(try await Self.all(in: store).map(\.record).contains(content.records[1]))
            }
        }

        private static func all(in store: any Store) async throws -> [StoredPatchRecord] {
            try await store.read { transaction throws in
                var records: [StoredPatchRecord] = []
                try transaction.patchRecords { records.append($0) }
                return records
            }
        }
    }
}
