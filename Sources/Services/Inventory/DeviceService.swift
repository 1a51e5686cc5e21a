// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
package import Domain
import Foundation

/// Devices without agents, groups, sites and enrolment tokens.
package struct DeviceService: Sendable {
    /// The site that devices belong to where nobody names one.
    package static let defaultSiteName = "Local Office"
    /// How long an enrolment token serves.
    package static let enrolmentLifetime: Duration = .seconds(7 * 86_400)

    private let environment: ServiceEnvironment

    init(_ environment: ServiceEnvironment) { self.environment = environment }

    /// Makes a token with which one machine can enrol, into a site and a group that are made where
    /// they do not exist.
    package func makeEnrolmentToken(
        site: String?,
        group: String?,
        by principal: Principal
    ) async throws -> String {
        try principal.require(.manageDevices)
        let environment = environment
        let secret = environment.random.secret()
        return try await environment.change(by: principal) { transaction, now, audit in
            let tree = TenantTree(transaction, environment.random)
            let tenant = try tree.site(named: site ?? Self.defaultSiteName, in: principal.scope)
            var credential = Credential(
                id: Credential.Identity(environment.random.uuid()),
                tenant: tenant.id,
                kind: .enrolment,
                dialect: "agent",
                secretHash: AccessService.hash(secret),
                scope: "",
                createdAt: now,
                expiresAt: now + Self.enrolmentLifetime
            )
            if let group { credential.group = try tree.group(named: group).id }
            try transaction.insert(credential)
            try audit.record(
                "enrolment.make_token",
                subject: tenant.name,
                detail: group ?? "",
                tenant: tenant.id
            )
            return secret
        }
    }

    /// Adds devices without agents, or replaces their inventories; all of them or none.
    ///
    /// - Throws: ``DomainError/Code/deviceNameTaken`` for the name of a device with an agent.
    package func importDevices(
        _ devices: [ImportedDevice],
        by principal: Principal
    ) async throws -> (added: Int, updated: Int) {
        try principal.require(.manageDevices)
        let environment = environment
        return try await environment.change(by: principal) { transaction, now, audit in
            let site = try TenantTree(transaction, environment.random).site(
                named: Self.defaultSiteName,
                in: principal.scope
            )
            var counts = (added: 0, updated: 0)
            for imported in devices {
                let bytes = try imported.inventory.canonicalBytes()
                let digest = Hex.sha256(bytes)
                try transaction.insertInventory(digest: digest, bytes: bytes, at: now)
                let known = try transaction.device(named: imported.name, site: site.id)
                guard known?.agentKey == nil else {
                    throw DomainError(
                        .deviceNameTaken,
                        subject: imported.name,
                        hint: "this device has an agent, which reports its inventory itself"
                    )
                }
                var device =
                    try known
                    ?? Device(
                        id: Device.Identity(environment.random.uuid()),
                        number: transaction.nextNumber(of: "device"),
                        site: site.id,
                        path: site.path,
                        name: imported.name,
                        facts: DeviceFacts(hostName: imported.name),
                        enrolledAt: now,
                        agentKey: nil
                    )
                device.stream = Stream(rawValue: imported.inventory.stream)
                device.inventoryDigest = digest
                device.scannedAt = now
                if known == nil {
                    try transaction.insert(device)
                    counts.added += 1
                } else {
                    try transaction.update(device)
                    counts.updated += 1
                }
                try transaction.append(.device(device.id))
            }
            try audit.record(
                "device.import",
                subject: site.name,
                detail: "\(counts.added) added, \(counts.updated) updated",
                tenant: site.id
            )
            return counts
        }
    }
}

/// A device without an agent, as a file describes it.
package struct ImportedDevice: Sendable {
    /// Its name.
    package var name: String
    /// What is installed on it.
    package var inventory: Inventory

    /// Makes a device.
    package init(name: String, inventory: Inventory) {
        self.name = name
        self.inventory = inventory
    }
}
