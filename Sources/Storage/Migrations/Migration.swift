// SPDX-License-Identifier: Apache-2.0
import Domain

/// One step of the schema's history; once released it never changes.
struct Migration: Sendable {
    /// The position in the history, from 1 without gaps.
    let number: Int64
    /// What it does: `create_tenants`.
    let name: String
    /// Its statements, with the engine's types left open.
    let statements: [String]

    /// What tells one form of the statements from another: a UUID made of their SHA-256.
    var checksum: String {
        ID<Migration>(derivedFrom: statements.joined(separator: ";\n")).description
    }

    /// The name as it is shown: `0001_create_tenants`.
    var title: String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "_" + name
    }
}

extension Migration {
    /// The whole history, oldest first.
    static let all: [Migration] = [
        createTenants, createInventory, createAccess, createCatalog, createDeployments,
        createAuditLog, createChangeLog, numberPackages, dateInstallations, runDeployments,
        createPolicies, createDeploymentPolicies, createReports, createMitigations,
    ]
}
