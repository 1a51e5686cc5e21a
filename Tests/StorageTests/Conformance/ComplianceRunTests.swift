// SPDX-License-Identifier: Apache-2.0
import Domain
import Storage
import Testing

extension StoreConformance {
    @Suite struct ComplianceRunTests {
        private let compliance = World.compliance(1)
        private let other = World.compliance(2)

        private func result(
            _ device: Int64,
            compliant: Int = 0,
            missing: [String] = [],
            unknown: Int = 0,
            reason: Finding.Reason? = nil
        ) -> ComplianceResult {
            ComplianceResult(
                baseline: World.baseline(1).id,
                device: World.device(device).id,
                compliant: compliant,
                missing: missing.map { World.record($0).patch },
                unknown: unknown,
                reason: reason
            )
        }

        private func insertCompliances(_ transaction: any StoreTransaction) throws {
            try transaction.insert(compliance)
            try transaction.insert(other)
        }

        @Test(
            "a run comes back with its results, and its summary with their totals",
            arguments: Backend.all
        )
        func keeps(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                let run = World.run(
                    4,
                    of: compliance,
                    results: [
                        result(1, compliant: 7), result(2, missing: ["redis", "nginx"]),
                        result(3, unknown: 2, reason: .inventoryStale), result(4, missing: ["a"]),
                    ]
                )
                try await store.write { transaction throws in
                    try insertCompliances(transaction)
                    try transaction.insert(run, keeping: 50)
                }
                try await store.read { transaction throws in
                    #expect(try transaction.complianceRun(run.id) == run)
                    #expect(try transaction.lastComplianceRun(of: compliance.id) == run)
                    #expect(try transaction.lastComplianceRun(of: other.id) == nil)
                    let summary = ComplianceRunSummary(
                        id: run.id,
                        number: 4,
                        at: run.at,
                        by: run.by,
                        totals: ComplianceTotals(compliant: 1, missing: 2, unknown: 1)
                    )
                    let runs = try transaction.complianceRuns(of: compliance.id, limit: 50)
                    #expect(runs == [summary])
                }
            }
        }

        @Test(
            "the newest runs are kept, of each compliance apart, and listed newest first",
            arguments: Backend.all
        )
        func forgetsOldRuns(backend: Backend) async throws {
            try await backend.withTenants { store async throws in
                try await store.write { transaction throws in
                    try insertCompliances(transaction)
                    try transaction.insert(World.run(1, of: other), keeping: 3)
                    for number in 2...7 {
                        try transaction.insert(
                            World.run(Int64(number), of: compliance),
                            keeping: 3
                        )
                    }
                }
                try await store.read { transaction throws in
                    let runs = try transaction.complianceRuns(of: compliance.id, limit: 50)
                    #expect(runs.map(\.number) == [7, 6, 5])
                    let two = try transaction.complianceRuns(of: compliance.id, limit: 2)
                    #expect(two.map(\.number) == [7, 6])
                    #expect(try transaction.complianceRuns(of: compliance.id, limit: -1) == [])
                    let others = try transaction.complianceRuns(of: other.id, limit: 50)
                    #expect(others.map(\.number) == [1])
                    #expect(try transaction.lastComplianceRun(of: compliance.id)?.number == 7)
                }
            }
        }
    }
}
