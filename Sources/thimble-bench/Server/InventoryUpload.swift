// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import Fleet
import Foundation
import Services

/// One inventory as a machine sends it.
struct InventoryUpload: Sendable {
    let device: Device.Identity
    let bytes: Data
    let digest: String
    private let path: TenantPath

    init(_ inventory: Inventory, of device: Device) throws {
        self.device = device.id
        path = device.path
        bytes = try inventory.canonicalBytes()
        digest = Hex.sha256(bytes)
    }

    /// Gives the inventory to the services, as the server does it, and makes sure that readers see
    /// it now.
    func send(to services: Services) async throws {
        let agent = Principal(actor: .agent(device), scope: path, permissions: [])
        try await services.agents.storeInventory(bytes, digest: digest, by: agent)
        guard services.index.snapshot.devices[device]?.device.inventoryDigest == digest else {
            throw DomainError(.internalFault, subject: "readers do not see the change of \(device)")
        }
    }
}
