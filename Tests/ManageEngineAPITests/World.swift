// SPDX-License-Identifier: Apache-2.0
import Crypto
import Domain
import Fleet
import Foundation
import Logging
import Services
import Storage
import TestSupport

/// A forge with five systems, nine patches and this face, on real services and a real database.
///
/// | system | agent | what is true of it |
/// |---|---|---|
/// | alder | yes | misses nearly everything; its facts are complete |
/// | birch | yes | enrolled ten days ago, in the office Annex; silent and never scanned since |
/// | cedar | no | has the hammer of the advisory: healthy |
/// | dogwood | no | runs a release that no feed covers |
/// | elm | no | misses an update that is not for security |
final class World: Sendable {
    let clock = SteppingClock()
    let services: Services
    let alder: Machine
    let birch: Machine
    private let directory: TemporaryDirectory
    private let store: SQLStore

    /// The one who sets everything up: someone at the data folder.
    static let owner = Principal(
        actor: .local(name: "smith"),
        scope: TenantPath(root: 1),
        permissions: Set(Permission.allCases)
    )

    /// Makes the forge.
    init() async throws {
        directory = try TemporaryDirectory(prefix: "forge")
        store = try SQLStore.open(path: directory.path("forge.sqlite"))
        let key = try Curve25519.Signing.PrivateKey(
            rawRepresentation: Data(repeating: 3, count: 32)
        )
        services = Services(
            ServiceEnvironment(
                store: store,
                clock: clock,
                random: SeededBytes(),
                index: FleetIndex(
                    store: store,
                    limits: FreshnessLimits(inventoryMaxAge: .seconds(30 * 86_400))
                ),
                orderKey: OrderKey(key),
                logger: Logger(label: "forge") { _ in SwiftLogNoOpLogHandler() }
            )
        )
        try await services.setup.makeTenants(organisation: "Forge")
        try await store.write { try Self.insertAdmin($0) }
        birch = try await Machine.enroll(named: "birch", site: "Annex", with: services, clock)
        clock.advance(by: .seconds(10 * 86_400))
        _ = try await services.catalog.importFeeds(WorldCatalogue.feeds, by: Self.owner)
        alder = try await Machine.enroll(
            named: "alder",
            group: "smiths",
            facts: WorldSystems.alderFacts,
            with: services,
            clock
        )
        try await alder.upload(WorldSystems.alderInventory)
        _ = try await services.devices.importDevices(WorldSystems.imported, by: Self.owner)
    }

    /// Adds the user whose clients call the face; hashing a password would take the longest of all,
    /// and nobody logs in with one here.
    private static func insertAdmin(_ transaction: any StoreTransaction) throws {
        guard let root = try transaction.rootTenant() else { return }
        try transaction.insert(
            User(
                id: ID(derivedFrom: "admin"),
                number: try transaction.nextNumber(of: "user"),
                tenant: root.id,
                name: "admin",
                passwordHash: "none",
                permissions: Set(Permission.allCases),
                createdAt: SteppingClock.start
            )
        )
    }

    /// Adds a customer without any system.
    func addCustomer(number: Int64) async throws {
        try await store.write { transaction in
            try transaction.insert(
                Tenant(
                    id: ID(derivedFrom: "customer \(number)"),
                    number: number,
                    kind: .customer,
                    name: "Customer \(number)",
                    path: TenantPath(root: 1).appending(number)
                )
            )
            try transaction.append(.structure)
        }
        try await services.index.refresh()
    }

    /// The number of a system.
    func number(of system: String) throws -> Int64 {
        try services.assessment.view(by: Self.owner).device(system).device.number
    }
}
