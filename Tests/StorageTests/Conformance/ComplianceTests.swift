// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct ComplianceTests {
        private func full(_ number: Int64, of tenant: Tenant = World.site) -> Compliance {
            changed(World.compliance(number, of: tenant)) {
                $0.baselines = [World.baseline(1).id, World.baseline(2).id]
                $0.devices = Set((0..<70).map { World.device($0).id })
                $0.groups = [World.group(1, name: "a").id]
            }
        }

        @Test("compliances come back with all that is assigned, by number", arguments: Backend.all)
        func keeps(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let late = full(9)
                let early = full(2, of: World.stranger)
                let empty = World.compliance(4)
                try await store.write { transaction throws in
                    for one in [late, early, empty] { try transaction.insert(one) }
                }
                try await store.read { transaction throws in
                    let all = try transaction.compliances(in: World.root.path)
                    #expect(all == [early, empty, late])
                    let below = try transaction.compliances(in: World.customer.path)
                    #expect(below == [empty, late])
                    #expect(try transaction.compliance(late.id) == late)
                    #expect(try transaction.compliance(World.compliance(1).id) == nil)
                }
            }
        }

        @Test("a compliance is changed in everything that may change", arguments: Backend.all)
        func changes(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let first = full(1)
                let next = changed(first) {
                    $0.name = "neu"
                    $0.summary = "warum"
                    $0.platform = .mac
                    $0.baselines = []
                    $0.devices = [World.device(500).id]
                    $0.updatedBy = "user:ada"
                    $0.updatedAt = World.now + .seconds(3)
                }
                try await store.write { transaction throws in
                    try transaction.insert(first)
                    try transaction.update(next)
                    #expect(try transaction.compliance(first.id) == next)
                    #expect(throws: DomainError(.complianceNotFound)) {
                        try transaction.update(full(2))
                    }
                }
            }
        }

        @Test("a removed compliance takes its runs along", arguments: Backend.all)
        func deletes(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let gone = full(1)
                let stays = full(2)
                let run = World.run(1, of: gone)
                try await store.write { transaction throws in
                    try transaction.insert(gone)
                    try transaction.insert(stays)
                    try transaction.insert(run, keeping: 50)
                    try transaction.insert(World.run(2, of: stays), keeping: 50)
                    try transaction.deleteCompliance(gone.id)
                    #expect(try transaction.compliances(in: World.root.path) == [stays])
                    #expect(try transaction.complianceRun(run.id) == nil)
                    #expect(try transaction.lastComplianceRun(of: stays.id)?.number == 2)
                }
            }
        }
    }
}
