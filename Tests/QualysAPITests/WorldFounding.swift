// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Crypto
import Domain
import Foundation
import Services
import Storage
import TestSupport

/// How the first nursery came to be; every test gets a copy of its database.
enum WorldFounding {
    /// The bytes of the database.
    static func database() async throws -> Data {
        let directory = try TemporaryDirectory(prefix: "founding")
        let path = directory.path("nursery.sqlite")
        let store = try SQLStore.open(path: path)
        let clock = SteppingClock(at: SteppingClock.start + .seconds(-10 * 86_400))
        let services = try World.services(over: store, clock, seed: 7)
        try await services.setup.makeTenants(organisation: "Nursery")
        try await store.write { try insertAdmin($0) }
        try await settle(services, clock)
        try await store.close()
        return try Data(contentsOf: URL(fileURLWithPath: path))
    }

    /// Ten days: the machines come on the first, the feeds on the ninth, the scans on the last.
    private static func settle(_ services: Services, _ clock: SteppingClock) async throws {
        let alder = try await Machine.enroll(
            "alder",
            group: "smiths",
            facts: WorldSystems.alderFacts,
            services
        )
        let birch = try await Machine.enroll(
            "birch",
            site: "Workshop",
            group: "annex",
            facts: WorldSystems.birchFacts,
            services
        )
        let holly = try await Machine.enroll(
            "holly",
            group: "annex",
            facts: WorldSystems.hollyFacts,
            services
        )
        clock.advance(by: .seconds(8 * 86_400))
        _ = try await services.catalog.importFeeds(WorldCatalogue.feeds, by: World.owner)
        try await services.approvals.decide(
            .approved,
            patches: [WorldCatalogue.hammer.patch],
            by: World.owner
        )
        clock.move(to: SteppingClock.start + .seconds(-3_600))
        _ = try await services.devices.importDevices(WorldSystems.imported, by: World.owner)
        try await alder.upload(WorldSystems.alder)
        try await birch.upload(WorldSystems.birch)
        try await holly.upload(WorldSystems.holly)
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
                name: SetupService.adminName,
                passwordHash: "none",
                permissions: Set(Permission.allCases),
                createdAt: SteppingClock.start + .seconds(-10 * 86_400)
            )
        )
    }
}
