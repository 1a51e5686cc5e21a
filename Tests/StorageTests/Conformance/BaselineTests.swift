// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct BaselineTests {
        private let patches = (0..<130).map { World.record("p\($0)").patch }
        private let rules = [
            BaselineRule(key: .severity, relation: .notEquals, value: "kritisch ☂"),
            BaselineRule(key: .query, relation: .equals, value: #"name: "a" or cve: *"#),
        ]

        @Test("static and rule-driven baselines come back whole, by number", arguments: Backend.all)
        func keeps(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let fixed = World.baseline(9, .patches(Set(patches)))
                let driven = World.baseline(3, of: World.stranger, .rules(rules))
                let empty = changed(World.baseline(5)) { $0.isActive = true }
                try await store.write { transaction throws in
                    for one in [fixed, driven, empty] { try transaction.insert(one) }
                }
                try await store.read { transaction throws in
                    let root = World.root.path
                    #expect(try transaction.baselines(in: root) == [driven, empty, fixed])
                    let below = try transaction.baselines(in: World.customer.path)
                    #expect(below == [empty, fixed])
                    for one in [fixed, driven, empty] {
                        #expect(try transaction.baseline(one.id) == one)
                    }
                    #expect(try transaction.baseline(World.baseline(1).id) == nil)
                }
            }
        }

        @Test("a baseline is changed in everything that may change", arguments: Backend.all)
        func changes(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let first = World.baseline(1, .patches(Set(patches.prefix(100))))
                let next = changed(first) {
                    $0.name = "neu"
                    $0.summary = ""
                    $0.isActive = true
                    $0.updatedBy = "user:ada"
                    $0.updatedAt = World.now + .seconds(9)
                    $0.content = .patches(Set(patches.suffix(100)))
                }
                let driven = changed(next) { $0.content = .rules(rules) }
                try await store.write { transaction throws in
                    try transaction.insert(first)
                    for one in [next, driven, first] {
                        try transaction.update(one)
                        #expect(try transaction.baseline(first.id) == one)
                    }
                }
            }
        }

        @Test("a name is given once in a tenant", arguments: Backend.all)
        func refusesTakenNames(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let first = World.baseline(1, name: "März")
                let second = World.baseline(2, name: "April")
                try await store.write { transaction throws in
                    try transaction.insert(first)
                    try transaction.insert(second)
                    try transaction.insert(World.baseline(3, of: World.stranger, name: "März"))
                    #expect(throws: DomainError(.baselineNameTaken)) {
                        try transaction.insert(World.baseline(4, name: "März"))
                    }
                    #expect(throws: DomainError(.baselineNameTaken)) {
                        try transaction.update(changed(second) { $0.name = "März" })
                    }
                    #expect(throws: DomainError(.baselineNotFound)) {
                        try transaction.update(World.baseline(5))
                    }
                    // Its own name is free for itself, and the transaction goes on.
                    try transaction.update(changed(first) { $0.isActive = true })
                }
                let names = try await store.read { transaction in
                    try transaction.baselines(in: World.site.path).map(\.name)
                }
                #expect(names == ["März", "April"])
            }
        }

        @Test("a removed baseline is gone from its compliances as well", arguments: Backend.all)
        func deletes(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let gone = World.baseline(1, .patches(Set(patches)))
                let stays = World.baseline(2)
                let compliance = changed(World.compliance(1)) {
                    $0.baselines = [gone.id, stays.id]
                }
                try await store.write { transaction throws in
                    try transaction.insert(gone)
                    try transaction.insert(stays)
                    try transaction.insert(compliance)
                    try transaction.deleteBaseline(gone.id)
                    try transaction.deleteBaseline(World.baseline(7).id)
                    #expect(try transaction.baselines(in: World.root.path) == [stays])
                    let found = try transaction.compliance(compliance.id)
                    #expect(found?.baselines == [stays.id])
                    // Its name is free again, and nothing of its patches is left.
                    try transaction.insert(gone)
                }
            }
        }
    }
}
