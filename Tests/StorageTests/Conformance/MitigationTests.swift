// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct MitigationTests {
        @Test("a mitigation comes back as it was stored, full or bare", arguments: Backend.all)
        func keepsEverything(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let full = World.mitigation("größer")
                let bare = changed(World.mitigation("klein")) {
                    $0.content.verification = nil
                    $0.content.undo = nil
                    $0.content.summary = ""
                    $0.content.effect = .mitigate
                }
                try await store.write { transaction in
                    try transaction.put(full)
                    try transaction.put(bare)
                }
                #expect(try await store.read { try $0.mitigation(full.id) } == full)
                #expect(try await store.read { try $0.mitigation(bare.id) } == bare)
            }
        }

        @Test(
            "one of the same name in a tenant is replaced, elsewhere it is another",
            arguments: Backend.all
        )
        func replaces(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let first = World.mitigation("a")
                let second = changed(first) {
                    $0.content.cves = ["CVE-2026-0001"]
                    $0.content.apply.text = "other"
                    $0.writtenBy = "local:ada"
                    $0.writtenAt = World.now + .seconds(1)
                }
                let elsewhere = World.mitigation("a", of: World.stranger)
                #expect(first.id == second.id && first.id != elsewhere.id)
                for one in [first, second, elsewhere] {
                    try await store.write { try $0.put(one) }
                }
                #expect(try await store.read { try $0.mitigation(first.id) } == second)
                #expect(
                    try await store.read { try $0.mitigations(in: World.stranger.path) }
                        == [elsewhere]
                )
            }
        }

        @Test("mitigations are listed by name, those of a path alone", arguments: Backend.all)
        func lists(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                try await store.write { transaction in
                    try transaction.put(World.mitigation("c"))
                    try transaction.put(World.mitigation("b", of: World.root))
                    try transaction.put(World.mitigation("a", of: World.stranger))
                }
                try await store.read { transaction throws in
                    let list = { try transaction.mitigations(in: $0).map(\.name) }
                    #expect(try list(World.root.path) == ["a", "b", "c"])
                    #expect(try list(World.customer.path) == ["c"])
                    #expect(try list(World.stranger.path) == ["a"])
                }
            }
        }

        @Test("a mitigation goes once and for all", arguments: Backend.all)
        func deletes(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let one = World.mitigation("a")
                let other = World.mitigation("b")
                try await store.write { transaction in
                    try transaction.put(one)
                    try transaction.put(other)
                    try transaction.deleteMitigation(one.id)
                    try transaction.deleteMitigation(one.id)
                }
                #expect(try await store.read { try $0.mitigation(one.id) } == nil)
                #expect(try await store.read { try $0.mitigations(in: World.root.path) } == [other])
            }
        }
    }
}
