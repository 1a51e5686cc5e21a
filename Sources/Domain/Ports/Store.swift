// SPDX-License-Identifier: Apache-2.0

/// The database: short transactions over all areas, on whatever engine.
///
/// Safe for concurrent use. A write that returned is on disk: it survives the end of the process
/// by any means. Errors arrive as ``DomainError``; what the body throws is passed through, and
/// then nothing of the transaction stays.
package protocol Store: Sendable {
    /// Runs a body on one consistent state of the database, which it cannot change.
    func read<Result: Sendable>(
        _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
    ) async throws -> Result

    /// Runs a body that changes the database, all of it or nothing; one at a time.
    func write<Result: Sendable>(
        _ body: @escaping @Sendable (any StoreTransaction) throws -> Result
    ) async throws -> Result

    /// Closes the database; every later call fails.
    func close() async throws
}

/// All areas within one transaction; the body must not keep it.
package protocol StoreTransaction: TenantStore, AccessStore, DeviceStore, GroupStore,
    InventoryStore, CatalogStore, ApprovalStore, BaselineStore, ComplianceStore, DeploymentStore,
    DeploymentPolicyStore, ReportStore, MitigationStore, AuditStore, ChangeStore,
    SequenceStore
{}
