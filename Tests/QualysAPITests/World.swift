// SPDX-License-Identifier: Apache-2.0
import Crypto
import Domain
import Fleet
import Foundation
import Logging
import Services
import Storage
import TestSupport

/// A nursery with six machines, fourteen patches and this face, on real services and a real
/// database.
///
/// | machine | agent | groups | what is true of it |
/// |---|---|---|---|
/// | alder | yes | smiths | Debian 12; misses nearly everything; its facts are complete |
/// | birch | yes | annex | Debian 12, in the site Workshop; misses the kernel and the tongs |
/// | cedar | no | | Debian 12, known by its source packages: healthy |
/// | dogwood | no | | runs a release that no feed covers |
/// | fir | no | | Windows Server 2022 without any update |
/// | holly | yes | annex | Windows Server 2022 with January's update and the runtime's |
///
/// What the patches are is said at ``WorldCatalogue``; the hammer is approved, nothing else is.
final class World: Sendable {
    let clock = SteppingClock()
    let services: Services
    let store: any Store
    private let directory: TemporaryDirectory

    /// The one who sets everything up: someone at the data folder.
    static let owner = Principal(
        actor: .local(name: "smith"),
        scope: TenantPath(root: 1),
        permissions: Set(Permission.allCases)
    )

    /// Makes a nursery of its own: a copy of the first one.
    init() async throws {
        directory = try TemporaryDirectory(prefix: "nursery")
        let path = directory.path("nursery.sqlite")
        try await Self.founded.value.write(to: URL(fileURLWithPath: path))
        let store = try SQLStore.open(path: path)
        self.store = store
        services = try Self.services(over: store, clock, seed: 11)
        try await services.index.refresh()
    }

    /// The database of the first nursery, which all others are copies of.
    private static let founded = Task { try await WorldFounding.database() }

    /// The services over a database, with time and chance injected.
    static func services(
        over store: any Store,
        _ clock: SteppingClock,
        seed: UInt64
    ) throws -> Services {
        Services(
            ServiceEnvironment(
                store: store,
                clock: clock,
                random: SeededBytes(seed: seed),
                index: FleetIndex(
                    store: store,
                    limits: FreshnessLimits(inventoryMaxAge: .seconds(30 * 86_400))
                ),
                orderKey: OrderKey(try orderKey),
                logger: Logger(label: "nursery") { _ in SwiftLogNoOpLogHandler() }
            )
        )
    }

    /// The key that signs the orders of every nursery.
    static var orderKey: Curve25519.Signing.PrivateKey {
        get throws {
            try Curve25519.Signing.PrivateKey(rawRepresentation: Data(repeating: 3, count: 32))
        }
    }
}

extension World {
    /// Everything that can be seen now.
    var view: FleetView { get throws { try services.assessment.view(by: Self.owner) } }

    /// A machine by its name.
    func device(_ name: String) throws -> IndexedDevice { try view.device(name) }

    /// A group by its name.
    func group(_ name: String) throws -> Group {
        let found = services.index.snapshot.groups.first { $0.name == name }
        guard let found else { throw DomainError(.groupNotFound, subject: name) }
        return found
    }

    /// The agent of a machine.
    func machine(_ name: String) throws -> Machine { Machine(try device(name).device, services) }

    /// Approves or declines patches for everyone; `nil` takes decisions back.
    func decide(_ decision: Approval.Decision?, _ patches: PatchRecord...) async throws {
        try await services.approvals.decide(
            decision,
            patches: patches.map(\.patch),
            by: Self.owner
        )
    }

    /// Adds a customer without any machine.
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

    /// Adds a user of a place, by the place's name; nobody logs in with the password.
    @discardableResult
    func addUser(
        _ name: String,
        at place: String = "Nursery",
        permissions: Set<Permission> = Set(Permission.allCases)
    ) async throws -> User {
        try await store.write { transaction in
            let tenants = try transaction.tenants(in: TenantPath(root: 1))
            guard let tenant = tenants.first(where: { $0.name == place }) else {
                throw DomainError(.siteNotFound, subject: place)
            }
            let user = User(
                id: ID(derivedFrom: "user \(name)"),
                number: try transaction.nextNumber(of: "user"),
                tenant: tenant.id,
                name: name,
                passwordHash: "none",
                permissions: permissions,
                createdAt: SteppingClock.start
            )
            try transaction.insert(user)
            return user
        }
    }
}
